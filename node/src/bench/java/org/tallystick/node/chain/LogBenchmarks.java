package org.tallystick.node.chain;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.tallystick.bytes.Address;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;
import org.tallystick.crypto.Keccak;
import org.tallystick.execution.Executed;
import org.tallystick.execution.Genesis;
import org.tallystick.ledger.Block;
import org.tallystick.ledger.Bloom;
import org.tallystick.ledger.Draft;
import org.tallystick.ledger.Header;
import org.tallystick.ledger.Log;
import org.tallystick.ledger.Receipt;
import org.tallystick.ledger.ReceiptCodec;
import org.tallystick.ledger.Seal;
import org.tallystick.ledger.SignedTransaction;
import org.tallystick.ledger.TransactionCodec;
import org.tallystick.node.store.ChainStore;
import org.tallystick.node.store.DataFolder;
import org.tallystick.node.store.HistoryMode;
import org.tallystick.node.store.KeptState;
import org.tallystick.node.store.LogIndexing;
import org.tallystick.node.store.RocksStore;
import org.tallystick.node.store.RocksStore.Family;
import org.tallystick.node.testing.People;
import org.tallystick.node.testing.Transfers;
import org.tallystick.state.StateUpdate;

/// Measures searches for logs by the filters of the blocks and by the log index, and what that
/// costs to make, on a chain of blocks that hold a token's transfers between 10,000 people. Nothing
/// is executed. What one thread does is told in its CPU time, what it may have to wait for in time.
final class LogBenchmarks {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private static final int PEOPLE = 10_000;
  private static final int WANTED = 10;
  private static final int SECTIONS_TIMED = 5;
  private static final int BLOCKS_NEAR = 20;
  private static final Genesis GENESIS = People.genesis(2);
  private static final Address TOKEN = People.person(50).address();
  private static final Hash TRANSFER = word(-1);
  private static final Hash RARE = word(-2);
  private static final SignedTransaction TRANSACTION =
      Transfers.of(People.person(0), 0, People.person(1).address());

  private static final LogFilter WANTED_LOGS =
      new LogFilter(Set.of(TOKEN), List.of(Set.of(TRANSFER), Set.of(), Set.of(RARE)));

  private final Random random = new Random(20_261_203);
  private final Path path;
  private final int blocks;
  private final int logsInBlock;
  private final int rounds;

  private LogBenchmarks(Path path, int blocks, int logsInBlock, int rounds) {
    this.path = path;
    this.blocks = blocks;
    this.logsInBlock = logsInBlock;
    this.rounds = rounds;
  }

  /// @param arguments how many blocks, how many logs in each, and how often each search is measured
  public static void main(String[] arguments) throws IOException {
    Path path = Files.createTempDirectory("log-benchmark");
    try {
      new LogBenchmarks(
              path,
              Integer.parseInt(arguments[0]),
              Integer.parseInt(arguments[1]),
              Integer.parseInt(arguments[2]))
          .run();
    } finally {
      try (Stream<Path> files = Files.walk(path)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  private void run() {
    System.out.printf("| %,d blocks of %d logs | p50 (lowest, highest) |%n", blocks, logsInBlock);
    System.out.println("|---|---|");
    long bytesBefore;
    try (Opened chain = open(_ -> {})) {
      chain.grow(blocks);
      bytesBefore = chain.indexBytes();
      searches("filters of the blocks", chain);
    }
    List<Double> made = new ArrayList<>();
    try (Opened chain = open(task -> timed(made, task))) {
      // The whole index is one task for a folder that has none.
      int length = LogIndexing.USUAL.sectionBlocks();
      int sections = (blocks + 1 - LogIndexing.USUAL.depthBlocks()) / length;
      row("make a section of %,d blocks, ms of CPU".formatted(length), made.getFirst() / sections);
      double bytes = chain.indexBytes() - bytesBefore;
      row("the index, bytes a block", bytes / sections / length);
      searches("log index", chain);
    }
    commits();
  }

  private void searches(String name, Opened chain) {
    long head = chain.store.head().block().number();
    KeptState state = chain.store.pinHeadState();
    LogSearcher searcher = new LogSearcher(state.blocks());
    row(
        "%,d of all blocks match, by the %s, ms of CPU".formatted(WANTED, name),
        times(() -> searcher.search(new LogQuery(0, head, WANTED_LOGS, 10_000, 1 << 20), head)));
    row(
        "the same filter over 5,000 blocks, by the %s, ms of CPU".formatted(name),
        times(() ->
            searcher.search(
                new LogQuery(blocks / 2, blocks / 2 + 4_999, WANTED_LOGS, 10_000, 1 << 20), head)));
    row(
        "1,000 people as sender and 1,000 as receiver, none there, by the %s, ms of CPU"
            .formatted(name),
        times(() -> searcher.search(new LogQuery(0, head, strangers(), 10_000, 1 << 20), head)));
    state.release();
  }

  private static LogFilter strangers() {
    Set<Hash> from = new HashSet<>();
    Set<Hash> to = new HashSet<>();
    for (int each = 0; each < 1_000; each++) {
      from.add(word(1_000_000 + each));
      to.add(word(2_000_000 + each));
    }
    return new LogFilter(Set.of(), List.of(Set.of(), from, to));
  }

  private List<Double> times(Supplier<LogSearch> search) {
    List<Double> millis = new ArrayList<>();
    for (int round = 0; round < 2 * rounds; round++) {
      long start = THREADS.getCurrentThreadCpuTime();
      LogSearch found = search.get();
      if (!(found instanceof LogSearch.Found)) {
        throw new IllegalStateException("found " + found);
      }
      if (round >= rounds) {
        millis.add((THREADS.getCurrentThreadCpuTime() - start) / 1e6);
      }
    }
    return millis;
  }

  /// What blocks cost while sections are made, and what they cost otherwise. Not synced, since the
  /// disk takes longer than all the rest.
  private void commits() {
    List<Double> near = new ArrayList<>();
    List<Double> completing = new ArrayList<>();
    List<Double> others = new ArrayList<>();
    LogIndexing usual = LogIndexing.USUAL;
    try (Opened chain = open(usual.executor())) {
      for (int count = 0; count < SECTIONS_TIMED * usual.sectionBlocks(); count++) {
        Next next = chain.next();
        long start = System.nanoTime();
        chain.commit(next);
        double millis = (System.nanoTime() - start) / 1e6;
        long since =
            Math.floorMod(next.block.number() + 1 - usual.depthBlocks(), usual.sectionBlocks());
        (since == 0 ? completing : since < BLOCKS_NEAR ? near : others).add(millis);
      }
    }
    row("commit the block with which a section is due, ms", completing);
    row("commit each of the %d blocks after it, ms".formatted(BLOCKS_NEAR - 1), near);
    row("commit any other, ms", others);
  }

  private static void timed(List<Double> millis, Runnable task) {
    long start = THREADS.getCurrentThreadCpuTime();
    task.run();
    millis.add((THREADS.getCurrentThreadCpuTime() - start) / 1e6);
  }

  private static void row(String what, double value) {
    System.out.printf("| %s | %.2f |%n", what, value);
  }

  private static void row(String what, List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    System.out.printf(
        "| %s | %.2f (%.2f, %.2f) |%n",
        what, sorted.get(sorted.size() / 2), sorted.getFirst(), sorted.getLast());
  }

  private static Hash word(int number) {
    return Keccak.hash(Bytes.wrap(ByteBuffer.allocate(Integer.BYTES).putInt(number).array()));
  }

  private Opened open(Executor executor) {
    DataFolder folder = DataFolder.claim(path);
    RocksStore database = RocksStore.open(folder);
    LogIndexing usual = LogIndexing.USUAL;
    return new Opened(
        folder,
        database,
        ChainStore.open(
            database,
            folder,
            GENESIS,
            HistoryMode.WINDOW,
            new LogIndexing(usual.sectionBlocks(), usual.depthBlocks(), executor)));
  }

  private record Next(Block block, Hash hash, Executed executed) {}

  private final class Opened implements AutoCloseable {
    private final DataFolder folder;
    private final RocksStore database;
    private final ChainStore store;
    private Header head;

    Opened(DataFolder folder, RocksStore database, ChainStore store) {
      this.folder = folder;
      this.database = database;
      this.store = store;
      this.head = store.head().block().header();
    }

    void grow(int count) {
      for (int each = 0; each < count; each++) {
        commit(next());
      }
    }

    void commit(Next next) {
      store.commitLazily(next.block, next.hash, next.executed);
      head = next.block.header();
    }

    Next next() {
      List<Log> logs = new ArrayList<>();
      boolean isWanted = head.number() % (blocks / WANTED) == 7;
      for (int each = 0; each < logsInBlock; each++) {
        Hash to = isWanted && each == 0 ? RARE : word(random.nextInt(PEOPLE));
        logs.add(
            new Log(
                TOKEN,
                List.of(TRANSFER, word(random.nextInt(PEOPLE)), to),
                Bytes.wrap(new byte[Hash.LENGTH])));
      }
      List<Receipt> receipts = List.of(Receipt.of(2, true, 50_000, logs));
      Draft draft = new Draft(header(Bloom.of(logs), receipts), List.of(TRANSACTION));
      Block block = draft.seal(new Seal.Genesis());
      Hash root = head.stateRoot();
      StateUpdate nothing = new StateUpdate(root, root, List.of(), List.of(), Map.of(), Map.of());
      return new Next(block, block.hash(), new Executed(draft, receipts, List.of(), nothing));
    }

    private Header header(Bloom bloom, List<Receipt> receipts) {
      return new Header(
          head.hash(),
          head.ommersHash(),
          head.feeRecipient(),
          head.stateRoot(),
          TransactionCodec.root(List.of(TRANSACTION)),
          ReceiptCodec.root(receipts),
          bloom,
          head.difficulty(),
          head.number() + 1,
          head.gasLimit(),
          50_000,
          head.timestampSeconds() + 1,
          Bytes.EMPTY,
          Hash.ZERO,
          0,
          head.baseFeePerGasWei());
    }

    /// Of all that is found by a hash or a number, in files without what is out of date.
    long indexBytes() {
      database.compact();
      return database.fileBytes(Family.INDEX);
    }

    @Override
    public void close() {
      database.close();
      folder.close();
    }
  }
}
