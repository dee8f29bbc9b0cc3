package org.tallystick.node.pool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.tallystick.node.testing.Transfers.GWEI;

import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.tallystick.bytes.Address;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.U256;
import org.tallystick.crypto.KeyPair;
import org.tallystick.execution.Invalid;
import org.tallystick.ledger.LegacyTransaction;
import org.tallystick.ledger.SignedTransaction;
import org.tallystick.ledger.TransactionCodec;
import org.tallystick.node.testing.FakeChain;
import org.tallystick.node.testing.People;
import org.tallystick.node.testing.TestClock;
import org.tallystick.node.testing.Transfers;
import org.tallystick.state.Account;

final class TransactionPoolTest {
  private static final KeyPair ALICE = People.person(0);
  private static final KeyPair BOB = People.person(1);
  private static final KeyPair CAROL = People.person(2);
  private static final Address SHOP = People.person(50).address();
  private static final U256 BASE_FEE = U256.of(GWEI);

  private static final Admission EXECUTABLE = new Admission.Accepted(true);
  private static final Admission QUEUED = new Admission.Accepted(false);

  private final FakeChain chain = new FakeChain(10);
  private final TestClock clock = new TestClock();
  private TransactionPool pool = new TransactionPool(chain, PoolRules.DEFAULT, clock);

  @Test
  void aTransactionWithTheNextNonceIsExecutable() {
    SignedTransaction first = Transfers.of(ALICE, 0, SHOP);

    assertEquals(EXECUTABLE, pool.add(first));

    assertEquals(Optional.of(first), pool.find(first.hash()));
    assertEquals(Optional.of(first), pool.best(BASE_FEE));
    assertEquals(1, pool.nextNonce(ALICE.address()));
    assertEquals(0, pool.nextNonce(BOB.address()));
    assertEquals(new PoolStatus(1, 0), pool.status());
  }

  @Test
  void aNonceGapQueuesUntilItIsFilled() {
    assertEquals(QUEUED, pool.add(Transfers.of(ALICE, 2, SHOP)));
    assertEquals(QUEUED, pool.add(Transfers.of(ALICE, 1, SHOP)));
    assertEquals(new PoolStatus(0, 2), pool.status());
    assertEquals(0, pool.nextNonce(ALICE.address()));
    assertEquals(Optional.empty(), pool.best(BASE_FEE));

    assertEquals(EXECUTABLE, pool.add(Transfers.of(ALICE, 0, SHOP)));

    assertEquals(new PoolStatus(3, 0), pool.status());
    assertEquals(3, pool.nextNonce(ALICE.address()));
    assertEquals(List.of(0L, 1L, 2L), nonces(pool.inOrder(BASE_FEE)));
  }

  @Test
  void listenersHearOfEveryTransactionThatBecomesExecutable() {
    List<Long> heard = new ArrayList<>();
    try (var _ = pool.listen(transaction -> heard.add(transaction.payload().nonce()))) {
      pool.add(Transfers.of(ALICE, 1, SHOP));
      assertEquals(List.of(), heard);
      pool.add(Transfers.of(ALICE, 0, SHOP));
    }
    pool.add(Transfers.of(ALICE, 2, SHOP));

    assertEquals(List.of(0L, 1L), heard);
  }

  @Test
  void theSameTransactionTwiceIsAlreadyKnown() {
    SignedTransaction transaction = Transfers.of(ALICE, 0, SHOP);
    pool.add(transaction);

    Admission again = pool.add(transaction);

    assertEquals(new Admission.AlreadyKnown(transaction.hash()), again);
    assertEquals("already known", words(again));
  }

  @Test
  void aUsedNonceIsTooLow() {
    chain.change(ALICE.address(), account -> account.withNonce(7)).advance();

    assertEquals(
        "nonce too low: address "
            + "0x7E5F4552091A69125d5DfCb7b8C2659029395Bdf"
            + ", tx: 6 state: 7",
        words(pool.add(Transfers.of(ALICE, 6, SHOP))));
  }

  @Test
  void whatTheSenderCannotPayForIsRefusedWithBothNumbers() {
    Admission admission = pool.add(Transfers.ofValue(ALICE, 0, SHOP, People.START_WEI));

    assertInstanceOf(Admission.Rejected.class, admission);
    assertEquals(
        "insufficient funds for gas * price + value: address "
            + "0x7E5F4552091A69125d5DfCb7b8C2659029395Bdf"
            + " have 10000000000000000000 want 10000210000000000000",
        words(admission));
  }

  @Test
  void whatTheSenderCannotPayForBesideHisOthersIsRefused() {
    U256 sixTenths = U256.fromDecimal("6000000000000000000");
    pool.add(Transfers.ofValue(ALICE, 0, SHOP, sixTenths));

    Admission admission = pool.add(Transfers.ofValue(ALICE, 1, SHOP, sixTenths));

    assertInstanceOf(Admission.Refused.class, admission);
    assertEquals(
        "insufficient funds for gas * price + value: address "
            + "0x7E5F4552091A69125d5DfCb7b8C2659029395Bdf"
            + " have 10000000000000000000 want 6000210000000000000 beside 6000210000000000000 for"
            + " the transactions that wait",
        words(admission));
    // In its place it may be: the other's cost goes with it.
    SignedTransaction instead = Transfers.bidding(ALICE, 0, SHOP, 20 * GWEI, 2 * GWEI);
    assertEquals(EXECUTABLE, pool.add(instead));
    assertEquals(EXECUTABLE, pool.add(Transfers.ofValue(ALICE, 1, SHOP, sixTenths)));
  }

  @Test
  void whatNoBlockTakesIsRejected() {
    SignedTransaction forever =
        TransactionCodec.sign(
            new LegacyTransaction(
                OptionalLong.empty(),
                0,
                U256.of(GWEI),
                Transfers.TRANSFER_GAS,
                Optional.of(SHOP),
                U256.ZERO,
                Bytes.EMPTY),
            ALICE);

    assertEquals(
        new Admission.Rejected(new Invalid.NotReplayProtected(People.CHAIN_ID)), pool.add(forever));
    assertEquals(new PoolStatus(0, 0), pool.status());
  }

  @Test
  void aReplacementNeedsTenPercentMoreOfBothFees() {
    pool.add(Transfers.bidding(ALICE, 0, SHOP, 1_000, 100));

    for (long[] bid : new long[][] {{1_100, 109}, {1_099, 110}, {1_099, 109}, {5_000, 100}}) {
      Admission admission = pool.add(Transfers.bidding(ALICE, 0, SHOP, bid[0], bid[1]));
      assertEquals(
          "replacement transaction underpriced: maxFeePerGas "
              + bid[0]
              + ", needed 1100; maxPriorityFeePerGas "
              + bid[1]
              + ", needed 110",
          words(admission));
    }

    SignedTransaction better = Transfers.bidding(ALICE, 0, SHOP, 1_100, 110);
    assertEquals(EXECUTABLE, pool.add(better));
    assertEquals(new PoolStatus(1, 0), pool.status());
    assertEquals(Optional.of(better), pool.find(better.hash()));
  }

  @Test
  void aReplacementOfSomethingFreeIsNotFree() {
    pool.add(Transfers.bidding(ALICE, 0, SHOP, 1_000, 0));

    assertInstanceOf(
        Admission.Refused.class, pool.add(Transfers.bidding(ALICE, 0, SHOP, 2_000, 0)));
    assertEquals(EXECUTABLE, pool.add(Transfers.bidding(ALICE, 0, SHOP, 1_100, 1)));
  }

  @Test
  void aReplacedTransactionIsForgotten() {
    SignedTransaction old = Transfers.bidding(ALICE, 1, SHOP, 1_000, 100);
    pool.add(old);

    assertEquals(QUEUED, pool.add(Transfers.bidding(ALICE, 1, SHOP, 2_000, 200)));

    assertEquals(Optional.empty(), pool.find(old.hash()));
    assertEquals(new PoolStatus(0, 1), pool.status());
  }

  @Test
  void theBestPayerComesFirstAndAmongEqualsTheEarlier() {
    pool.add(Transfers.bidding(ALICE, 0, SHOP, 9 * GWEI, GWEI));
    pool.add(Transfers.bidding(BOB, 0, BOB.address(), 9 * GWEI, 3 * GWEI));
    pool.add(Transfers.bidding(CAROL, 0, SHOP, 9 * GWEI, GWEI));
    // A higher tip, of which the low maximum leaves little.
    pool.add(Transfers.bidding(People.person(3), 0, SHOP, 2 * GWEI - 1, 2 * GWEI - 1));

    assertEquals(
        List.of(BOB.address(), ALICE.address(), CAROL.address(), People.person(3).address()),
        senders(pool.inOrder(BASE_FEE)));
  }

  @Test
  void aSendersTransactionsComeByNonceWhateverTheyBid() {
    pool.add(Transfers.bidding(ALICE, 0, SHOP, 9 * GWEI, 1));
    pool.add(Transfers.bidding(ALICE, 1, SHOP, 9 * GWEI, 4 * GWEI));
    pool.add(Transfers.bidding(BOB, 0, SHOP, 9 * GWEI, 2 * GWEI));

    assertEquals(
        List.of(BOB.address(), ALICE.address(), ALICE.address()), senders(pool.inOrder(BASE_FEE)));
    assertEquals(List.of(0L, 0L, 1L), nonces(pool.inOrder(BASE_FEE)));
  }

  @Test
  void aTransactionBelowTheBaseFeeWaitsAndHoldsUpThoseBehindIt() {
    pool.add(Transfers.bidding(ALICE, 0, SHOP, GWEI - 1, 1));
    pool.add(Transfers.bidding(ALICE, 1, SHOP, 9 * GWEI, 1));

    assertEquals(List.of(), nonces(pool.inOrder(BASE_FEE)));
    assertEquals(Optional.empty(), pool.best(BASE_FEE));
    assertEquals(List.of(0L, 1L), nonces(pool.inOrder(U256.of(GWEI - 1))));
  }

  @Test
  void aPoolThatDoesNotWaitForTheBaseFeeSaysSo() {
    pool = new TransactionPool(chain, PoolRules.DEVELOPMENT, clock);
    chain.baseFee(GWEI).advance();

    assertEquals(
        "max fee per gas less than block base fee: address "
            + "0x7E5F4552091A69125d5DfCb7b8C2659029395Bdf"
            + ", maxFeePerGas: 999999999, baseFee: 1000000000",
        words(pool.add(Transfers.bidding(ALICE, 0, SHOP, GWEI - 1, 1))));
    assertEquals(EXECUTABLE, pool.add(Transfers.bidding(ALICE, 0, SHOP, GWEI, 1)));
  }

  @Test
  void sixtyFourOfAnAccountAreQueued() {
    for (int nonce = 1; nonce <= 64; nonce++) {
      assertEquals(QUEUED, pool.add(Transfers.of(ALICE, nonce, SHOP)));
    }

    assertEquals(
        "account limit exceeded: address 0x7E5F4552091A69125d5DfCb7b8C2659029395Bdf has 64"
            + " transactions queued behind the missing nonce 0",
        words(pool.add(Transfers.of(ALICE, 65, SHOP))));
    // What fills the gap, or takes a place, is no more than there was.
    assertEquals(QUEUED, pool.add(Transfers.bidding(ALICE, 64, SHOP, 20 * GWEI, 2 * GWEI)));
    assertEquals(EXECUTABLE, pool.add(Transfers.of(ALICE, 0, SHOP)));
    assertEquals(new PoolStatus(65, 0), pool.status());
  }

  @Test
  void whoHasTheMostGivesWayWhenThePoolIsFull() {
    pool = new TransactionPool(chain, rules(20, 20, 4), clock);
    for (int nonce = 0; nonce < 20; nonce++) {
      assertEquals(EXECUTABLE, pool.add(Transfers.of(ALICE, nonce, SHOP)));
    }

    assertEquals(
        "txpool is full: it holds 20 executable transactions; send again later",
        words(pool.add(Transfers.of(ALICE, 20, SHOP))));
    for (int nonce = 0; nonce < 10; nonce++) {
      assertEquals(EXECUTABLE, pool.add(Transfers.of(BOB, nonce, SHOP)));
    }
    assertEquals(10, pool.nextNonce(ALICE.address()));
    assertEquals(10, pool.nextNonce(BOB.address()));
    // From here on each would only drive out his equal.
    assertInstanceOf(Admission.Refused.class, pool.add(Transfers.of(BOB, 10, SHOP)));
    assertEquals(new PoolStatus(20, 0), pool.status());
  }

  @Test
  void everyAccountKeepsItsPlacesWhenThePoolIsFull() {
    pool = new TransactionPool(chain, rules(8, 20, 4), clock);
    for (int nonce = 0; nonce < 4; nonce++) {
      pool.add(Transfers.of(ALICE, nonce, SHOP));
      pool.add(Transfers.of(BOB, nonce, SHOP));
    }

    Admission admission = pool.add(Transfers.bidding(CAROL, 0, SHOP, 90 * GWEI, 9 * GWEI));

    assertInstanceOf(Admission.Refused.class, admission);
    assertEquals(4, pool.nextNonce(ALICE.address()));
    assertEquals(4, pool.nextNonce(BOB.address()));
    assertEquals(0, pool.nextNonce(CAROL.address()));
  }

  @Test
  void aQueuedTransactionNeverDrivesOutAnExecutableOne() {
    pool = new TransactionPool(chain, rules(4, 2, 1), clock);
    for (int nonce = 0; nonce < 4; nonce++) {
      pool.add(Transfers.of(ALICE, nonce, SHOP));
    }
    pool.add(Transfers.of(BOB, 1, SHOP));
    pool.add(Transfers.of(BOB, 2, SHOP));

    // Of the queued ones too, who has the most gives way.
    assertEquals(QUEUED, pool.add(Transfers.bidding(CAROL, 5, SHOP, 90 * GWEI, 9 * GWEI)));
    assertEquals(
        "txpool is full: it holds 2 queued transactions; send again later",
        words(pool.add(Transfers.bidding(CAROL, 6, SHOP, 90 * GWEI, 9 * GWEI))));

    assertEquals(new PoolStatus(4, 2), pool.status());
    assertEquals(4, pool.nextNonce(ALICE.address()));
    assertTrue(pool.find(Transfers.of(BOB, 1, SHOP).hash()).isPresent());
  }

  @Test
  void includedTransactionsLeaveWithTheBlock() {
    SignedTransaction first = Transfers.of(ALICE, 0, SHOP);
    pool.add(first);
    pool.add(Transfers.of(ALICE, 1, SHOP));

    chain.change(ALICE.address(), account -> account.withNonce(1)).advance();

    assertEquals(Optional.empty(), pool.find(first.hash()));
    assertEquals(new PoolStatus(1, 0), pool.status());
    assertEquals(List.of(1L), nonces(pool.inOrder(BASE_FEE)));
    assertEquals(2, pool.nextNonce(ALICE.address()));
  }

  @Test
  void aBlockThatFillsTheGapMakesTheQueuedExecutable() {
    pool.add(Transfers.of(ALICE, 3, SHOP));
    List<Long> heard = new ArrayList<>();
    pool.listen(transaction -> heard.add(transaction.payload().nonce()));

    chain.change(ALICE.address(), account -> account.withNonce(3)).advance();

    assertEquals(new PoolStatus(1, 0), pool.status());
    assertEquals(List.of(3L), heard);
  }

  @Test
  void whatCanNoLongerBePaidForLeavesFromTheEnd() {
    for (int nonce = 0; nonce < 3; nonce++) {
      pool.add(Transfers.ofValue(ALICE, nonce, SHOP, U256.of(1_000)));
    }
    BigInteger ofTwo = Transfers.of(ALICE, 0, SHOP).payload().maxCostWei().multiply(BigInteger.TWO);

    chain.change(ALICE.address(), account -> account.withBalance(new U256(ofTwo))).advance();
    assertEquals(2, pool.nextNonce(ALICE.address()));

    chain.change(ALICE.address(), _ -> Account.EMPTY).advance();
    assertEquals(new PoolStatus(0, 0), pool.status());
  }

  @Test
  void whatWaitsTooLongIsDropped() {
    pool.add(Transfers.of(ALICE, 0, SHOP));
    clock.advance(Duration.ofHours(2));
    pool.add(Transfers.of(BOB, 0, SHOP));

    clock.advance(Duration.ofHours(1).plusSeconds(1));
    chain.advance();

    assertEquals(new PoolStatus(1, 0), pool.status());
    assertEquals(List.of(BOB.address()), senders(pool.inOrder(BASE_FEE)));
  }

  @Test
  void aDroppedTransactionLeavesAGap() {
    SignedTransaction first = Transfers.of(ALICE, 0, SHOP);
    pool.add(first);
    pool.add(Transfers.of(ALICE, 1, SHOP));

    pool.drop(first);

    assertEquals(new PoolStatus(0, 1), pool.status());
    assertEquals(0, pool.nextNonce(ALICE.address()));
  }

  @Test
  void theContentIsBySenderAndNonce() {
    SignedTransaction first = Transfers.of(ALICE, 0, SHOP);
    SignedTransaction third = Transfers.of(ALICE, 2, SHOP);
    pool.add(third);
    pool.add(first);

    PoolContent content = pool.content();

    assertEquals(List.of(first), content.executable().get(ALICE.address()));
    assertEquals(List.of(third), content.queued().get(ALICE.address()));
  }

  @Test
  void aWalkSeesWhatComesMeanwhile() {
    pool.add(Transfers.of(ALICE, 0, SHOP));
    Iterator<SignedTransaction> walk = pool.inOrder(BASE_FEE);
    pool.add(Transfers.of(ALICE, 1, SHOP));

    assertEquals(List.of(0L, 1L), nonces(walk));
  }

  private static PoolRules rules(int executableMax, int queuedMax, int kept) {
    return new PoolRules(executableMax, queuedMax, 64, kept, 10, Duration.ofHours(3), true);
  }

  private static List<Long> nonces(Iterator<SignedTransaction> transactions) {
    List<Long> nonces = new ArrayList<>();
    transactions.forEachRemaining(transaction -> nonces.add(transaction.payload().nonce()));
    return nonces;
  }

  private static List<Address> senders(Iterator<SignedTransaction> transactions) {
    List<Address> senders = new ArrayList<>();
    transactions.forEachRemaining(transaction -> senders.add(transaction.sender()));
    return senders;
  }

  private static String words(Admission admission) {
    return switch (admission) {
      case Admission.Accepted accepted -> accepted.toString();
      case Admission.AlreadyKnown known -> known.words();
      case Admission.Rejected rejected -> rejected.words();
      case Admission.Refused refused -> refused.words();
    };
  }
}
