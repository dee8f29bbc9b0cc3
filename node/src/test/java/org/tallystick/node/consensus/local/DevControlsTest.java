package org.tallystick.node.consensus.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.bytes.Address;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;
import org.tallystick.bytes.U256;
import org.tallystick.contract.Code;
import org.tallystick.crypto.KeyPair;
import org.tallystick.execution.Genesis;
import org.tallystick.execution.Invalid;
import org.tallystick.ledger.Block;
import org.tallystick.ledger.Header;
import org.tallystick.ledger.SignedTransaction;
import org.tallystick.ledger.Transaction;
import org.tallystick.node.chain.ChainReader;
import org.tallystick.node.chain.NewHead;
import org.tallystick.node.chain.StateLookup;
import org.tallystick.node.pool.Admission;
import org.tallystick.node.pool.PoolRefusal;
import org.tallystick.node.pool.PoolStatus;
import org.tallystick.node.store.HistoryMode;
import org.tallystick.node.store.StoreException;
import org.tallystick.node.testing.FastFolder;
import org.tallystick.node.testing.People;
import org.tallystick.node.testing.TestChain;
import org.tallystick.node.testing.TestClock;
import org.tallystick.node.testing.TestMachine;
import org.tallystick.node.testing.Transfers;
import org.tallystick.node.testing.Waiting;
import org.tallystick.state.Account;
import org.tallystick.state.StateStore;
import org.tallystick.state.StateTrie;
import org.tallystick.state.StoredState;

@Timeout(180)
final class DevControlsTest {
  private static final KeyPair ALICE = People.person(0);
  private static final KeyPair BOB = People.person(1);
  private static final Address SHOP = People.person(50).address();
  private static final Address STRANGER =
      Address.fromHex("0x00000000219ab540356cbb839cbe05303d7705fa");
  private static final Hash SLOT = Hash.wrap(U256.of(3).toWord());
  private static final U256 RICH_WEI = U256.fromDecimal("7000000000000000000");
  private static final Genesis GENESIS = People.genesis(40);

  @TempDir(factory = FastFolder.class)
  private Path temp;

  private final TestClock clock = new TestClock();

  @Test
  void anEditIsSeenAtOnceAndTheNextBlockTakesItIn() {
    try (TestDevChain test = quiet()) {
      Hash head = test.head().hash();
      Hash ownRoot = test.head().header().stateRoot();

      test.controls().setBalance(STRANGER, RICH_WEI);
      test.controls().setCode(STRANGER, TestMachine.CODE.bytes());
      test.controls().setNonce(STRANGER, 9);
      test.controls().setStorageAt(STRANGER, SLOT, U256.of(5));

      assertEquals(head, test.head().hash());
      assertEquals(ownRoot, test.head().ownStore().root());
      assertNotEquals(ownRoot, test.head().store().root());
      assertStranger(test.head().store());
      Block block = test.controls().mine();
      assertEquals(test.head().header().stateRoot(), test.head().store().root());
      assertEquals(block.header().stateRoot(), test.head().ownStore().root());
      assertStranger(test.head().store());
      StateTrie.prove(test.head().ownStore(), STRANGER, List.of(SLOT));
      // The block before has not got them.
      StateLookup.Found before =
          assertInstanceOf(StateLookup.Found.class, test.chain().state(head));
      assertEquals(Optional.empty(), before.state().account(STRANGER));
      assertEquals(ownRoot, before.store().root());
    }
  }

  private static void assertStranger(StateStore store) {
    StoredState state = new StoredState(store);
    Account account = state.account(STRANGER).orElseThrow();
    assertEquals(9, account.nonce());
    assertEquals(RICH_WEI, account.balanceWei());
    assertEquals(TestMachine.CODE.hash(), account.codeHash());
    assertEquals(TestMachine.CODE.bytes(), state.code(account.codeHash()));
    assertEquals(U256.of(5), state.storage(STRANGER, SLOT));
  }

  @Test
  void anEditOutlivesTheNode() {
    Hash root;
    try (TestDevChain test = quiet()) {
      test.controls().setBalance(STRANGER, RICH_WEI);
      test.controls().mine();
      test.controls().setCode(STRANGER, TestMachine.CODE.bytes());
      test.controls().setNonce(STRANGER, 9);
      test.controls().setStorageAt(STRANGER, SLOT, U256.of(5));
      root = test.head().store().root();
      test.die();
    }
    try (TestDevChain again = quiet()) {
      assertEquals(root, again.head().store().root());
      assertStranger(again.head().store());
      assertEquals(root, again.controls().mine().header().stateRoot());
      again.die();
    }
    try (TestDevChain third = quiet()) {
      assertEquals(root, third.head().ownStore().root());
      assertEquals(0, third.chain().development().orElseThrow().edits().count());
    }
  }

  @Test
  void whatWasEditedIsRefusedByAChainThatIsNoneForDevelopment() {
    try (TestDevChain test = quiet()) {
      test.controls().setBalance(STRANGER, RICH_WEI);
    }
    StoreException refusal =
        assertThrows(StoreException.class, () -> TestChain.open(temp, GENESIS));
    assertTrue(String.valueOf(refusal.getMessage()).contains("development"), refusal.getMessage());

    try (TestDevChain again = quiet()) {
      again.controls().mine();
    }
    try (TestChain ordinary = TestChain.open(temp, GENESIS)) {
      assertEquals(1, ordinary.chain().head().number());
      assertEquals(Optional.empty(), ordinary.chain().development());
    }
  }

  @Test
  void thePoolCountsWhatWasEdited() {
    KeyPair poor = People.person(500);
    try (TestDevChain test = quiet()) {
      SignedTransaction transfer = Transfers.of(poor, 4, SHOP);
      assertInstanceOf(Admission.Rejected.class, test.pool().add(transfer));

      test.controls().setBalance(poor.address(), RICH_WEI);
      assertEquals(new Admission.Accepted(false), test.pool().add(transfer));
      test.controls().setNonce(poor.address(), 4);
      assertEquals(new PoolStatus(1, 0), test.pool().status());
      test.controls().setBalance(poor.address(), U256.ONE);
      assertEquals(new PoolStatus(0, 0), test.pool().status());
      // The block leaves the account as its parent had it, and not as it was a moment ago.
      test.controls().setBalance(poor.address(), RICH_WEI);
      test.pool().add(transfer);
      Block block = test.controls().mine();
      assertEquals(List.of(transfer), block.transactions());
    }
  }

  @Test
  void thePoolHearsOfAnAccountThatABlockBringsBackToWhatItWas() {
    KeyPair poor = People.person(500);
    try (TestDevChain test = quiet()) {
      test.controls().setBalance(poor.address(), RICH_WEI);
      test.controls().mine();
      U256 thousandLess = RICH_WEI.minus(U256.of(1_000));
      test.pool().add(Transfers.of(poor, 1, SHOP));
      test.controls().setBalance(poor.address(), thousandLess);
      test.pool().add(Transfers.of(ALICE, 0, poor.address()));
      test.controls().mine();
      assertEquals(
          Optional.of(RICH_WEI),
          test.head().state().account(poor.address()).map(Account::balanceWei));

      U256 feeWei = U256.of(10 * Transfers.GWEI).times(Transfers.TRANSFER_GAS);
      U256 allWei = RICH_WEI.minus(feeWei).minus(feeWei).minus(U256.of(1_000));
      assertEquals(
          new Admission.Accepted(true), test.pool().add(Transfers.ofValue(poor, 0, SHOP, allWei)));
    }
  }

  @Test
  void transactionsOfBlocksThatNeverWereAreNotToldOfAgain() {
    try (TestDevChain test = quiet()) {
      long id = test.controls().snapshot();
      List<SignedTransaction> heard = new ArrayList<>();
      test.pool().listen(heard::add);
      test.pool().add(Transfers.of(ALICE, 0, SHOP));
      test.controls().mine();

      test.controls().revert(id);

      assertEquals(List.of(Transfers.of(ALICE, 0, SHOP)), heard);
    }
  }

  @Test
  void whatNoAccountCanBeIsRefusedAndChangesNothing() {
    try (TestDevChain test = quiet()) {
      DevControls controls = test.controls();
      controls.setNonce(STRANGER, 5);
      controls.setStorageAt(STRANGER, SLOT, U256.ONE);
      Hash root = test.head().store().root();

      for (Runnable bad :
          List.<Runnable>of(
              () -> controls.setNonce(STRANGER, 4),
              () -> controls.setNonce(STRANGER, -1),
              () -> controls.setStorageAt(SHOP, SLOT, U256.ONE),
              () -> controls.setCode(STRANGER, Bytes.fromHex("0x6001")),
              () -> controls.loadState(Bytes.fromHex("0x00")),
              () -> controls.setBlockGasLimit(1),
              () -> controls.mine(0, 1),
              () -> controls.mine(DevControls.BLOCKS_MAX + 1, 1),
              () -> controls.mine(1_000, DevControls.TIMESTAMP_SECONDS_MAX / 100),
              () -> controls.setNextBlockTimestamp(-1),
              () -> controls.setTime(DevControls.TIMESTAMP_SECONDS_MAX + 1),
              () -> controls.increaseTime(Long.MAX_VALUE),
              () -> controls.setTimestampInterval(-1),
              () -> controls.setInterval(Optional.of(Duration.ZERO)),
              () -> controls.setNextBaseFeePerGas(U256.MAX))) {
        assertThrows(DevRefusalException.class, bad::run);
      }

      assertEquals(root, test.head().store().root());
      assertEquals(root, controls.mine().header().stateRoot());
    }
  }

  @Test
  void aSnapshotBringsBackHeadEditsTimeWishesAndPool() {
    try (TestDevChain test = quiet()) {
      DevControls controls = test.controls();
      controls.mine();
      controls.setBalance(STRANGER, RICH_WEI);
      controls.increaseTime(500);
      controls.setNextBaseFeePerGas(U256.of(3 * Transfers.GWEI));
      controls.setBlockGasLimit(12_000_000);
      test.pool().add(Transfers.of(ALICE, 0, SHOP));
      test.pool().add(Transfers.of(ALICE, 2, SHOP));
      Hash head = test.head().hash();
      Hash root = test.head().store().root();
      long seconds = test.engine().clock().seconds();

      long id = controls.snapshot();
      for (int round = 0; round < 3; round++) {
        controls.setBalance(STRANGER, U256.of(round));
        controls.setNextBlockTimestamp(seconds + 10_000);
        Block block = controls.mine();
        test.pool().add(Transfers.of(BOB, 0, SHOP));
        controls.mine(3, 7);
        assertEquals(U256.of(3 * Transfers.GWEI), block.header().baseFeePerGasWei());
        assertEquals(12_000_000, block.header().gasLimit());

        assertTrue(controls.revert(id));

        assertEquals(head, test.head().hash());
        assertEquals(root, test.head().store().root());
        assertEquals(seconds, test.engine().clock().seconds());
        assertEquals(U256.of(3 * Transfers.GWEI), test.pool().nextBaseFeePerGasWei());
        assertEquals(new PoolStatus(1, 1), test.pool().status());
        assertFalse(controls.revert(id), "a snapshot is spent");
        id = controls.snapshot();
      }
      assertEquals(Optional.empty(), test.chain().transaction(Transfers.of(BOB, 0, SHOP).hash()));
      assertEquals(1, test.head().number());
    }
  }

  @Test
  void anOldSnapshotSpendsTheLaterOnes() {
    try (TestDevChain test = quiet()) {
      long first = test.controls().snapshot();
      test.controls().mine();
      long second = test.controls().snapshot();
      test.controls().mine();

      assertFalse(test.controls().revert(second + 1));
      assertTrue(test.controls().revert(first));

      assertFalse(test.controls().revert(second));
      assertEquals(0, test.head().number());
      assertNotEquals(second, test.controls().snapshot());
    }
  }

  @Test
  void listenersAreToldWhetherBlocksAreNewGoneOrTheSame() {
    try (TestDevChain test = quiet()) {
      List<NewHead.Cause> heard = new ArrayList<>();
      List<Long> removed = new ArrayList<>();
      test.chain()
          .listen(news -> {
            heard.add(news.cause());
            news.removed().forEach(block -> removed.add(block.number()));
          });
      long id = test.controls().snapshot();
      test.controls().setBalance(STRANGER, RICH_WEI);
      test.controls().mine(2, 1);
      test.controls().revert(id);
      test.controls().mine();

      assertEquals(
          List.of(
              NewHead.Cause.EDITED,
              NewHead.Cause.GROWN,
              NewHead.Cause.GROWN,
              NewHead.Cause.REWOUND,
              NewHead.Cause.GROWN),
          heard);
      assertEquals(List.of(2L, 1L), removed);
    }
  }

  @Test
  void aSnapshotIsComeBackToFromFurtherThanStatesAreKept() {
    long far = 2 * ChainReader.HISTORY_BLOCKS + 300;
    for (HistoryMode mode : HistoryMode.values()) {
      Path folder = temp.resolve(mode.toString());
      try (TestDevChain test = TestDevChain.quiet(folder, GENESIS, clock, mode)) {
        test.pool().add(Transfers.of(ALICE, 0, SHOP));
        test.controls().mine();
        Hash head = test.head().hash();
        long id = test.controls().snapshot();
        test.pool().add(Transfers.of(ALICE, 1, SHOP));
        test.controls().mine(far, 1);
        assertEquals(far + 1, test.head().number());

        assertTrue(test.controls().revert(id));

        assertEquals(head, test.head().hash());
        StateTrie.prove(test.head().ownStore(), ALICE.address(), List.of());
        test.die();
      }
      try (TestDevChain again = TestDevChain.quiet(folder, GENESIS, clock, mode)) {
        assertEquals(1, again.head().number());
        assertEquals(2, again.controls().mine().number());
      }
    }
  }

  @Test
  void whatNoSnapshotHoldsBackIsForgotten() {
    try (TestDevChain test = quiet()) {
      test.controls().mine();
      Hash head = test.head().hash();
      test.controls().mine(2 * ChainReader.HISTORY_BLOCKS, 1);

      assertThrows(
          IllegalArgumentException.class,
          () ->
              test.chain()
                  .development()
                  .orElseThrow()
                  .rewind(head, test.chain().development().orElseThrow().edits()));
      assertEquals(1 + 2 * ChainReader.HISTORY_BLOCKS, test.head().number());
    }
  }

  @Test
  void impersonatedTransactionsKeepTheirSenders() {
    SignedTransaction transaction;
    try (TestDevChain test = quiet()) {
      test.controls().setBalance(STRANGER, RICH_WEI);
      test.controls().setCode(STRANGER, TestMachine.CODE.bytes());
      Transaction payload = Transfers.of(ALICE, 0, SHOP).payload();
      assertThrows(DevRefusalException.class, () -> test.controls().send(payload, STRANGER));
      test.controls().impersonate(STRANGER);
      DevControls.Sent sent = test.controls().send(payload, STRANGER);
      assertEquals(new Admission.Accepted(true), sent.admission());
      transaction = sent.transaction();
      assertTrue(test.controls().stopImpersonating(STRANGER));
      assertThrows(DevRefusalException.class, () -> test.controls().send(payload, STRANGER));
      test.controls().impersonateEverybody(true);
      assertTrue(test.controls().isImpersonated(SHOP));

      assertEquals(List.of(transaction), test.controls().mine().transactions());
    }
    try (TestDevChain again = quiet()) {
      SignedTransaction read =
          again.chain().transaction(transaction.hash()).orElseThrow().transaction();
      assertEquals(STRANGER, read.sender());
      assertEquals(STRANGER, again.head().block().transactions().getFirst().sender());
      assertEquals(Optional.of(1L), again.head().state().account(STRANGER).map(Account::nonce));
    }
  }

  @Test
  void thePoolOfAnyChainTakesNothingThatNobodySigned() {
    try (TestDevChain test = quiet()) {
      test.controls().impersonate(ALICE.address());
      Transaction payload = Transfers.of(ALICE, 0, SHOP).payload();
      SignedTransaction transaction = test.controls().send(payload, ALICE.address()).transaction();
      test.controls().dropAllTransactions();

      assertEquals(
          new Admission.Rejected(new Invalid.Impersonated(ALICE.address())),
          test.pool().add(transaction));
    }
  }

  @Test
  void wishesHoldForAsLongAsTheySay() {
    Hash randomness = Hash.wrap(U256.of(77).toWord());
    try (TestDevChain test = quiet()) {
      DevControls controls = test.controls();
      controls.setNextBaseFeePerGas(U256.of(5 * Transfers.GWEI));
      controls.setBlockGasLimit(50_000_000);
      controls.setNextRandomness(randomness);
      controls.setFeeRecipient(STRANGER);
      assertInstanceOf(
          Admission.Rejected.class,
          test.pool().add(Transfers.bidding(ALICE, 0, SHOP, 4 * Transfers.GWEI, 1)));

      Header first = controls.mine().header();
      Header second = controls.mine().header();

      assertEquals(U256.of(5 * Transfers.GWEI), first.baseFeePerGasWei());
      assertEquals(U256.of(4_375_000_000L), second.baseFeePerGasWei());
      assertEquals(randomness, first.mixHash());
      assertNotEquals(randomness, second.mixHash());
      for (Header header : List.of(first, second)) {
        assertEquals(50_000_000, header.gasLimit());
        assertEquals(STRANGER, header.feeRecipient());
      }
      controls.setMinGasPrice(U256.of(20 * Transfers.GWEI));
      Admission.Refused refused =
          assertInstanceOf(Admission.Refused.class, test.pool().add(Transfers.of(ALICE, 0, SHOP)));
      assertInstanceOf(PoolRefusal.BelowMinimum.class, refused.refusal());
    }
  }

  @Test
  void timeGoesAsItIsTold() {
    try (TestDevChain test = quiet()) {
      DevControls controls = test.controls();
      long now = clock.instant().getEpochSecond();
      assertEquals(now, controls.mine().header().timestampSeconds());
      controls.setTimestampInterval(12);
      assertEquals(now + 12, controls.mine().header().timestampSeconds());
      assertEquals(now + 24, controls.mine().header().timestampSeconds());
      assertTrue(controls.removeTimestampInterval());
      assertFalse(controls.removeTimestampInterval());
      clock.advance(Duration.ofSeconds(1));
      assertEquals(now + 25, controls.mine().header().timestampSeconds());
      controls.setTime(now + 1_000);
      assertEquals(now + 1_000, controls.mine().header().timestampSeconds());
      assertEquals(now + 2_000, controls.mineAt(now + 2_000).header().timestampSeconds());
      controls.mine(3, 60);
      assertEquals(
          List.of(now + 2_000, now + 2_060, now + 2_120),
          LongStream.rangeClosed(7, 9)
              .mapToObj(number -> test.chain().header(number).orElseThrow().timestampSeconds())
              .toList());
      assertThrows(DevRefusalException.class, () -> controls.setNextBlockTimestamp(now + 2_119));
    }
  }

  @Test
  void aDroppedTransactionLeavesThoseBehindItQueued() {
    try (TestDevChain test = quiet()) {
      List<SignedTransaction> sent = new ArrayList<>();
      for (int nonce = 0; nonce < 4; nonce++) {
        sent.add(Transfers.of(ALICE, nonce, SHOP));
        test.pool().add(sent.get(nonce));
      }

      assertTrue(test.controls().dropTransaction(sent.get(1).hash()));

      assertFalse(test.controls().dropTransaction(sent.get(1).hash()));
      assertEquals(new PoolStatus(1, 2), test.pool().status());
      assertEquals(List.of(sent.get(0)), test.controls().mine().transactions());
      test.controls().dropAllTransactions();
      assertEquals(new PoolStatus(0, 0), test.pool().status());
    }
  }

  @Test
  void resetLeavesNothing() {
    for (int blocks : List.of(3, 700)) {
      try (TestDevChain test = quiet()) {
        DevControls controls = test.controls();
        Hash genesis = test.head().hash();
        long id = controls.snapshot();
        controls.setTimestampInterval(5);
        controls.setBalance(STRANGER, RICH_WEI);
        test.pool().add(Transfers.of(ALICE, 0, SHOP));
        Hash first = controls.mine().hash();
        controls.mine(blocks, 1);
        controls.setBalance(STRANGER, U256.ONE);
        controls.setStorageAt(STRANGER, SLOT, U256.ONE);
        controls.mine();
        controls.setBalance(STRANGER, U256.of(2));
        controls.impersonate(STRANGER);
        test.pool().add(Transfers.of(ALICE, 1, SHOP));

        controls.reset();

        assertEquals(genesis, test.head().hash());
        assertEquals(test.head().header().stateRoot(), test.head().store().root());
        assertEquals(U256.ZERO, test.head().state().storage(STRANGER, SLOT));
        assertEquals(Optional.empty(), test.head().state().account(STRANGER));
        assertEquals(Optional.empty(), test.chain().block(first));
        assertEquals(
            Optional.empty(), test.chain().transaction(Transfers.of(ALICE, 0, SHOP).hash()));
        assertEquals(new PoolStatus(0, 0), test.pool().status());
        assertEquals(clock.instant().getEpochSecond(), test.engine().clock().seconds());
        assertFalse(controls.revert(id));
        assertFalse(controls.isImpersonated(STRANGER));
        assertTrue(controls.isAutomine());
        controls.setAutomine(false);
        test.pool().add(Transfers.of(ALICE, 0, SHOP));
        assertEquals(1, controls.mine().transactions().size());
        test.die();
      }
      try (TestDevChain again = quiet()) {
        assertEquals(1, again.head().number());
        assertEquals(2, again.controls().mine().number());
        again.controls().reset();
      }
    }
  }

  @Test
  void aDumpMakesAnotherChainsStateTheSame() {
    Bytes dump;
    Hash root;
    try (TestDevChain test = quiet()) {
      DevControls controls = test.controls();
      test.pool().add(Transfers.of(ALICE, 0, SHOP));
      controls.mine();
      controls.setCode(STRANGER, TestMachine.CODE.bytes());
      for (int slot = 0; slot < 3_000; slot++) {
        controls.setStorageAt(STRANGER, Hash.wrap(U256.of(slot).toWord()), U256.of(slot));
      }
      dump = controls.dumpState();
      root = test.head().store().root();
      // On the chain it is of it changes nothing.
      controls.loadState(dump);
      assertEquals(root, test.head().store().root());
    }
    try (TestDevChain other = TestDevChain.quiet(temp.resolve("other"), GENESIS, clock)) {
      other.controls().setCode(STRANGER, TestMachine.CODE.bytes());
      other.controls().setStorageAt(STRANGER, Hash.wrap(U256.of(9_999).toWord()), U256.ONE);

      other.controls().loadState(dump);

      assertEquals(root, other.head().store().root());
      assertEquals(root, other.controls().mine().header().stateRoot());
      other.die();
    }
    try (TestDevChain again = TestDevChain.quiet(temp.resolve("other"), GENESIS, clock)) {
      assertEquals(root, again.head().store().root());
      assertEquals(
          Code.parse(TestMachine.CODE.bytes()).bytes(),
          again.head().state().code(TestMachine.CODE.hash()));
    }
  }

  @Test
  void aDamagedDumpIsRefusedAndChangesNothing() {
    try (TestDevChain test = quiet()) {
      test.controls().setCode(STRANGER, TestMachine.CODE.bytes());
      test.controls().setStorageAt(STRANGER, SLOT, U256.ONE);
      byte[] dump = test.controls().dumpState().toArray();
      Hash root = test.head().store().root();
      for (int at = 10; at < dump.length; at += Math.max(1, dump.length / 300)) {
        byte[] damaged = dump.clone();
        damaged[at] ^= 0x10;

        assertThrows(
            DevRefusalException.class,
            () -> test.controls().loadState(Bytes.of(damaged)),
            "byte " + at);
      }
      assertEquals(root, test.head().store().root());
    }
  }

  @Test
  void automineMinesWhatWaitsOnceItIsOn() {
    try (TestDevChain test = quiet()) {
      test.pool().add(Transfers.of(ALICE, 0, SHOP));
      test.pool().add(Transfers.of(BOB, 0, SHOP));
      assertFalse(test.controls().isAutomine());
      assertEquals(0, test.head().number());

      test.controls().setAutomine(true);

      Waiting.until(() -> test.head().number() == 2);
    }
  }

  @Test
  void blocksAreMadeAtIntervalsWhileThereIsOne() throws InterruptedException {
    try (TestDevChain test = quiet()) {
      test.controls().setInterval(Optional.of(Duration.ofMillis(20)));
      assertEquals(Optional.of(Duration.ofMillis(20)), test.controls().interval());
      Waiting.until(() -> test.head().number() >= 3);

      test.controls().setInterval(Optional.empty());

      long number = test.head().number();
      Thread.sleep(100);
      assertEquals(number, test.head().number());
      test.pool().add(Transfers.of(ALICE, 0, SHOP));
      test.controls().setAutomine(true);
      Waiting.until(() -> test.head().number() == number + 1);
    }
  }

  @Test
  void aFloodIsMinedToTheLastHoweverOftenAutomineIsSwitched() throws Exception {
    int each = 100;
    try (TestDevChain test = TestDevChain.instant(temp, GENESIS, InstantSource.system());
        ExecutorService people = Executors.newFixedThreadPool(8)) {
      List<Future<?>> sending = new ArrayList<>();
      for (int person = 0; person < 40; person++) {
        KeyPair sender = People.person(person);
        sending.add(
            people.submit(() -> {
              for (int nonce = 0; nonce < each; nonce++) {
                assertEquals(
                    new Admission.Accepted(true),
                    test.pool().add(Transfers.of(sender, nonce, SHOP)));
              }
            }));
      }
      for (int toggle = 0; toggle < 100; toggle++) {
        test.controls().setAutomine(false);
        long number = test.head().number();
        Thread.sleep(1);
        assertEquals(number, test.head().number(), "a block came while it was off");
        test.controls().setAutomine(true);
        Thread.sleep(toggle % 5);
      }
      for (Future<?> one : sending) {
        one.get();
      }

      Waiting.until(() -> test.pool().status().equals(new PoolStatus(0, 0)));
      assertEquals(40L * each, test.head().number());
    }
  }

  private TestDevChain quiet() {
    return TestDevChain.quiet(temp, GENESIS, clock);
  }
}
