package org.tallystick.node.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.BitSet;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.tallystick.bytes.Bytes;

final class SectionBitsTest {
  @Test
  void whatIsReadIsWhatWasWrittenWhicheverFormIsTheShorter() {
    long seed = Long.getLong("seed", 20_261_201);
    Random random = new Random(seed);
    for (int round = 0; round < 3_000; round++) {
      int count = Byte.SIZE << random.nextInt(14);
      BitSet blocks = new BitSet();
      blocks.set(random.nextInt(count));
      for (int more = random.nextInt(Math.min(count, 300)); more > 0; more--) {
        blocks.set(random.nextInt(count));
      }

      Bytes encoded = SectionBits.encode(blocks, count);

      String words = "seed " + seed + ", round " + round;
      assertEquals(blocks, SectionBits.decode(encoded, count), words);
      int shorter = Math.min(2 * blocks.cardinality(), count / Byte.SIZE);
      assertEquals(shorter, encoded.length(), words);
    }
  }

  @Test
  void theLastBlockOfTheLongestSectionHasAPlace() {
    BitSet last = new BitSet();
    last.set(LogIndexing.SECTION_BLOCKS_MAX - 1);

    Bytes encoded = SectionBits.encode(last, LogIndexing.SECTION_BLOCKS_MAX);

    assertTrue(encoded.length() == 2);
    assertEquals(last, SectionBits.decode(encoded, LogIndexing.SECTION_BLOCKS_MAX));
  }
}
