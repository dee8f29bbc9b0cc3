package org.tallystick.node.chain;

import java.util.List;
import org.tallystick.ledger.Receipt;

/// The receipts of a block, one for each transaction, with what has to be counted through all of
/// them. It is counted once, since clients fetch the receipts of a block one after another.
public final class BlockReceipts {
  public static final BlockReceipts NONE = of(List.of());

  private final List<Receipt> list;

  /// How many logs are before those of each receipt.
  private final int[] logsBefore;

  private BlockReceipts(List<Receipt> list, int[] logsBefore) {
    this.list = list;
    this.logsBefore = logsBefore;
  }

  public static BlockReceipts of(List<Receipt> receipts) {
    List<Receipt> list = List.copyOf(receipts);
    int[] logsBefore = new int[list.size()];
    int logs = 0;
    for (int index = 0; index < logsBefore.length; index++) {
      logsBefore[index] = logs;
      logs += list.get(index).logs().size();
    }
    return new BlockReceipts(list, logsBefore);
  }

  public List<Receipt> list() {
    return list;
  }

  public int count() {
    return list.size();
  }

  /// @param index of the transaction in the block, from 0
  public Receipt get(int index) {
    return list.get(index);
  }

  /// Gas of this transaction alone.
  public long gasUsed(int index) {
    long before = index == 0 ? 0 : list.get(index - 1).cumulativeGasUsed();
    return list.get(index).cumulativeGasUsed() - before;
  }

  /// Where the logs of this transaction begin among all logs of the block.
  public int firstLogIndex(int index) {
    return logsBefore[index];
  }
}
