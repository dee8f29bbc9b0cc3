package org.tallystick.node.consensus.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.bytes.Address;
import org.tallystick.bytes.Hash;
import org.tallystick.bytes.U256;
import org.tallystick.node.testing.FastFolder;
import org.tallystick.node.testing.People;
import org.tallystick.node.testing.TestClock;
import org.tallystick.node.testing.Transfers;

/// A test suite of a contract takes a snapshot, changes something and comes back, for each test.
final class RevertCyclesTest {
  private static final int CYCLES = Integer.getInteger("tallystick.revertCycles", 1_200);
  private static final int QUARTER = CYCLES / 4;
  private static final Address SHOP = People.person(60).address();

  /// A cycle may leave a few hundred bytes, and that not for ever.
  private static final long HEAP_GROWTH_BYTES_MAX = 768 << 10;

  /// The blocks that were left last are kept, for whoever follows the chain: so many bytes of them,
  /// and so many of each at most.
  private static final long LEFT_BYTES_MAX = 16 << 20;

  private static final long LEFT_BLOCK_BYTES_MAX = 4_096;

  @TempDir(factory = FastFolder.class)
  private Path temp;

  @Test
  void aSnapshotIsTakenAndComeBackToInTheSameTimeAndMemoryHoweverOften() {
    long[] nanos = new long[CYCLES];
    long[] heapBytes = new long[4];
    try (TestDevChain test = TestDevChain.quiet(temp, People.genesis(50), new TestClock())) {
      DevControls controls = test.controls();
      controls.mine();
      controls.setBalance(SHOP, U256.of(9));
      Hash head = test.head().hash();
      Hash root = test.head().store().root();
      for (int cycle = 0; cycle < CYCLES; cycle++) {
        long start = System.nanoTime();
        long id = controls.snapshot();
        controls.setBalance(SHOP, U256.of(100L + cycle));
        test.pool().add(Transfers.of(People.person(cycle % 40), 0, SHOP));
        controls.mine();
        controls.setBalance(SHOP, U256.of(cycle));
        assertTrue(controls.revert(id));
        nanos[cycle] = System.nanoTime() - start;
        if ((cycle + 1) % QUARTER == 0) {
          heapBytes[cycle / QUARTER] = liveHeapBytes();
        }
      }
      assertEquals(head, test.head().hash());
      assertEquals(root, test.head().store().root());
    }
    long leftBytes = leftBytesMax(4L * QUARTER) - leftBytesMax(2L * QUARTER);
    assertTrue(
        heapBytes[3] - heapBytes[1] < HEAP_GROWTH_BYTES_MAX + leftBytes,
        () -> "bytes in use after each quarter: " + Arrays.toString(heapBytes));
    long before = median(nanos, 1);
    long after = median(nanos, 3);
    assertTrue(
        after < 4 * before,
        () -> "nanoseconds of a cycle in the second quarter " + before + ", in the last " + after);
  }

  private static long leftBytesMax(long blocks) {
    return Math.min(LEFT_BYTES_MAX, blocks * LEFT_BLOCK_BYTES_MAX);
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
