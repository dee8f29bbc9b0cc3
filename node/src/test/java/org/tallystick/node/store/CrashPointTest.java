package org.tallystick.node.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.bytes.Hash;
import org.tallystick.node.testing.FastFolder;
import org.tallystick.node.testing.TestChain;

/// Copies a database at every moment at which a crash could make a difference, and opens the
/// copies: what a process writes lies in its files for all others at once, so a copy is what its
/// end would leave behind.
final class CrashPointTest {
  private static final int CUTS = Integer.getInteger("tallystick.cuts", 16);

  /// Otherwise those of plain blocks are left out but for the first's.
  private static final boolean ALL_POINTS = Boolean.getBoolean("tallystick.crashPoints");

  @TempDir(factory = FastFolder.class)
  private static Path base;

  @TempDir(factory = FastFolder.class)
  private Path temp;

  /// A moment, and where the chain was.
  ///
  /// @param head as the database has it
  /// @param logBytes how long the log was
  private record Point(String step, String moment, Hash head, Path copy, long logBytes) {}

  @BeforeAll
  static void makeTheBase() {
    CrashScript.makeBase(base);
  }

  @Test
  void theHeadIsTheOldOrTheNewOneWhateverPointTheNodeEndsAt() throws IOException {
    List<Point> points = play("points").points;
    assertTrue(points.size() > 80, () -> points.size() + " points");
    for (Point point : points) {
      if (!ALL_POINTS && !CrashScript.isSpecial(point.step)) {
        continue;
      }
      Copier again = new Copier(temp.resolve("again"));
      try (TestChain test = again.open(point.copy)) {
        assertEquals(point.head, test.chain().head().hash(), point::toString);
        // Ended once more, while what the end before left is mended.
        for (Point second : again.points) {
          requireWhole(second.copy, point);
        }
        test.add(CrashScript.transfer(test.chain().head().number() + 1, 3));
      }
      requireWhole(point.copy, again.points.getLast());
      delete(temp.resolve("again"));
    }
  }

  @Test
  void aLogThatIsCutAnywhereHasTheBlocksThatAreWholeInIt() throws IOException {
    long seed = Long.getLong("seed", 20_261_128);
    Random random = new Random(seed);
    List<Point> points = play("cuts").points;
    Point last = points.getLast();
    long first = points.getFirst().logBytes;
    for (int cut = 0; cut < CUTS; cut++) {
      long length = first + random.nextLong(last.logBytes - first + 1);
      Path copy = temp.resolve("cut");
      copy(last.copy, copy);
      try (RandomAccessFile file = new RandomAccessFile(log(copy).toFile(), "rw")) {
        file.setLength(length);
      }
      Point expected = points.stream().filter(point -> point.logBytes <= length).toList().getLast();

      String where = "seed " + seed + ", cut at " + length + " after " + expected;
      try (Maintenance maintenance = Maintenance.open(copy)) {
        assertEquals(expected.head, maintenance.stats().headHash(), where);
        maintenance.verify((_, _, _) -> {});
      }
      delete(copy);
    }
  }

  private Copier play(String name) throws IOException {
    Path data = temp.resolve("data");
    copy(base, data);
    Copier copier = new Copier(temp.resolve(name));
    try (TestChain test = copier.open(data)) {
      new CrashScript(test)
          .steps()
          .forEach(step -> {
            copier.step = step.name();
            step.work().run();
          });
    }
    return copier;
  }

  private static void requireWhole(Path copy, Point point) {
    try (Maintenance maintenance = Maintenance.open(copy)) {
      assertEquals(point.head, maintenance.stats().headHash(), point::toString);
      maintenance.verify((_, _, _) -> {});
    }
  }

  /// Copies the database at every point.
  private static final class Copier implements WriteWatcher {
    private final Path target;
    private final List<Point> points = new ArrayList<>();
    private Path data = Path.of("");
    private String step = "the start";
    private Optional<RocksStore> database = Optional.empty();

    Copier(Path target) {
      this.target = target;
    }

    TestChain open(Path data) {
      this.data = data;
      DataFolder folder = DataFolder.claim(data);
      RocksStore opened = CrashScript.openDatabase(folder, this);
      database = Optional.of(opened);
      return CrashScript.open(folder, opened);
    }

    @Override
    public void beforeWrite() {
      take("before a write");
    }

    @Override
    public void afterWrite() {
      take("after a write");
    }

    private void take(String moment) {
      Path copy = target.resolve(Integer.toString(points.size()));
      try {
        copy(data, copy);
        points.add(
            new Point(
                step,
                moment,
                ChainStore.of(database.orElseThrow()).head().hash(),
                copy,
                Files.size(log(copy))));
      } catch (IOException fault) {
        throw new UncheckedIOException(fault);
      }
    }
  }

  /// The log that is written to.
  static Path log(Path data) throws IOException {
    try (Stream<Path> files = Files.list(data.resolve("db"))) {
      return files
          .filter(file -> file.toString().endsWith(".log"))
          .max(Path::compareTo)
          .orElseThrow();
    }
  }

  /// Copies a database that is not written to; what RocksDB does by itself beside that is waited
  /// for.
  static void copy(Path from, Path to) throws IOException {
    List<String> before = List.of();
    List<String> after = listing(from);
    while (!before.equals(after)) {
      delete(to);
      Files.createDirectories(to.resolve("db"));
      before = after;
      try (Stream<Path> files = Files.list(from.resolve("db"))) {
        for (Path file : files.toList()) {
          Files.copy(file, to.resolve("db").resolve(file.getFileName()));
        }
      } catch (NoSuchFileException vanished) {
        before = List.of();
      }
      after = listing(from);
    }
  }

  /// What there is, and how much of it.
  private static List<String> listing(Path data) throws IOException {
    try (Stream<Path> files = Files.list(data.resolve("db"))) {
      List<String> lines = new ArrayList<>();
      for (Path file : files.sorted().toList()) {
        try {
          lines.add(file + " " + Files.size(file));
        } catch (NoSuchFileException vanished) {
          lines.add(file + " has gone");
        }
      }
      return lines;
    }
  }

  static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
