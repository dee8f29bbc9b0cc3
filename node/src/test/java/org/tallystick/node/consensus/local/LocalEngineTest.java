package org.tallystick.node.consensus.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.bytes.Address;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.U256;
import org.tallystick.crypto.Keccak;
import org.tallystick.crypto.KeyPair;
import org.tallystick.execution.Genesis;
import org.tallystick.ledger.Block;
import org.tallystick.ledger.Header;
import org.tallystick.ledger.Seal;
import org.tallystick.ledger.SignedTransaction;
import org.tallystick.machine.MachineFault;
import org.tallystick.node.consensus.Health;
import org.tallystick.node.pool.Admission;
import org.tallystick.node.pool.PoolRules;
import org.tallystick.node.pool.PoolStatus;
import org.tallystick.node.pool.TransactionPool;
import org.tallystick.node.testing.People;
import org.tallystick.node.testing.TestChain;
import org.tallystick.node.testing.TestClock;
import org.tallystick.node.testing.TestMachine;
import org.tallystick.node.testing.Transfers;
import org.tallystick.node.testing.Waiting;

@Timeout(120)
final class LocalEngineTest {
  private static final KeyPair NODE = People.person(900);
  private static final KeyPair ALICE = People.person(0);
  private static final KeyPair BOB = People.person(1);
  private static final Address SHOP = People.person(50).address();
  private static final Address CONTRACT = People.person(60).address();
  private static final Address MINER = People.person(70).address();
  private static final Pace INSTANT = new Pace.Instant();

  @TempDir private Path temp;
  private final TestClock clock = new TestClock();

  /// A chain with an engine.
  private record Running(TestChain test, TransactionPool pool, LocalEngine engine)
      implements AutoCloseable {
    long headNumber() {
      return test.chain().head().number();
    }

    Block block(long number) {
      return test.chain().block(number).orElseThrow();
    }

    @Override
    public void close() {
      engine.close();
      test.close();
    }
  }

  @Test
  void instantMakesABlockOfEveryTransaction() {
    try (Running chain = start(INSTANT)) {
      chain.pool.add(Transfers.of(ALICE, 0, SHOP));
      chain.pool.add(Transfers.of(ALICE, 1, SHOP));
      chain.pool.add(Transfers.of(BOB, 0, SHOP));
      Waiting.until(() -> chain.headNumber() == 3);

      for (int number = 1; number <= 3; number++) {
        assertEquals(1, chain.block(number).transactions().size());
      }
      awaitEmptyPool(chain);
    }
  }

  @Test
  void theNodeSignsItsBlocksAndTakesTheTips() {
    try (Running chain = start(INSTANT)) {
      chain.pool.add(Transfers.of(ALICE, 0, SHOP));
      Waiting.until(() -> chain.headNumber() == 1);

      Block block = chain.block(1);
      Header header = block.header();
      Seal.Signed seal = assertInstanceOf(Seal.Signed.class, block.seal());
      assertEquals(Optional.of(NODE.address()), seal.signer(header));
      assertEquals(MINER, header.feeRecipient());
      assertEquals(Keccak.hash(header.parentHash().bytes()), header.mixHash());
      assertEquals(clock.instant().getEpochSecond(), header.timestampSeconds());
      assertEquals(
          Transfers.GWEI * Transfers.TRANSFER_GAS,
          chain
              .test
              .chain()
              .head()
              .state()
              .account(MINER)
              .orElseThrow()
              .balanceWei()
              .value()
              .longValueExact());
    }
  }

  @Test
  void instantIncludesQueuedTransactionsOnceTheGapIsFilled() {
    try (Running chain = start(INSTANT)) {
      chain.pool.add(Transfers.of(ALICE, 2, SHOP));
      chain.pool.add(Transfers.of(ALICE, 1, SHOP));
      assertEquals(0, chain.headNumber());

      chain.pool.add(Transfers.of(ALICE, 0, SHOP));

      Waiting.until(() -> chain.headNumber() == 3);
    }
  }

  @Test
  void instantIncludesWhatWaitedInThePoolBefore() {
    try (TestChain test = TestChain.open(temp, People.genesis(5))) {
      TransactionPool pool = new TransactionPool(test.chain(), PoolRules.DEVELOPMENT, clock);
      pool.add(Transfers.of(ALICE, 0, SHOP));
      LocalEngine engine = new LocalEngine(INSTANT, settings());
      engine.start(test.chain(), pool);
      Waiting.until(() -> test.chain().head().number() == 1);
      engine.close();
    }
  }

  @Test
  void aFloodFromManySendersAtOnceIsIncludedToTheLast() throws Exception {
    int senders = 40;
    int each = 100;
    List<List<SignedTransaction>> floods = new ArrayList<>();
    for (int sender = 0; sender < senders; sender++) {
      List<SignedTransaction> flood = new ArrayList<>();
      for (int nonce = 0; nonce < each; nonce++) {
        flood.add(Transfers.of(People.person(sender), nonce, SHOP));
      }
      floods.add(flood);
    }
    try (Running chain = start(INSTANT, senders, TestMachine.NONE);
        ExecutorService people = Executors.newFixedThreadPool(8)) {
      CountDownLatch start = new CountDownLatch(1);
      List<Future<?>> sending = new ArrayList<>();
      for (List<SignedTransaction> flood : floods) {
        sending.add(
            people.submit(() -> {
              start.await();
              for (SignedTransaction transaction : flood) {
                assertEquals(new Admission.Accepted(true), chain.pool.add(transaction));
              }
              return null;
            }));
      }
      start.countDown();
      finish(sending);
      Waiting.until(() -> chain.headNumber() == (long) senders * each);

      awaitEmptyPool(chain);
      assertEquals(
          Optional.of(U256.of(1_000L * senders * each)),
          chain.test.chain().head().state().account(SHOP).map(account -> account.balanceWei()));
    }
  }

  @Test
  void transactionsThatTrickleInAreAllIncluded() throws InterruptedException {
    try (Running chain = start(INSTANT)) {
      // Each comes at a moment when the engine may just be falling asleep.
      for (int nonce = 0; nonce < 200; nonce++) {
        chain.pool.add(Transfers.of(ALICE, nonce, SHOP));
        int expected = nonce + 1;
        if (nonce % 3 == 0) {
          Waiting.until(() -> chain.headNumber() == expected);
        }
      }
      Waiting.until(() -> chain.headNumber() == 200);
    }
  }

  @Test
  void intervalMakesBlocksOfAllThatWaitsAndEmptyOnes() {
    Pace pace = new Pace.Interval(Duration.ofMillis(50));
    try (TestChain test = TestChain.open(temp, People.genesis(5))) {
      TransactionPool pool = new TransactionPool(test.chain(), PoolRules.DEVELOPMENT, clock);
      pool.add(Transfers.of(ALICE, 0, SHOP));
      pool.add(Transfers.of(ALICE, 1, SHOP));
      pool.add(Transfers.of(BOB, 0, SHOP));
      LocalEngine engine = new LocalEngine(pace, settings());
      engine.start(test.chain(), pool);
      Waiting.until(() -> test.chain().head().number() >= 3);
      engine.close();

      assertEquals(
          List.of(3, 0, 0),
          LongStream.rangeClosed(1, 3)
              .mapToObj(number -> test.chain().block(number).orElseThrow().transactions().size())
              .toList());
    }
  }

  @Test
  void aBlockMadeOnDemandTakesAllThatWaits() {
    try (Running chain = start(new Pace.Interval(Duration.ofDays(1)))) {
      chain.pool.add(Transfers.of(ALICE, 0, SHOP));
      chain.pool.add(Transfers.of(BOB, 0, SHOP));

      Block full = chain.engine.makeBlock();
      Block empty = chain.engine.makeBlock();

      assertEquals(2, full.transactions().size());
      assertEquals(0, empty.transactions().size());
      assertEquals(2, chain.headNumber());
    }
  }

  @Test
  void blocksAreDatedByTheClockAndNeverBeforeTheirParent() {
    try (Running chain = start(new Pace.Interval(Duration.ofDays(1)))) {
      long now = clock.instant().getEpochSecond();
      assertEquals(now, chain.engine.makeBlock().header().timestampSeconds());

      chain.engine.clock().advance(3_600);
      assertEquals(now + 3_600, chain.engine.makeBlock().header().timestampSeconds());

      chain.engine.clock().setNext(now + 10_000);
      assertEquals(now + 10_000, chain.engine.clock().seconds());
      assertEquals(now + 10_000, chain.engine.makeBlock().header().timestampSeconds());
      clock.advance(Duration.ofSeconds(5));
      assertEquals(now + 10_005, chain.engine.makeBlock().header().timestampSeconds());

      chain.engine.clock().advance(-10_000);
      assertEquals(now + 10_005, chain.engine.makeBlock().header().timestampSeconds());
    }
  }

  @Test
  void afterARestartTimeGoesOnFromTheHead() {
    long now = clock.instant().getEpochSecond();
    try (Running chain = start(new Pace.Interval(Duration.ofDays(1)))) {
      chain.engine.clock().advance(86_400);
      assertEquals(now + 86_400, chain.engine.makeBlock().header().timestampSeconds());
    }
    try (Running again = start(new Pace.Interval(Duration.ofDays(1)))) {
      clock.advance(Duration.ofSeconds(5));
      assertEquals(now + 86_405, again.engine.makeBlock().header().timestampSeconds());
      assertEquals(86_410, again.engine.clock().advance(10));
    }
  }

  @Test
  void afterARestartTheWorldsTimeCountsWhereTheHeadIsBehindIt() {
    long now = clock.instant().getEpochSecond();
    try (Running chain = start(new Pace.Interval(Duration.ofDays(1)))) {
      assertEquals(now, chain.engine.makeBlock().header().timestampSeconds());
    }
    clock.advance(Duration.ofHours(1));
    try (Running again = start(new Pace.Interval(Duration.ofDays(1)))) {
      assertEquals(now + 3_600, again.engine.makeBlock().header().timestampSeconds());
    }
  }

  @Test
  void aFaultOfTheMachineStallsTheEngine() {
    TestMachine broken =
        new TestMachine((_, _) -> {
          throw new MachineFault("the engine broke", null);
        });
    try (Running chain = start(INSTANT, 5, broken)) {
      assertEquals(new Health.Live(), chain.engine.health());
      SignedTransaction fatal = Transfers.call(ALICE, 0, CONTRACT, 100_000, Bytes.EMPTY);

      chain.pool.add(fatal);
      Waiting.until(() -> chain.engine.health() instanceof Health.Stalled);

      Health.Stalled stalled = assertInstanceOf(Health.Stalled.class, chain.engine.health());
      assertTrue(
          stalled.words().startsWith("block 1, transaction " + fatal.hash()), stalled.words());
      assertEquals(0, chain.headNumber());
    }
  }

  private Running start(Pace pace) {
    return start(pace, 5, TestMachine.NONE);
  }

  private Running start(Pace pace, int people, TestMachine machine) {
    var allocations = People.allocations(people);
    allocations.put(
        CONTRACT,
        new Genesis.Allocation(U256.ZERO, 1, Optional.of(TestMachine.CODE), new TreeMap<>()));
    TestChain test =
        TestChain.open(
            temp, Genesis.of(People.CHAIN_ID, allocations), machine, InstantSource.system());
    TransactionPool pool = new TransactionPool(test.chain(), PoolRules.DEVELOPMENT, clock);
    LocalEngine engine = new LocalEngine(pace, settings());
    engine.start(test.chain(), pool);
    return new Running(test, pool, engine);
  }

  private LocalEngine.Settings settings() {
    return new LocalEngine.Settings(NODE, MINER, new BlockClock(clock));
  }

  /// The pool hears of a block only after everybody can see it as the head.
  private static void awaitEmptyPool(Running chain) {
    Waiting.until(() -> chain.pool.status().equals(new PoolStatus(0, 0)));
  }

  private static void finish(List<Future<?>> all) throws InterruptedException, ExecutionException {
    for (Future<?> each : all) {
      each.get();
    }
  }
}
