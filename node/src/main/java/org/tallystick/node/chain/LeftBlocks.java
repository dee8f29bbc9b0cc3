package org.tallystick.node.chain;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.tallystick.bytes.Hash;
import org.tallystick.ledger.Log;
import org.tallystick.ledger.Receipt;
import org.tallystick.ledger.SignedTransaction;

/// The blocks that left the chain last, so that who has seen them can be told what is no longer so.
/// A block that comes back onto the chain stays among them: who still reads the chain as it was
/// without it has to find it. Safe to share between threads.
final class LeftBlocks {
  /// A header, and what the JVM needs around it, roughly.
  private static final int BLOCK_BYTES = 2_048;

  /// A log's topics and what is around them, roughly.
  private static final int LOG_BYTES = 512;

  private final long bytesMax;
  private final Map<Hash, LeftBlock> byHash = new LinkedHashMap<>();
  private long bytes;

  /// @param bytesMax of all together, roughly; beyond it those that left first are forgotten
  LeftBlocks(long bytesMax) {
    this.bytesMax = bytesMax;
  }

  synchronized Optional<LeftBlock> find(Hash hash) {
    return Optional.ofNullable(byHash.get(hash));
  }

  synchronized void add(LeftBlock block) {
    LeftBlock before = byHash.remove(block.hash());
    byHash.put(block.hash(), block);
    bytes += before == null ? bytes(block) : 0;
    Iterator<LeftBlock> earliestFirst = byHash.values().iterator();
    while (bytes > bytesMax && earliestFirst.hasNext()) {
      bytes -= bytes(earliestFirst.next());
      earliestFirst.remove();
    }
  }

  private static long bytes(LeftBlock left) {
    long bytes = BLOCK_BYTES;
    for (SignedTransaction transaction : left.block().transactions()) {
      // Its fields repeat what its encoding says.
      bytes += 2L * transaction.encoded().length();
    }
    for (Receipt receipt : left.receipts()) {
      for (Log log : receipt.logs()) {
        bytes += LOG_BYTES + log.data().length();
      }
    }
    return bytes;
  }
}
