package org.tallystick.node.chain;

import java.util.Optional;
import org.tallystick.bytes.Hash;
import org.tallystick.ledger.Block;
import org.tallystick.ledger.Log;
import org.tallystick.ledger.Receipt;
import org.tallystick.ledger.SignedTransaction;

/// Blocks of one branch that were just made or read, so that their senders need not be recovered
/// again, and their receipts, of which clients fetch one after another. When the chain goes back it
/// gets another cache, so that who still reads the branch before puts nothing into it. Safe to
/// share between threads.
final class BlockCache {
  /// A header and what the JVM needs around it, roughly.
  private static final int BYTES_BESIDE_TRANSACTIONS = 2_048;

  /// A receipt with its bloom filter and what the JVM needs around them, roughly.
  private static final int BYTES_BESIDE_LOGS = 450;

  /// A log with its address and what the JVM needs around them, roughly.
  private static final int BYTES_BESIDE_DATA = 150;

  private static final int BYTES_OF_TOPIC = 64;

  /// A block with the hash that would otherwise be computed at each use.
  record Hashed(Block block, Hash hash) {
    private long bytes() {
      long bytes = BYTES_BESIDE_TRANSACTIONS;
      for (SignedTransaction transaction : block.transactions()) {
        // Its fields repeat what its encoding says.
        bytes += 2L * transaction.encoded().length();
      }
      return bytes;
    }
  }

  private final NumberedCache<Hashed> blocks;
  private final NumberedCache<BlockReceipts> receipts;

  /// @param bytesMax of all blocks together, roughly; of the receipts as much again
  BlockCache(long bytesMax) {
    this(
        new NumberedCache<>(bytesMax, Hashed::bytes),
        new NumberedCache<>(bytesMax, BlockCache::bytes));
  }

  private BlockCache(NumberedCache<Hashed> blocks, NumberedCache<BlockReceipts> receipts) {
    this.blocks = blocks;
    this.receipts = receipts;
  }

  Optional<Hashed> get(long number) {
    return blocks.get(number);
  }

  Optional<BlockReceipts> receipts(long number) {
    return receipts.get(number);
  }

  void put(Hashed block) {
    blocks.put(block.block().number(), block);
  }

  void putReceipts(long number, BlockReceipts ofBlock) {
    receipts.put(number, ofBlock);
  }

  /// Another cache with what is of blocks up to this number.
  BlockCache upTo(long number) {
    return new BlockCache(blocks.upTo(number), receipts.upTo(number));
  }

  private static long bytes(BlockReceipts receipts) {
    long bytes = 0;
    for (Receipt receipt : receipts.list()) {
      bytes += BYTES_BESIDE_LOGS;
      for (Log log : receipt.logs()) {
        bytes +=
            BYTES_BESIDE_DATA + log.data().length() + (long) BYTES_OF_TOPIC * log.topics().size();
      }
    }
    return bytes;
  }
}
