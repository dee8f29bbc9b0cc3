package org.tallystick.node.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.bytes.Hash;
import org.tallystick.node.chain.Chain;
import org.tallystick.node.chain.ChainHead;
import org.tallystick.node.testing.FastFolder;
import org.tallystick.node.testing.TestChain;

/// A disk that has no room for any one of the writes, each in turn.
final class FullDiskTest {
  @TempDir(factory = FastFolder.class)
  private Path temp;

  /// Refuses every other write, as chance has it.
  private static final class FullDisk implements WriteWatcher {
    private final DataFolder folder;
    private final Random random;
    private boolean isOpening = true;
    private int refused;

    FullDisk(DataFolder folder, long seed) {
      this.folder = folder;
      this.random = new Random(seed);
    }

    @Override
    public void beforeWrite() {
      if (!isOpening && random.nextBoolean()) {
        refused++;
        throw new DiskFullException(folder, "no room in a test", null);
      }
    }

    @Override
    public void afterWrite() {}
  }

  @Test
  void whicheverWriteFindsNoRoomTheSameSucceedsWhenThereIsRoom() {
    CrashScript.makeBase(temp);
    DataFolder folder = DataFolder.claim(temp);
    long seed = Long.getLong("seed", 20_261_131);
    FullDisk disk = new FullDisk(folder, seed);
    Hash head;
    try (TestChain test = CrashScript.open(folder, CrashScript.openDatabase(folder, disk))) {
      disk.isOpening = false;
      for (CrashScript.Step step : new CrashScript(test).steps()) {
        tryUntilDone(test.chain(), step, seed);
      }
      head = test.chain().head().hash();
    }
    assertTrue(disk.refused > 20, () -> disk.refused + " writes were refused");

    try (Maintenance maintenance = Maintenance.open(temp)) {
      assertEquals(head, maintenance.stats().headHash());
      maintenance.verify((_, _, _) -> {});
    }
  }

  private static void tryUntilDone(Chain chain, CrashScript.Step step, long seed) {
    while (true) {
      ChainHead before = chain.head();
      try {
        step.work().run();
        return;
      } catch (DiskFullException full) {
        assertTrue(full.words().contains("no room in a test"), full.words());
        if (step.name().startsWith("block ")) {
          assertEquals(before, chain.head(), () -> "seed " + seed + ", " + step.name());
        }
      }
    }
  }
}
