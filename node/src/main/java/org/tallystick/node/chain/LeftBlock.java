package org.tallystick.node.chain;

import java.util.List;
import org.tallystick.bytes.Hash;
import org.tallystick.ledger.Block;
import org.tallystick.ledger.Receipt;

/// A block that was on the chain and has left it, with what came of it.
///
/// @param receipts one for each transaction
public record LeftBlock(Block block, Hash hash, List<Receipt> receipts) {
  public LeftBlock {
    receipts = List.copyOf(receipts);
  }

  /// Those of its logs that the filter takes, in order.
  public List<FoundLog> logs(LogFilter filter) {
    return FoundLog.in(block, hash, receipts, filter);
  }

  BlockId parent() {
    return new BlockId(block.number() - 1, block.header().parentHash());
  }
}
