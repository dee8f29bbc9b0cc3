package org.tallystick.node.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.bytes.Hash;
import org.tallystick.node.testing.ChildJvm;
import org.tallystick.node.testing.FastFolder;
import org.tallystick.node.testing.TestChain;

/// Ends real processes at numbered moments before and after their writes.
final class CrashPointIT {
  private static final int POINTS = Integer.getInteger("tallystick.halts", 5);

  @TempDir(factory = FastFolder.class)
  private Path temp;

  /// Remembers where the chain is at each moment.
  private static final class Heads implements WriteWatcher {
    private final List<Hash> heads = new ArrayList<>();
    private final List<RocksStore> database = new ArrayList<>();

    @Override
    public void beforeWrite() {
      heads.add(ChainStore.of(database.getFirst()).head().hash());
    }

    @Override
    public void afterWrite() {
      beforeWrite();
    }
  }

  @Test
  void aProcessThatEndsAtAWriteLeavesAllBeforeItAndNothingOfIt() throws Exception {
    long seed = Long.getLong("seed", 20_261_132);
    Path base = temp.resolve("base");
    CrashScript.makeBase(base);
    List<Hash> heads = heads(base);
    List<Integer> points = new ArrayList<>(IntStream.range(0, heads.size()).boxed().toList());
    Collections.shuffle(points, new Random(seed));
    for (int point : points.subList(0, Math.min(POINTS, points.size()))) {
      Path data = temp.resolve("data");
      CrashPointTest.copy(base, data);
      String where = "seed " + seed + ", moment " + point + " of " + heads.size();

      assertEquals(CrashMill.EXIT_CODE, run(data, point), where);

      try (TestChain test = CrashScript.open(data, WriteWatcher.NONE)) {
        assertEquals(heads.get(point), test.chain().head().hash(), where);
        test.add(CrashScript.transfer(test.chain().head().number() + 1, 3));
      }
      try (Maintenance maintenance = Maintenance.open(data)) {
        maintenance.verify((_, _, _) -> {});
      }
      CrashPointTest.delete(data);
    }
  }

  private List<Hash> heads(Path base) throws Exception {
    Path data = temp.resolve("whole");
    CrashPointTest.copy(base, data);
    Heads heads = new Heads();
    DataFolder folder = DataFolder.claim(data);
    heads.database.add(CrashScript.openDatabase(folder, heads));
    try (TestChain test = CrashScript.open(folder, heads.database.getFirst())) {
      new CrashScript(test).steps().forEach(step -> step.work().run());
    }
    return heads.heads;
  }

  private static int run(Path data, int point) throws Exception {
    Process mill = ChildJvm.start(CrashMill.class, data.toString(), Integer.toString(point));
    mill.getInputStream().transferTo(System.out);
    return mill.waitFor();
  }
}
