package org.tallystick.node.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
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

  /// Refuses each write of a step once: at the first attempt the first, at the next the second.
  private static final class FullDisk implements WriteWatcher {
    private final DataFolder folder;
    private final Set<String> refused = new HashSet<>();
    private String step = "";
    private int writes;

    FullDisk(DataFolder folder) {
      this.folder = folder;
    }

    void attempt(String step) {
      this.step = step;
      writes = 0;
    }

    @Override
    public void beforeWrite() {
      writes++;
      if (!step.isEmpty() && refused.add(step + ", write " + writes)) {
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
    FullDisk disk = new FullDisk(folder);
    RocksStore database = CrashScript.openDatabase(folder, disk);
    Hash head;
    try (TestChain test = CrashScript.open(folder, database)) {
      for (CrashScript.Step step : new CrashScript(test).steps()) {
        tryUntilDone(test.chain(), database, disk, step);
      }
      head = test.chain().head().hash();
    }
    assertTrue(disk.refused.contains("block 1282, write 2"), disk.refused::toString);

    try (Maintenance maintenance = Maintenance.open(temp)) {
      assertEquals(head, maintenance.stats().headHash());
      maintenance.verify((_, _, _) -> {});
    }
  }

  private static void tryUntilDone(
      Chain chain, RocksStore database, FullDisk disk, CrashScript.Step step) {
    while (true) {
      ChainHead before = chain.head();
      disk.attempt(step.name());
      try {
        step.work().run();
        return;
      } catch (DiskFullException full) {
        assertTrue(full.words().contains("no room in a test"), full.words());
        assertEquals(ChainStore.of(database).head().hash(), chain.head().hash(), step.name());
        if (step.name().startsWith("block ")) {
          assertEquals(before, chain.head(), step.name());
        }
      }
    }
  }
}
