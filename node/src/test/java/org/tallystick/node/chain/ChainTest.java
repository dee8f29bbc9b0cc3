package org.tallystick.node.chain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Filter;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.bytes.Address;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;
import org.tallystick.bytes.U256;
import org.tallystick.crypto.Keccak;
import org.tallystick.crypto.KeyPair;
import org.tallystick.execution.BlockInput;
import org.tallystick.execution.Executed;
import org.tallystick.execution.Genesis;
import org.tallystick.execution.Packed;
import org.tallystick.execution.Verdict;
import org.tallystick.ledger.Block;
import org.tallystick.ledger.Receipt;
import org.tallystick.ledger.Seal;
import org.tallystick.ledger.SignedTransaction;
import org.tallystick.machine.MachineFault;
import org.tallystick.node.testing.People;
import org.tallystick.node.testing.TestChain;
import org.tallystick.node.testing.TestClock;
import org.tallystick.node.testing.TestMachine;
import org.tallystick.node.testing.Transfers;
import org.tallystick.state.Account;
import org.tallystick.state.StateStore;
import org.tallystick.state.StateTrie;

final class ChainTest {
  private static final KeyPair ALICE = People.person(0);
  private static final Address SHOP = People.person(50).address();
  private static final Address CONTRACT = People.person(60).address();
  private static final Genesis GENESIS = genesis();

  @TempDir private Path temp;

  @Test
  void aCommittedBlockIsTheHeadForEveryReader() {
    try (TestChain test = open()) {
      Chain chain = test.chain();
      Block block = test.add(Transfers.of(ALICE, 0, SHOP), Transfers.of(ALICE, 1, SHOP));

      Hash hash = block.hash();
      ChainHead head = chain.head();
      assertEquals(block, head.block());
      assertEquals(List.of(hash, hash, hash), List.of(head.hash(), head.safe(), head.finalized()));
      assertEquals(Optional.of(U256.of(2_000)), balance(head));
      assertEquals(Optional.of(block), chain.block(1));
      assertEquals(Optional.of(block), chain.block(hash));
      assertEquals(Optional.of(block.header()), chain.header(1));
      assertEquals(Optional.of(hash), chain.hash(1));
      assertEquals(OptionalLong.of(1), chain.number(hash));
      assertEquals(2, chain.receipts(1).orElseThrow().count());
      assertEquals(
          Optional.of(
              new IncludedTransaction(block.transactions().get(1), block.header(), hash, 1)),
          chain.transaction(block.transactions().get(1).hash()));
    }
  }

  @Test
  void whatIsNotThereIsAbsent() {
    try (TestChain test = open()) {
      Chain chain = test.chain();
      assertEquals(Optional.empty(), chain.block(1));
      assertEquals(Optional.empty(), chain.block(-1));
      assertEquals(Optional.empty(), chain.header(1));
      assertEquals(Optional.empty(), chain.hash(1));
      assertEquals(Optional.empty(), chain.receipts(1));
      assertEquals(Optional.empty(), chain.transaction(Hash.ZERO));
      assertEquals(Optional.empty(), chain.block(Hash.ZERO));
      assertEquals(Optional.of(chain.genesisHash()), chain.hash(0));
    }
  }

  @Test
  void theChainIsTheSameAfterOpeningAgain() {
    Block first;
    Block second;
    try (TestChain test = open()) {
      first = test.add(Transfers.of(ALICE, 0, SHOP));
      second = test.add(Transfers.of(ALICE, 1, SHOP));
    }
    try (TestChain test = open()) {
      Chain chain = test.chain();
      assertEquals(second, chain.head().block());
      assertEquals(second.hash(), chain.head().hash());
      assertEquals(Optional.of(first), chain.block(1));
      assertEquals(Optional.of(U256.of(2_000)), balance(chain.head()));
      assertEquals(
          Optional.of(
              new IncludedTransaction(
                  first.transactions().getFirst(), first.header(), first.hash(), 0)),
          chain.transaction(first.transactions().getFirst().hash()));
      assertEquals(U256.of(1_000), paid(chain.state(1)));
      assertEquals(3, test.add(Transfers.of(ALICE, 2, SHOP)).number());
    }
  }

  @Test
  void aHeadThatWasTakenDoesNotChange() {
    try (TestChain test = open()) {
      test.add(Transfers.of(ALICE, 0, SHOP));
      ChainHead taken = test.chain().head();

      test.add(Transfers.of(ALICE, 1, SHOP));

      assertEquals(Optional.of(U256.of(1_000)), balance(taken));
      assertEquals(Optional.of(U256.of(2_000)), balance(test.chain().head()));
      Bytes rootNode = StateTrie.prove(taken.store(), SHOP, List.of()).nodes().getFirst();
      assertEquals(taken.header().stateRoot(), Keccak.hash(rootNode));
    }
  }

  @Test
  void statesOfTheLastBlocksAreKeptAndTheFirst() {
    TestClock clock = new TestClock();
    try (TestChain test = TestChain.open(temp, GENESIS, TestMachine.NONE, clock)) {
      Chain chain = test.chain();
      int blocks = (int) ChainReader.HISTORY_BLOCKS + 2;
      AtomicReference<StateLookup> early = new AtomicReference<>(chain.state(0));
      for (int nonce = 0; nonce < blocks; nonce++) {
        test.add(Transfers.of(ALICE, nonce, SHOP));
        if (nonce == 1) {
          early.set(chain.state(2));
        }
      }

      assertEquals(U256.ZERO, paid(chain.state(0)));
      assertEquals(
          "the state of block 1 is not kept; kept are those of blocks 2 to 1026 and of block 0",
          assertInstanceOf(StateLookup.NotKept.class, chain.state(1)).words());
      for (int number : List.of(2, 500, 1_009, 1_010, 1_011, blocks)) {
        StateLookup state = chain.state(number);
        assertEquals(U256.of(1_000L * number), paid(state));
        StateStore store = assertInstanceOf(StateLookup.Found.class, state).store();
        Bytes rootNode = StateTrie.prove(store, SHOP, List.of()).nodes().getFirst();
        assertEquals(chain.header(number).orElseThrow().stateRoot(), Keccak.hash(rootNode));
      }
      assertEquals(
          "block 1027 is not there yet; the newest is block 1026",
          assertInstanceOf(StateLookup.Unborn.class, chain.state(1_027)).words());
      // Whoever took one before goes on reading it, for a while.
      assertEquals(U256.of(2_000), paid(early.get()));
      clock.advance(Duration.ofMinutes(3));
      test.add(Transfers.of(ALICE, blocks, SHOP));
      assertThrows(IllegalStateException.class, () -> paid(early.get()));
    }
  }

  @Test
  void listenersHearOfBlocksInOrderUntilTheyClose() {
    try (TestChain test = open()) {
      List<Long> heard = new ArrayList<>();
      List<Set<Hash>> changed = new ArrayList<>();
      Subscription subscription =
          test.chain()
              .listen(news -> {
                heard.add(news.head().number());
                changed.add(news.changedAccounts());
                assertSame(news.head(), test.chain().head());
                assertEquals(1, news.receipts().count());
              });
      test.add(Transfers.of(ALICE, 0, SHOP));
      test.add(Transfers.of(ALICE, 1, SHOP));
      subscription.close();
      test.add(Transfers.of(ALICE, 2, SHOP));

      assertEquals(List.of(1L, 2L), heard);
      // The tips went to address zero.
      assertEquals(Set.of(key(ALICE.address()), key(SHOP), key(Address.ZERO)), changed.getFirst());
    }
  }

  @Test
  void aListenerThatFailsHarmsNobodyAndIsLogged() {
    List<String> logged = new ArrayList<>();
    Logger logger = Logger.getLogger(Chain.class.getName());
    Filter unfiltered = logger.getFilter();
    logger.setFilter(entry -> {
      logged.add(entry.getMessage());
      return false;
    });
    try (TestChain test = open()) {
      List<Long> heard = new ArrayList<>();
      test.chain()
          .listen(_ -> {
            throw new IllegalStateException("on purpose");
          });
      test.chain().listen(news -> heard.add(news.head().number()));

      test.add(Transfers.of(ALICE, 0, SHOP));

      assertEquals(List.of(1L), heard);
      assertEquals(List.of("a listener failed at block 1"), logged);
    } finally {
      logger.setFilter(unfiltered);
    }
  }

  @Test
  void tryingOutLeavesNoTrace() {
    try (TestChain test = open()) {
      Chain chain = test.chain();
      Packed packed = test.pack(Transfers.of(ALICE, 0, SHOP));
      Verdict verdict =
          chain.execute(chain.head().hash(), BlockInput.of(packed.executed().draft()));

      assertEquals(packed.executed(), assertInstanceOf(Verdict.Valid.class, verdict).executed());
      assertInstanceOf(Verdict.Valid.class, chain.check(packed.executed().draft()));
      assertEquals(0, chain.head().number());
      assertEquals(Optional.empty(), balance(chain.head()));
    }
  }

  @Test
  void aBlockCanBeTriedOutOnAnOlderOne() {
    try (TestChain test = open()) {
      Chain chain = test.chain();
      Block first = test.add(Transfers.of(ALICE, 0, SHOP));
      test.add(Transfers.of(ALICE, 1, SHOP));

      assertInstanceOf(Verdict.Valid.class, chain.check(first.draft()));
      assertThrows(
          IllegalArgumentException.class,
          () -> chain.execute(Hash.ZERO, BlockInput.of(first.draft())));
    }
  }

  @Test
  void onlyWhatWasExecutedIsCommitted() {
    try (TestChain test = open()) {
      Executed executed = test.pack(Transfers.of(ALICE, 0, SHOP)).executed();
      Executed other = test.pack(Transfers.of(ALICE, 0, CONTRACT)).executed();
      Block block = executed.draft().seal(new Seal.Genesis());

      ChainFault fault = assertThrows(ChainFault.class, () -> test.chain().commit(block, other));

      assertTrue(fault.words().startsWith("block 1: the node itself failed: "), fault.words());
      assertEquals(0, test.chain().head().number());
    }
  }

  @Test
  void aFaultOfTheMachineStopsTheChainAndNamesBlockAndTransaction() {
    TestMachine broken =
        new TestMachine((_, _) -> {
          throw new MachineFault("the engine broke", null);
        });
    SignedTransaction fatal = Transfers.call(ALICE, 1, CONTRACT, 100_000, Bytes.EMPTY);
    try (TestChain test = TestChain.open(temp, GENESIS, broken, new TestClock())) {
      test.add(Transfers.of(ALICE, 0, SHOP));
      AtomicReference<ChainFault> told = new AtomicReference<>();
      test.chain().fault().thenAccept(told::set);

      ChainFault fault = assertThrows(ChainFault.class, () -> test.add(fatal));

      assertEquals(
          "block 2, transaction "
              + fatal.hash()
              + ": the node itself failed: org.tallystick.machine.MachineFault: the engine broke;"
              + " nothing of the block is kept, the chain stands at block 1",
          fault.words());
      assertSame(fault, told.get());
      // Nothing more is taken, but all that there is can still be read.
      assertThrows(ChainFault.class, () -> test.add(Transfers.of(ALICE, 1, SHOP)));
      assertEquals(1, test.chain().head().number());
      assertEquals(Optional.of(U256.of(1_000)), balance(test.chain().head()));
    }
    try (TestChain test = open()) {
      assertEquals(2, test.add(Transfers.of(ALICE, 1, SHOP)).number());
    }
  }

  @Test
  void logsAreFoundByContractTopicAndBlock() {
    // Tells its data as topic and data; twice, so that the index of a log is not its transaction's.
    TestMachine telling =
        new TestMachine((invocation, host) -> {
          Hash topic = Keccak.hash(invocation.data());
          host.emit(List.of(topic), invocation.data());
          host.emit(List.of(topic, Hash.ZERO), Bytes.EMPTY);
          return Bytes.EMPTY;
        });
    Bytes red = Bytes.of((byte) 1);
    Bytes blue = Bytes.of((byte) 2);
    Hash blueTopic = Keccak.hash(blue);
    try (TestChain test = TestChain.open(temp, GENESIS, telling, new TestClock())) {
      Chain chain = test.chain();
      test.add(Transfers.call(ALICE, 0, CONTRACT, 100_000, red));
      test.add(Transfers.of(ALICE, 1, SHOP));
      Block third =
          test.add(
              Transfers.call(ALICE, 2, CONTRACT, 100_000, red),
              Transfers.call(ALICE, 3, CONTRACT, 100_000, blue));

      assertEquals(6, found(chain, 0, 9, LogFilter.ALL).size());
      assertEquals(2, found(chain, 0, 2, LogFilter.ALL).size());
      assertEquals(0, found(chain, 2, 2, LogFilter.ALL).size());
      assertEquals(6, found(chain, 0, 3, new LogFilter(Set.of(SHOP, CONTRACT), List.of())).size());
      assertEquals(0, found(chain, 0, 3, new LogFilter(Set.of(SHOP), List.of())).size());
      List<FoundLog> blues =
          found(chain, 0, 3, new LogFilter(Set.of(), List.of(Set.of(blueTopic), Set.of())));
      FoundLog only = blues.getFirst();
      assertEquals(1, blues.size());
      assertEquals(List.of(blueTopic, Hash.ZERO), only.log().topics());
      assertEquals(CONTRACT, only.log().address());
      assertEquals(
          List.of(3L, third.hash(), third.header().timestampSeconds()),
          List.of(only.blockNumber(), only.blockHash(), only.timestampSeconds()));
      assertEquals(third.transactions().get(1).hash(), only.transactionHash());
      assertEquals(1, only.transactionIndex());
      assertEquals(3, only.logIndex());
      assertEquals(
          new LogSearch.TooMany(3, 2),
          chain.logs(new LogQuery(0, 9, LogFilter.ALL, 3, Long.MAX_VALUE - 1)));
      assertEquals(
          new LogSearch.TooMany(1, 0),
          chain.logs(new LogQuery(1, 9, LogFilter.ALL, 1, Long.MAX_VALUE - 1)));
      List<Receipt> receipts = chain.receipts(3).orElseThrow().list();
      assertEquals(
          blues,
          FoundLog.in(
              third,
              third.hash(),
              receipts,
              new LogFilter(Set.of(), List.of(Set.of(blueTopic), Set.of()))));
    }
  }

  private static List<FoundLog> found(Chain chain, long from, long to, LogFilter filter) {
    LogSearch search = chain.logs(new LogQuery(from, to, filter, 100, Long.MAX_VALUE - 1));
    return assertInstanceOf(LogSearch.Found.class, search).logs();
  }

  private TestChain open() {
    return TestChain.open(temp, GENESIS);
  }

  private static Genesis genesis() {
    var allocations = People.allocations(20);
    allocations.put(
        CONTRACT,
        new Genesis.Allocation(U256.ZERO, 1, Optional.of(TestMachine.CODE), new TreeMap<>()));
    return Genesis.of(People.CHAIN_ID, allocations);
  }

  private static Hash key(Address address) {
    return Keccak.hash(address.bytes());
  }

  private static Optional<U256> balance(ChainHead head) {
    return head.state().account(SHOP).map(Account::balanceWei);
  }

  private static U256 paid(StateLookup lookup) {
    return assertInstanceOf(StateLookup.Found.class, lookup)
        .state()
        .account(SHOP)
        .orElse(Account.EMPTY)
        .balanceWei();
  }
}
