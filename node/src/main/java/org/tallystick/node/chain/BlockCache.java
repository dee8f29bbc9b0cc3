package org.tallystick.node.chain;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.tallystick.bytes.Hash;
import org.tallystick.ledger.Block;
import org.tallystick.ledger.SignedTransaction;

/// Blocks of one branch that were just made or read, so that their senders need not be recovered
/// again. When the chain goes back it gets another cache, so that who still reads the branch before
/// puts nothing into it. Safe to share between threads.
final class BlockCache {
  /// A header and what the JVM needs around it, roughly.
  private static final int BYTES_BESIDE_TRANSACTIONS = 2_048;

  /// A block with the hash that would otherwise be computed at each use.
  record Hashed(Block block, Hash hash) {
    private int bytes() {
      int bytes = BYTES_BESIDE_TRANSACTIONS;
      for (SignedTransaction transaction : block.transactions()) {
        // Its fields repeat what its encoding says.
        bytes += 2 * transaction.encoded().length();
      }
      return bytes;
    }
  }

  private final long bytesMax;
  private final Map<Long, Hashed> byNumber = new LinkedHashMap<>(64, 0.75f, true);
  private long bytes;

  /// @param bytesMax of all blocks together, roughly
  BlockCache(long bytesMax) {
    this.bytesMax = bytesMax;
  }

  synchronized Optional<Hashed> get(long number) {
    return Optional.ofNullable(byNumber.get(number));
  }

  /// Another cache with those of the blocks that have at most this number.
  synchronized BlockCache upTo(long number) {
    BlockCache others = new BlockCache(bytesMax);
    byNumber.values().stream()
        .filter(hashed -> hashed.block.number() <= number)
        .forEach(others::put);
    return others;
  }

  synchronized void put(Hashed block) {
    if (byNumber.put(block.block().number(), block) == null) {
      bytes += block.bytes();
    }
    var oldestFirst = byNumber.values().iterator();
    while (bytes > bytesMax && oldestFirst.hasNext()) {
      bytes -= oldestFirst.next().bytes();
      oldestFirst.remove();
    }
  }
}
