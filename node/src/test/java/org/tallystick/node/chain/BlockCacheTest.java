package org.tallystick.node.chain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.tallystick.ledger.Block;
import org.tallystick.ledger.Receipt;
import org.tallystick.ledger.Seal;
import org.tallystick.node.chain.BlockCache.Hashed;
import org.tallystick.node.testing.FakeChain;

final class BlockCacheTest {
  private static final int BYTES_OF_TWO = 5_000;

  private final FakeChain chain = new FakeChain(1);
  private final BlockCache cache = new BlockCache(BYTES_OF_TWO);

  @Test
  void theBlockThatWasNotAskedForForTheLongestTimeLeavesFirst() {
    List<Hashed> blocks = List.of(next(), next(), next());
    cache.put(blocks.get(0));
    cache.put(blocks.get(1));
    cache.get(1);
    cache.put(blocks.get(2));

    assertEquals(Optional.of(blocks.get(0)), cache.get(1));
    assertEquals(Optional.empty(), cache.get(2));
    assertEquals(Optional.of(blocks.get(2)), cache.get(3));
  }

  @Test
  void whoStillReadsTheBranchBeforePutsNothingIntoTheCacheOfTheNext() {
    Hashed first = next();
    Hashed left = next();
    cache.put(first);

    BlockCache others = cache.upTo(1);
    cache.put(left);

    assertEquals(Optional.of(first), others.get(1));
    assertEquals(Optional.empty(), others.get(2));
  }

  @Test
  void blocksAboveTheOneThatTheChainGoesBackToAreForgotten() {
    cache.put(next());
    cache.put(next());

    assertEquals(Optional.empty(), cache.upTo(1).get(2));
  }

  @Test
  void receiptsAreForgottenWithTheirBlocks() {
    BlockReceipts receipts = BlockReceipts.of(List.of(Receipt.of(2, true, 21_000, List.of())));
    cache.putReceipts(1, receipts);
    cache.putReceipts(2, receipts);

    BlockCache others = cache.upTo(1);

    assertEquals(Optional.of(receipts), others.receipts(1));
    assertEquals(Optional.empty(), others.receipts(2));
  }

  @Test
  void receiptsOfManyTransactionsTakeMoreRoom() {
    Receipt receipt = Receipt.of(2, true, 21_000, List.of());
    cache.putReceipts(1, BlockReceipts.of(List.of(receipt)));
    cache.putReceipts(2, BlockReceipts.of(Collections.nCopies(BYTES_OF_TWO / 450, receipt)));

    assertEquals(Optional.empty(), cache.receipts(1));
    assertTrue(cache.receipts(2).isPresent());
  }

  private Hashed next() {
    chain.advance();
    Block block = chain.head().block().draft().seal(new Seal.Genesis());
    return new Hashed(block, block.hash());
  }
}
