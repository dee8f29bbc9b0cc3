package org.tallystick.node.consensus.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.bytes.Address;
import org.tallystick.bytes.Hash;
import org.tallystick.bytes.U256;
import org.tallystick.crypto.KeyPair;
import org.tallystick.execution.Genesis;
import org.tallystick.ledger.SignedTransaction;
import org.tallystick.node.pool.Admission;
import org.tallystick.node.testing.People;
import org.tallystick.node.testing.Transfers;

/// When who sends to a development chain is answered.
@Timeout(60)
class SendersTest {
  private static final Genesis GENESIS = People.genesis(50);
  private static final KeyPair ALICE = People.person(0);
  private static final KeyPair BOB = People.person(1);
  private static final Address SHOP = People.person(60).address();
  private static final Admission ACCEPTED = new Admission.Accepted(true);

  /// Less than anybody waits in vain.
  private static final int SECONDS_MAX = 10;

  @TempDir private Path temp;

  @Test
  void whoSendsIsAnsweredOnceTheTransactionHasItsBlock() {
    try (TestDevChain test = instant()) {
      for (int nonce = 0; nonce < 200; nonce++) {
        SignedTransaction transaction = Transfers.of(ALICE, nonce, SHOP);

        assertEquals(ACCEPTED, answer(submit(test, transaction)));

        assertTrue(test.chain().transaction(transaction.hash()).isPresent(), "nonce " + nonce);
        assertEquals(nonce + 1, test.head().number());
      }
    }
  }

  @Test
  void manyAtOnceAreAnsweredEachWithItsBlock() throws Exception {
    int each = 50;
    try (TestDevChain test = instant();
        ExecutorService people = Executors.newFixedThreadPool(8)) {
      List<Future<?>> sending = new ArrayList<>();
      for (int person = 0; person < 8; person++) {
        KeyPair sender = People.person(person);
        sending.add(
            people.submit(() -> {
              for (int nonce = 0; nonce < each; nonce++) {
                SignedTransaction transaction = Transfers.of(sender, nonce, SHOP);
                assertEquals(ACCEPTED, answer(submit(test, transaction)));
                assertTrue(test.chain().transaction(transaction.hash()).isPresent());
              }
            }));
      }
      for (Future<?> one : sending) {
        one.get();
      }
      assertEquals(8L * each, test.head().number());
    }
  }

  @Test
  void anImpersonatedTransactionIsAnsweredWithItsBlockToo() {
    try (TestDevChain test = instant()) {
      test.controls().impersonate(ALICE.address());
      DevControls.Sent sent =
          test.controls().send(Transfers.of(BOB, 0, SHOP).payload(), ALICE.address());

      assertEquals(ACCEPTED, answer(test.controls().afterItsBlock(sent).toCompletableFuture()));

      assertTrue(test.chain().transaction(sent.transaction().hash()).isPresent());
    }
  }

  @Test
  void nobodyWaitsForATransactionBehindAGap() {
    try (TestDevChain test = instant()) {
      CompletableFuture<Admission> answer = submit(test, Transfers.of(ALICE, 5, SHOP));

      assertTrue(answer.isDone());
      assertEquals(new Admission.Accepted(false), answer.join());
    }
  }

  @Test
  void nobodyWaitsWhereNoBlocksAreMade() {
    try (TestDevChain test = TestDevChain.quiet(temp, GENESIS, InstantSource.system())) {
      CompletableFuture<Admission> answer = submit(test, Transfers.of(ALICE, 0, SHOP));

      assertTrue(answer.isDone());
      assertEquals(ACCEPTED, answer.join());
      assertEquals(0, test.head().number());
    }
  }

  @Test
  void nobodyWaitsForABlockThatIsTooDear() {
    try (TestDevChain test = TestDevChain.quiet(temp, GENESIS, InstantSource.system())) {
      submit(test, Transfers.of(ALICE, 0, SHOP)).join();
      test.controls().setNextBaseFeePerGas(U256.of(50 * Transfers.GWEI));
      test.controls().setAutomine(true);
      SignedTransaction second = Transfers.of(BOB, 0, SHOP);

      // Whether the pool holds it or refuses it, its sender is told.
      answer(submit(test, second));

      assertEquals(0, test.head().number());
      assertFalse(test.chain().transaction(second.hash()).isPresent());
    }
  }

  @Test
  void nobodyWaitsForALookThatMissedHim() {
    Senders senders = new Senders();
    Hash early = Hash.wrap(U256.of(1).toWord());
    Hash late = Hash.wrap(U256.of(2).toWord());
    CompletableFuture<Void> first = senders.await(early).toCompletableFuture();
    senders.beginLook();
    CompletableFuture<Void> second = senders.await(late).toCompletableFuture();

    senders.endLook();

    assertTrue(first.isDone());
    assertFalse(second.isDone(), "the look began before it came");
    senders.beginLook();
    senders.endLook();
    assertTrue(second.isDone());
  }

  @Test
  void nobodyWaitsForAnEngineThatHasStopped() {
    try (TestDevChain test = instant()) {
      test.engine().close();

      answer(submit(test, Transfers.of(ALICE, 0, SHOP)));

      assertEquals(0, test.head().number());
    }
  }

  private TestDevChain instant() {
    return TestDevChain.instant(temp, GENESIS, InstantSource.system());
  }

  private static CompletableFuture<Admission> submit(
      TestDevChain test, SignedTransaction transaction) {
    return test.engine().submit(transaction).toCompletableFuture();
  }

  private static Admission answer(CompletableFuture<Admission> answer) {
    return answer.orTimeout(SECONDS_MAX, TimeUnit.SECONDS).join();
  }
}
