package org.tallystick.node.pool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.tallystick.bytes.Address;
import org.tallystick.bytes.Hash;
import org.tallystick.bytes.U256;
import org.tallystick.crypto.KeyPair;
import org.tallystick.ledger.SignedTransaction;
import org.tallystick.node.testing.FakeChain;
import org.tallystick.node.testing.People;
import org.tallystick.node.testing.TestClock;
import org.tallystick.node.testing.Transfers;
import org.tallystick.state.Account;

/// Random transactions and random blocks. After each step the pool's promises are looked at by
/// going through all that it holds.
final class TransactionPoolRandomTest {
  private static final int STEPS = 4_000;
  private static final int SENDERS = 6;
  private static final int EXECUTABLE_MAX = 40;
  private static final int QUEUED_MAX = 15;
  private static final int QUEUED_PER_ACCOUNT_MAX = 6;
  private static final int KEPT = 5;
  private static final Address SHOP = People.person(50).address();

  private final FakeChain chain = new FakeChain(SENDERS);
  private final TestClock clock = new TestClock();
  private final TransactionPool pool =
      new TransactionPool(
          chain,
          new PoolRules(
              EXECUTABLE_MAX,
              QUEUED_MAX,
              QUEUED_PER_ACCOUNT_MAX,
              KEPT,
              10,
              Duration.ofHours(3),
              true),
          clock);

  @Test
  void thePoolKeepsItsPromisesWhateverHappens() {
    long seed = Long.getLong("seed", 20_260_120);
    Random random = new Random(seed);
    int accepted = 0;
    for (int step = 0; step < STEPS; step++) {
      String where = "seed " + seed + ", step " + step;
      Map<Address, Integer> executableBefore = executableCounts();
      int kind = random.nextInt(20);
      if (kind < 17) {
        SignedTransaction transaction = randomTransaction(random);
        Admission admission = pool.add(transaction);
        boolean isHeld = pool.find(transaction.hash()).isPresent();
        switch (admission) {
          case Admission.Accepted(boolean executable) -> {
            accepted++;
            assertTrue(isHeld, where);
            assertTrue(pool.status().executable() <= EXECUTABLE_MAX, where);
            assertTrue(pool.status().queued() <= QUEUED_MAX, where);
            assertEquals(
                executable,
                transaction.payload().nonce() < pool.nextNonce(transaction.sender()),
                where);
          }
          case Admission.AlreadyKnown _ -> assertTrue(isHeld, where);
          case Admission.Rejected _, Admission.Refused _ -> assertTrue(!isHeld, where);
        }
        requireShares(executableBefore, transaction.sender(), where);
      } else if (kind == 17) {
        // A block follows at once, so that no newcomer is blamed for what became too old.
        clock.advance(Duration.ofMinutes(2 + random.nextInt(40)));
        chain.advance();
      } else {
        randomBlock(random);
      }
      requirePromises(where);
    }
    assertTrue(accepted > STEPS / 10, "seed " + seed + ": only " + accepted + " accepted");
  }

  private SignedTransaction randomTransaction(Random random) {
    KeyPair sender = People.person(random.nextInt(SENDERS));
    long next = pool.nextNonce(sender.address());
    long nonce = Math.max(0, next + (random.nextInt(3) == 0 ? random.nextInt(9) - 4 : 0));
    return Transfers.bidding(
        sender, nonce, SHOP, 2_000_000_000L + random.nextInt(40), random.nextInt(40));
  }

  /// Some senders' first transactions are included; some people lose or win money.
  private void randomBlock(Random random) {
    for (int number = 0; number < SENDERS; number++) {
      Address address = People.person(number).address();
      long included = random.nextInt(4);
      boolean changesMoney = random.nextInt(6) == 0;
      U256 balanceWei = U256.of(42_000_000_000_000L).times(random.nextInt(40));
      chain.change(
          address,
          account ->
              account
                  .withNonce(Math.min(account.nonce() + included, pool.nextNonce(address) + 1))
                  .withBalance(changesMoney ? balanceWei : account.balanceWei()));
    }
    chain.baseFee(1_999_999_990L + random.nextInt(60)).advance();
  }

  private Map<Address, Integer> executableCounts() {
    Map<Address, Integer> counts = new HashMap<>();
    pool.content().executable().forEach((sender, all) -> counts.put(sender, all.size()));
    return counts;
  }

  /// Whoever lost an executable transaction to another had more than his places.
  private void requireShares(Map<Address, Integer> before, Address sender, String where) {
    Map<Address, Integer> after = executableCounts();
    before.forEach((address, count) -> {
      int left = after.getOrDefault(address, 0);
      if (!address.equals(sender) && left < count) {
        assertTrue(left >= KEPT, where + ": " + address + " had " + count + ", has " + left);
      }
    });
  }

  private void requirePromises(String where) {
    PoolContent content = pool.content();
    PoolStatus status = pool.status();
    int executable = content.executable().values().stream().mapToInt(List::size).sum();
    int queued = content.queued().values().stream().mapToInt(List::size).sum();
    assertEquals(new PoolStatus(executable, queued), status, where);
    for (int number = 0; number < SENDERS; number++) {
      Address sender = People.person(number).address();
      requirePromisesTo(
          sender,
          content.executable().getOrDefault(sender, List.of()),
          content.queued().getOrDefault(sender, List.of()),
          where);
    }
    requireOrder(executable, where);
  }

  private void requirePromisesTo(
      Address sender,
      List<SignedTransaction> executable,
      List<SignedTransaction> queued,
      String where) {
    Account account = chain.head().state().account(sender).orElse(Account.EMPTY);
    long next = account.nonce();
    for (SignedTransaction transaction : executable) {
      assertEquals(next, transaction.payload().nonce(), where);
      next++;
    }
    assertEquals(next, pool.nextNonce(sender), where);
    for (SignedTransaction transaction : queued) {
      assertTrue(transaction.payload().nonce() > next, where);
    }
    BigInteger costWei = BigInteger.ZERO;
    List<SignedTransaction> all = new ArrayList<>(executable);
    all.addAll(queued);
    for (SignedTransaction transaction : all) {
      costWei = costWei.add(transaction.payload().maxCostWei());
      assertEquals(sender, transaction.sender(), where);
      assertTrue(pool.find(transaction.hash()).isPresent(), where);
    }
    assertTrue(costWei.compareTo(account.balanceWei().value()) <= 0, where);
  }

  /// With no base fee all executable ones come out, once each, and never a better head of a sender
  /// after a worse.
  private void requireOrder(int executable, String where) {
    Iterator<SignedTransaction> walk = pool.inOrder(U256.ZERO);
    Set<Hash> seen = new HashSet<>();
    Map<Address, Long> nonces = new HashMap<>();
    while (walk.hasNext()) {
      SignedTransaction transaction = walk.next();
      assertTrue(seen.add(transaction.hash()), where);
      long nonce = transaction.payload().nonce();
      Long before = nonces.put(transaction.sender(), nonce);
      assertTrue(before == null || before + 1 == nonce, where);
    }
    assertEquals(executable, seen.size(), where);
    assertEquals(
        pool.best(U256.ZERO).map(SignedTransaction::hash),
        executable == 0 ? Optional.empty() : Optional.of(pool.inOrder(U256.ZERO).next().hash()),
        where);
  }
}
