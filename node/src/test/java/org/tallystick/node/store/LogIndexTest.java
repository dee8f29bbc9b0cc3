package org.tallystick.node.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.bytes.Address;
import org.tallystick.bytes.Hash;
import org.tallystick.node.chain.Chain;
import org.tallystick.node.chain.FoundLog;
import org.tallystick.node.chain.LogFilter;
import org.tallystick.node.chain.LogQuery;
import org.tallystick.node.chain.LogSearch;
import org.tallystick.node.store.RocksStore.Family;
import org.tallystick.node.store.RocksStore.Surroundings;
import org.tallystick.node.testing.FastFolder;
import org.tallystick.node.testing.LogChain;
import org.tallystick.node.testing.People;
import org.tallystick.node.testing.TestChain;

/// The log index under a chain: when it is written, who believes it, and what is left of it.
final class LogIndexTest {
  private static final int SECTION_BLOCKS = 16;
  private static final int DEPTH_BLOCKS = 4;
  private static final LogIndexing SHORT =
      new LogIndexing(SECTION_BLOCKS, DEPTH_BLOCKS, Runnable::run);

  @TempDir(factory = FastFolder.class)
  private Path temp;

  private final long seed = Long.getLong("seed", 20_261_202);
  private final Random random = new Random(seed);

  @Test
  void aSectionIsWrittenOnceSoManyBlocksAreAfterIt() {
    Path early = temp.resolve("early");
    try (LogChain logs = LogChain.in(early, SHORT)) {
      grow(logs, SECTION_BLOCKS - 1 + DEPTH_BLOCKS - 1);
    }
    Path due = temp.resolve("due");
    try (LogChain logs = LogChain.in(due, SHORT)) {
      grow(logs, SECTION_BLOCKS - 1 + DEPTH_BLOCKS);
    }

    assertEquals(List.of(), sections(early));
    assertEquals(List.of(15L), sections(due));
  }

  @Test
  void aFolderFromBeforeTheIndexGetsItWhenItIsOpened() {
    try (LogChain logs = LogChain.in(temp, LogIndexing.USUAL)) {
      grow(logs, 40);
    }
    assertEquals(List.of(), sections());

    try (LogChain logs = LogChain.in(temp, SHORT)) {
      requireAllFound(logs.chain());
    }

    assertEquals(List.of(15L, 31L), sections());
  }

  @Test
  void theFiltersOfBlocksThatHaveASectionAreNotRead() {
    try (LogChain logs = LogChain.in(temp, SHORT)) {
      grow(logs, 40);
    }
    change(batch -> {
      for (long number = 0; number < 32; number++) {
        batch.delete(
            Family.INDEX,
            ChainStore.indexKey(ChainStore.LOGS_BY_NUMBER, ChainStore.numberKey(number)));
      }
    });

    try (LogChain logs = LogChain.in(temp, SHORT)) {
      requireEachFound(logs.chain());
    }
  }

  @Test
  void manyAddressesAndTopicsAreFoundAsFewAre() {
    try (LogChain logs = LogChain.in(temp, SHORT)) {
      grow(logs, 40);
      Set<Address> addresses = new HashSet<>(Set.of(LogChain.contract(1)));
      IntStream.range(0, 300).forEach(each -> addresses.add(People.person(1_000 + each).address()));
      Set<Hash> topics = new HashSet<>(Set.of(LogChain.topic(0), LogChain.topic(2)));
      IntStream.range(4, 200).forEach(each -> topics.add(LogChain.topic(each)));

      requireFound(logs.chain(), new LogFilter(addresses, List.of(topics)));
      requireFound(logs.chain(), new LogFilter(addresses, List.of(Set.of(), topics)));
    }
  }

  @Test
  void aChainThatGoesBackForgetsTheSectionsThatItLeaves() {
    try (LogChain logs = LogChain.in(temp, SHORT)) {
      grow(logs, 90);
      logs.chain().setCanonical(logs.chain().hash(40).orElseThrow());
    }

    assertEquals(List.of(15L, 31L), sections());
    assertEquals(Set.of(15L, 31L), new HashSet<>(lastBlocks((byte) 'v')));
  }

  @Test
  void aDevelopmentChainThatIsRewoundForgetsThemToo() {
    try (LogChain logs = LogChain.in(temp, SHORT)) {
      grow(logs, 90);
    }

    try (DataFolder folder = DataFolder.claim(temp);
        RocksStore database = RocksStore.open(folder)) {
      ChainStore.of(database).rewind(47, List.of());
    }

    assertEquals(List.of(15L, 31L, 47L), sections());
  }

  @Test
  void aChainThatGrowsAnotherWayGetsItsOwnSections() {
    try (LogChain logs = LogChain.in(temp, SHORT)) {
      grow(logs, 90);
      logs.chain().setCanonical(logs.chain().hash(20).orElseThrow());
      grow(logs, 60);
      requireAllFound(logs.chain());
    }
    assertEquals(List.of(15L, 31L, 47L, 63L), sections());
  }

  @Test
  void aSectionThatIsWrittenAfterTheChainWentBackIsNotBelieved() {
    try (Apart apart = Apart.in(temp)) {
      LogChain logs = apart.logs;
      grow(logs, 40);
      Hash left = logs.chain().head().hash();
      LogIndexer.Made made = apart.indexer.make(31).orElseThrow();
      logs.chain().setCanonical(logs.chain().hash(10).orElseThrow());
      apart.indexer.write(made);
      grow(logs, 40);
      requireAllFound(logs.chain());

      // Of this chain it holds still.
      logs.chain().setCanonical(left);
      requireAllFound(logs.chain());
    }
  }

  @Test
  void aSectionInThePlaceOfAnotherHasNothingOfIt() {
    try (Apart apart = Apart.in(temp)) {
      LogChain logs = apart.logs;
      IntStream.range(0, 40).forEach(_ -> logs.add(0, (byte) 0xff));
      LogIndexer.Made made = apart.indexer.make(31).orElseThrow();
      logs.chain().setCanonical(logs.chain().genesisHash());
      apart.indexer.write(made);
      IntStream.range(0, 40).forEach(_ -> logs.add(0));
      apart.indexer.write(apart.indexer.make(31).orElseThrow());
    }
    assertEquals(List.of(31L), sections());
    assertEquals(List.of(), lastBlocks((byte) 'v'));
  }

  @Test
  void whatWasToBeIndexedWhenTheNodeEndedIsIndexedWhenItStarts() {
    List<Runnable> late = new ArrayList<>();
    try (LogChain logs =
        LogChain.in(temp, new LogIndexing(SECTION_BLOCKS, DEPTH_BLOCKS, late::add))) {
      grow(logs, 40);
      requireAllFound(logs.chain());
    }
    assertEquals(2, late.size());
    late.forEach(Runnable::run);
    assertEquals(List.of(), sections());

    LogChain.in(temp, SHORT).close();

    assertEquals(List.of(15L, 31L), sections());
  }

  @Test
  void whereverTheNodeEndsItsIndexTellsOfTheChainThatItHas() throws IOException {
    Points points = new Points();
    Path data = temp.resolve("data");
    DataFolder folder = DataFolder.claim(data);
    RocksStore database = RocksStore.open(folder, new Surroundings(points, 0));
    try (LogChain logs = LogChain.opened(() -> LogChain.open(folder, database, SHORT))) {
      grow(logs, 17);
      points.from = data;
      grow(logs, 3);
      Hash before = logs.chain().head().hash();
      points.from = Path.of("");
      grow(logs, 13);
      points.from = data;
      grow(logs, 3);
      logs.chain().setCanonical(before);
      logs.chain().setCanonical(logs.chain().hash(12).orElseThrow());
    }
    assertTrue(points.copies.size() >= 20, points.copies.size() + " points");
    boolean hasBeenThere = false;
    for (Path copy : points.copies) {
      hasBeenThere |= !sections(copy).isEmpty();
      try (LogChain logs = LogChain.in(copy, SHORT)) {
        requireAllFound(logs.chain());
      }
      CrashPointTest.delete(copy);
    }
    assertTrue(hasBeenThere);
  }

  /// Copies the database before and after each write.
  private final class Points implements WriteWatcher {
    private final List<Path> copies = new ArrayList<>();

    /// Nothing is copied where it is empty.
    private Path from = Path.of("");

    @Override
    public void beforeWrite() {
      take();
    }

    @Override
    public void afterWrite() {
      take();
    }

    private void take() {
      if (from.toString().isEmpty()) {
        return;
      }
      Path copy = temp.resolve("copy-" + copies.size());
      try {
        CrashPointTest.copy(from, copy);
      } catch (IOException fault) {
        throw new UncheckedIOException(fault);
      }
      copies.add(copy);
    }
  }

  /// A chain that writes no sections, and an indexer that does on the same database.
  private record Apart(LogChain logs, LogIndexer indexer) implements AutoCloseable {
    static Apart in(Path path) {
      DataFolder folder = DataFolder.claim(path);
      RocksStore database = RocksStore.open(folder);
      TestChain test = LogChain.open(folder, database, LogIndexing.USUAL);
      return new Apart(LogChain.opened(() -> test), new LogIndexer(database, SHORT));
    }

    @Override
    public void close() {
      logs.close();
    }
  }

  private void grow(LogChain logs, int blocks) {
    for (int each = 0; each < blocks; each++) {
      logs.addRandom(logs.chain().head().hash(), random);
    }
  }

  private void requireAllFound(Chain chain) {
    requireEachFound(chain);
    requireFound(chain, LogFilter.ALL);
  }

  /// Asks for each contract and for each topic.
  private void requireEachFound(Chain chain) {
    for (int number = 0; number < LogChain.CONTRACTS; number++) {
      requireFound(chain, new LogFilter(Set.of(LogChain.contract(number)), List.of()));
    }
    for (int number = 0; number < LogChain.TOPICS; number++) {
      requireFound(chain, new LogFilter(Set.of(), List.of(Set.of(LogChain.topic(number)))));
    }
  }

  private void requireFound(Chain chain, LogFilter filter) {
    long head = chain.head().number();
    List<FoundLog> expected =
        LongStream.rangeClosed(0, head)
            .boxed()
            .flatMap(number ->
                FoundLog.in(
                    chain.block(number).orElseThrow(),
                    chain.hash(number).orElseThrow(),
                    chain.receipts(number).orElseThrow().list(),
                    filter)
                    .stream())
            .toList();
    assertFalse(head > 20 && expected.isEmpty(), "seed " + seed + ", nothing to find");

    LogQuery query = new LogQuery(0, head, filter, 10_000, 10_000);
    assertEquals(new LogSearch.Found(expected), chain.logs(query), "seed " + seed);
  }

  /// The last blocks of the sections that there are.
  private List<Long> sections() {
    return sections(temp);
  }

  private static List<Long> sections(Path path) {
    return lastBlocks(path, (byte) 's');
  }

  private List<Long> lastBlocks(byte kind) {
    return lastBlocks(temp, kind);
  }

  private static List<Long> lastBlocks(Path path, byte kind) {
    byte[] first = {kind};
    byte[] end = {(byte) (kind + 1)};
    try (DataFolder folder = DataFolder.claim(path);
        RocksStore database = RocksStore.open(folder)) {
      return database.range(Family.INDEX, first, end).stream()
          .map(entry -> ByteBuffer.wrap(entry.key().arrayUnsafe()).getLong(1))
          .toList();
    }
  }

  private void change(Consumer<RocksStore.Batch> change) {
    try (DataFolder folder = DataFolder.claim(temp);
        RocksStore database = RocksStore.open(folder)) {
      database.write(change);
    }
  }
}
