package org.tallystick.node.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;
import org.tallystick.crypto.KeyPair;
import org.tallystick.execution.Genesis;
import org.tallystick.node.store.RocksStore.Family;
import org.tallystick.node.testing.FastFolder;
import org.tallystick.node.testing.People;
import org.tallystick.node.testing.TestChain;
import org.tallystick.node.testing.Transfers;

/// One bit of one file of a database is another: each time the file is named, or all that is read
/// is right.
final class DamagedFilesTest {
  private static final int FLIPS = Integer.getInteger("tallystick.flips", 40);

  /// In a log, about.
  private static final int BYTES_BETWEEN_FLIPS = Integer.getInteger("tallystick.flipStep", 16);

  private static final Genesis GENESIS = People.genesis(200);
  private static final KeyPair ALICE = People.person(0);
  private static final int BLOCKS_IN_TABLES = 60;
  private static final int BLOCKS = 90;

  /// Files that nothing is read from that the chain is made of.
  private static final List<String> UNUSED = List.of("IDENTITY", "OPTIONS");

  @TempDir(factory = FastFolder.class)
  private static Path base;

  @TempDir(factory = FastFolder.class)
  private Path temp;

  private static SortedMap<String, Bytes> expected = new TreeMap<>();

  @BeforeAll
  static void makeADatabase() {
    try (TestChain chain = TestChain.open(base, GENESIS)) {
      add(chain, 0, BLOCKS_IN_TABLES);
    }
    try (DataFolder folder = DataFolder.claim(base);
        RocksStore database = RocksStore.open(folder)) {
      database.compact();
    }
    try (TestChain chain = TestChain.open(base, GENESIS)) {
      add(chain, BLOCKS_IN_TABLES, BLOCKS);
    }
    // Opening changes files, so what is there is read from a copy.
    Path copy = base.resolve("copy");
    copyOf(base, copy);
    expected = contents(copy);
  }

  @Test
  void aFlippedBitIsNamedByItsFileOrNothingIsWrong() throws IOException {
    long seed = Long.getLong("seed", 20_261_129);
    Random random = new Random(seed);
    TreeMap<String, List<Integer>> kinds = new TreeMap<>();
    for (int flip = 0; flip < FLIPS; flip++) {
      Path copy = temp.resolve("copy");
      copyOf(base, copy);
      Path file = pick(random, copy);
      int at = random.nextInt((int) Files.size(file));
      flip(file, at, random.nextInt(Byte.SIZE));
      String name = file.getFileName().toString();
      String where = "seed " + seed + ", flip " + flip + ": byte " + at + " of " + name;

      Optional<String> refusal = refusal(copy);

      refusal.ifPresent(words -> {
        assertTrue(words.contains(name), where + ": " + words);
        assertTrue(words.contains("restore it from a backup"), where + ": " + words);
      });
      boolean isUnused = UNUSED.stream().anyMatch(name::startsWith);
      assertTrue(!isUnused || refusal.isEmpty(), where);
      kinds
          .computeIfAbsent(name.replaceAll("[0-9-]", ""), _ -> new ArrayList<>())
          .add(refusal.isPresent() ? 1 : 0);
      CrashPointTest.delete(copy);
    }
    for (String kind : List.of(".log", ".sst", "CURRENT", "MANIFEST")) {
      assertTrue(
          kinds.getOrDefault(kind, List.of()).contains(1), () -> "none was refused of " + kind);
    }
  }

  /// What RocksDB alone would take for the end of the log, in the last blocks of which are whole
  /// blocks of the chain.
  @Test
  void noBitOfALogCanBeFlippedUnseen() throws IOException {
    long seed = Long.getLong("seed", 20_261_130);
    Random random = new Random(seed);
    Path log = CrashPointTest.log(base);
    byte[] whole = Files.readAllBytes(log);
    Path folder = Files.createDirectories(temp.resolve("db"));
    Path copy = folder.resolve(log.getFileName());
    Files.copy(base.resolve("db/CURRENT"), folder.resolve("CURRENT"));
    String manifest = Files.readString(base.resolve("db/CURRENT")).strip();
    Files.copy(base.resolve("db").resolve(manifest), folder.resolve(manifest));
    Files.write(copy, whole);
    LogFiles.requireWhole(folder);
    List<Integer> unseen = new ArrayList<>();
    for (int at = 0; at < whole.length; at += 1 + random.nextInt(BYTES_BETWEEN_FLIPS)) {
      byte[] bytes = whole.clone();
      bytes[at] ^= (byte) (1 << random.nextInt(Byte.SIZE));
      Files.write(copy, bytes);
      try {
        LogFiles.requireWhole(folder);
        unseen.add(at);
      } catch (StoreException refusal) {
        assertTrue(refusal.words().contains(copy + " is damaged at byte "), refusal.words());
      }
    }
    // But for what fills up a block of 32 KiB where no header fits.
    assertTrue(
        unseen.stream().allMatch(at -> (at & 0x7fff) > 0x7fff - 6),
        () -> "seed " + seed + ": " + unseen);
  }

  @Test
  void aDatabaseWithoutTheFileThatNamesItsManifestIsNotBegunAnew() throws IOException {
    copyOf(base, temp);
    Files.delete(temp.resolve("db/CURRENT"));

    StoreException refusal =
        assertThrows(StoreException.class, () -> TestChain.open(temp, GENESIS));

    assertTrue(refusal.words().contains("CURRENT is missing"), refusal.words());
  }

  /// What a start, a look at everything, and every read say. What they give is right.
  ///
  /// @return the first refusal
  private Optional<String> refusal(Path copy) {
    Path other = temp.resolve("other");
    copyOf(copy, other);
    Optional<String> refusal = Optional.empty();
    try {
      assertEquals(expected, contents(other));
    } catch (StoreException words) {
      refusal = Optional.of(words.words());
    }
    deleteAll(other);
    try (Maintenance maintenance = Maintenance.open(copy)) {
      maintenance.verify((_, _, _) -> {});
      assertEquals(expected.lastEntry().getValue(), maintenance.stats().headHash().bytes());
    } catch (StoreException words) {
      return Optional.of(words.words());
    }
    return refusal;
  }

  /// Everything that is in a database after a node was started on it.
  private static SortedMap<String, Bytes> contents(Path data) {
    SortedMap<String, Bytes> contents = new TreeMap<>();
    Hash head;
    try (TestChain chain = TestChain.open(data, GENESIS)) {
      head = chain.chain().head().hash();
    }
    try (DataFolder folder = DataFolder.claim(data);
        RocksStore database = RocksStore.open(folder)) {
      byte[] end = new byte[80];
      Arrays.fill(end, (byte) 0xff);
      for (Family family : Family.values()) {
        for (RocksStore.Entry entry : database.range(family, new byte[0], end)) {
          contents.put(family + " " + entry.key().toHex(), entry.value());
        }
      }
    }
    contents.put("the head", head.bytes());
    return contents;
  }

  private static void add(TestChain chain, int from, int to) {
    for (int nonce = from; nonce < to; nonce++) {
      chain.add(Transfers.of(ALICE, nonce, People.person(nonce + 1).address()));
    }
  }

  /// A file, each kind as often.
  private static Path pick(Random random, Path copy) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.list(copy.resolve("db"))) {
      files = all.sorted().toList();
    }
    List<String> kinds = List.of(".*\\.log", ".*\\.sst", "MANIFEST.*", "CURRENT", "OPTIONS.*|ID.*");
    String kind = kinds.get(random.nextInt(kinds.size()));
    List<Path> ofKind =
        files.stream()
            .filter(file -> file.getFileName().toString().matches(kind))
            .filter(file -> file.toFile().length() > 0)
            .toList();
    return ofKind.get(random.nextInt(ofKind.size()));
  }

  private static void flip(Path file, int at, int bit) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[at] ^= (byte) (1 << bit);
    Files.write(file, bytes);
  }

  private static void copyOf(Path from, Path to) {
    try {
      CrashPointTest.copy(from, to);
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  private static void deleteAll(Path folder) {
    try {
      CrashPointTest.delete(folder);
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }
}
