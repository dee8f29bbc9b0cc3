package org.tallystick.node.chain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.bytes.Hash;
import org.tallystick.crypto.KeyPair;
import org.tallystick.node.testing.FastFolder;
import org.tallystick.node.testing.People;
import org.tallystick.node.testing.TestChain;
import org.tallystick.node.testing.Transfers;

/// To remember a head, add a block and come back costs the block, as often as it is done.
final class SnapshotCyclesTest {
  private static final int CYCLES = Integer.getInteger("tallystick.snapshotCycles", 1_200);
  private static final int QUARTER = CYCLES / 4;
  private static final KeyPair ALICE = People.person(0);

  /// A cycle may leave a few hundred bytes, and that not for ever.
  private static final long HEAP_GROWTH_BYTES_MAX = 768 << 10;

  @TempDir(factory = FastFolder.class)
  private Path temp;

  @Test
  void aSnapshotIsTakenAndRevertedInTheSameTimeAndMemoryHoweverOften() {
    long[] nanos = new long[CYCLES];
    long[] heapBytes = new long[4];
    try (TestChain test = TestChain.open(temp, People.genesis(50))) {
      Chain chain = test.chain();
      test.add(Transfers.of(ALICE, 0, People.person(1).address()));
      Hash snapshot = chain.head().hash();
      for (int cycle = 0; cycle < CYCLES; cycle++) {
        long start = System.nanoTime();
        test.add(Transfers.of(ALICE, 1, People.person(2 + cycle % 40).address()));
        chain.setCanonical(snapshot);
        nanos[cycle] = System.nanoTime() - start;
        if ((cycle + 1) % QUARTER == 0) {
          heapBytes[cycle / QUARTER] = liveHeapBytes();
        }
      }

      assertEquals(snapshot, chain.head().hash());
      assertEquals(1, chain.head().number());
    }
    assertTrue(
        heapBytes[3] - heapBytes[1] < HEAP_GROWTH_BYTES_MAX,
        () -> "bytes in use after each quarter: " + Arrays.toString(heapBytes));
    long before = median(nanos, 1);
    long after = median(nanos, 3);
    assertTrue(
        after < 4 * before,
        () -> "nanoseconds of a cycle in the second quarter " + before + ", in the last " + after);
  }

  private static long median(long[] nanos, int quarter) {
    long[] some = Arrays.copyOfRange(nanos, quarter * QUARTER, (quarter + 1) * QUARTER);
    Arrays.sort(some);
    return some[some.length / 2];
  }

  private static long liveHeapBytes() {
    // The second finds what the first has only made free to go.
    System.gc();
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
