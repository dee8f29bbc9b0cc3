package org.tallystick.sdk.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.tallystick.sdk.testing.Chain.coins;
import static org.tallystick.sdk.testing.ContractAssertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tallystick.bytes.U256;
import org.tallystick.crypto.Checksum;
import org.tallystick.execution.Invalid;
import org.tallystick.gas.HaltReason;
import org.tallystick.sdk.values.Event;
import org.tallystick.sdk.values.Value;

@ContractTest
class ChainTest {
  @Deploy("Counter.js")
  static Deployed counter;

  @Test
  void anAccountFollowsFromItsName(Chain chain, Account ann) {
    assertEquals(ann, chain.account("ann"));
    assertEquals(ann, new Chain().account("ann"));
    assertNotEquals(ann, chain.account("ben"));
    assertEquals("ann " + Checksum.encode(ann.address()), ann.toString());
  }

  @Test
  void manyAccountsAreNamedByNumber(Chain chain) {
    List<Account> voters = chain.accounts("voter", 3);

    assertEquals(
        List.of("voter-1", "voter-2", "voter-3"), voters.stream().map(Account::name).toList());
  }

  @Test
  void aFunctionGivesItsResultAndItsEvents(Account ann) {
    Tx tx = counter.from(ann).send("increment");

    assertEquals(1, tx.result().asLong());
    assertEquals(ann, tx.from());
    assertThat(tx).emitted("Incremented").with("by", ann).with("to", 1);
    assertEquals(1, tx.events().size());
    assertThat(tx).gasUsed().isGreaterThan(21_000);
  }

  @Test
  void everyTransactionIsABlockByItself(Chain chain, Account ann) {
    long before = chain.blockNumber();
    Tx first = counter.from(ann).send("increment");
    Tx second = counter.from(ann).send("increment");

    assertEquals(before + 1, first.blockNumber());
    assertEquals(before + 2, second.blockNumber());
    assertNotEquals(first.hash(), second.hash());
  }

  @Test
  void aCallChangesNothing(Account ann) {
    assertEquals(1, counter.from(ann).call("increment").asLong());
    assertThat(counter).reading("count").is(0);
  }

  @Test
  void aCallKnowsWhoAsks(Account ann) {
    assertEquals(ann.address(), counter.from(ann).call("sender").asAddress());
  }

  @Test
  void aCallSeesTheBlockToCome(Chain chain, Account ann) {
    assertEquals(chain.blockNumber() + 1, counter.call("blockNumber").asLong());
    assertEquals(chain.now().getEpochSecond(), counter.from(ann).call("time").asLong());
  }

  @Test
  void severalReturnedValuesAreReadByName(Account ann) {
    Value pair = counter.from(ann).call("pair");

    assertEquals(0, pair.get("first").asLong());
    assertEquals("second", pair.get("second").asText());
    assertThat(counter).reading("pair").is(0, "second");
  }

  @Test
  void anOverloadIsChosenByItsArgumentsOrItsSignature(Account ann) {
    counter.from(ann).send("add", 1);
    counter.from(ann).send("add", 2, "with a note");
    counter.from(ann).send("add(uint256)", 3);

    assertThat(counter).reading("count").is(6);
  }

  @Test
  void structsGoInAndOut(Account ann) {
    counter.from(ann).send("mark", List.of(ann, 5, "five"));

    assertThat(counter).reading("marks").is(List.of(List.of(ann, 5, "five")));
    assertEquals("five", counter.call("marks").at(0).get("note").asText());
  }

  @Test
  void coinsGoWithACall(Chain chain, Account ann) {
    counter.from(ann).value(coins("1.5")).send("accept");

    assertEquals(coins("1.5"), chain.balanceOf(counter));
    assertEquals(coins("9998.5"), chain.balanceOf(ann));
  }

  @Test
  void coinsAreSentAndDealt(Chain chain, Account ann, Account ben) {
    chain.from(ann).transfer(ben, coins("1"));
    assertEquals(coins("10001"), chain.balanceOf(ben));

    chain.deal(ben, U256.of(5));
    assertEquals(U256.of(5), chain.balanceOf(ben));
    chain.deal(ben, U256.ZERO);
    assertEquals(U256.ZERO, chain.balanceOf(ben));
    counter.from(ben).send("increment");
  }

  @Test
  void aContractPaysOut(Chain chain, Account ann, Account ben) {
    counter.from(ann).value(coins("2")).send("accept");
    counter.from(ann).send("pay", ben, coins("2"));

    assertEquals(coins("10002"), chain.balanceOf(ben));
  }

  @Test
  void timeStandsStillUntilItIsMoved(Chain chain, Account ann) {
    Instant before = chain.now();
    counter.from(ann).send("increment");
    assertEquals(before, chain.now());

    chain.time().advance(Duration.ofHours(3));
    assertEquals(before.plus(Duration.ofHours(3)), chain.now());
    assertThat(counter).reading("time").is(chain.now());
  }

  @Test
  void timeIsSetButNeverBack(Chain chain) {
    Instant newYear = Instant.parse("2030-01-01T00:00:00Z");
    chain.time().set(newYear);
    chain.time().set(newYear);
    assertEquals(newYear, chain.time().now());

    IllegalArgumentException refusal =
        assertThrows(
            IllegalArgumentException.class, () -> chain.time().set(newYear.minusSeconds(1)));
    assertEquals(
        "a chain's time does not run backwards: it is 2030-01-01T00:00:00Z, got"
            + " 2029-12-31T23:59:59Z",
        refusal.getMessage());
  }

  @Test
  void theNextMidnightIsTheNextDays(Chain chain) {
    chain.time().set(Instant.parse("2028-02-28T23:59:59Z"));
    assertEquals(Instant.parse("2028-02-29T00:00:00Z"), chain.nextUtcMidnight());
    chain.time().advance(Duration.ofSeconds(1));
    assertEquals(Instant.parse("2028-03-01T00:00:00Z"), chain.nextUtcMidnight());
  }

  @Test
  void emptyBlocksAreMined(Chain chain) {
    long before = chain.blockNumber();
    chain.mine(5);

    assertEquals(before + 5, chain.blockNumber());
  }

  @Test
  void aSnapshotIsComeBackToManyTimes(Chain chain, Account ann) {
    Snapshot zero = chain.snapshot();
    counter.from(ann).send("increment");
    Snapshot one = chain.snapshot();
    chain.time().advance(Duration.ofDays(1));
    counter.from(ann).send("increment");

    chain.restore(zero);
    assertThat(counter).reading("count").is(0);
    chain.restore(one);
    assertThat(counter).reading("count").is(1);
    chain.restore(zero);
    assertThat(counter).reading("count").is(0);
    assertEquals(0, chain.logs().size());
  }

  @Test
  void aSnapshotOfAnotherChainIsRefused(Chain chain) {
    Snapshot other = new Chain().snapshot();

    assertThrows(IllegalArgumentException.class, () -> chain.restore(other));
  }

  @Test
  void logsAreReadInTheirOrder(Chain chain, Account ann) {
    Deployed other = chain.deploy("Counter.js");
    counter.from(ann).send("increment");
    other.from(ann).send("increment");
    counter.from(ann).send("increment");

    assertEquals(
        List.of(counter.address(), other.address(), counter.address()),
        chain.logs().stream().map(Event::contract).toList());
    assertEquals(
        List.of(1L, 2L),
        counter.events().stream().map(event -> event.argument("to").asLong()).toList());
    assertTrue(chain.logs().getFirst().blockNumber() < chain.logs().getLast().blockNumber());
  }

  @Test
  void aContractIsFoundByItsAddress(Chain chain, Account ann) {
    Deployed again = chain.at(counter.address(), "Counter.js");
    again.from(ann).send("increment");

    assertThat(counter).reading("count").is(1);
    assertTrue(again.deployment().isEmpty());
  }

  @Test
  void theGasLimitIsKept(Account ann) {
    Halted halted =
        assertThrows(Halted.class, () -> counter.from(ann).gas(100_000).send("forever"));
    assertEquals(HaltReason.OUT_OF_GAS, halted.reason());

    Rejected rejected =
        assertThrows(Rejected.class, () -> counter.from(ann).gas(20_000).send("increment"));
    assertTrue(rejected.reason() instanceof Invalid.BelowIntrinsicGas, rejected.getMessage());
  }

  @Test
  void aWriteWhileReadingIsHalted() {
    Halted halted = assertThrows(Halted.class, () -> counter.call("writeWhileReading"));

    assertEquals(HaltReason.STATIC_VIOLATION, halted.reason());
  }

  @Test
  void moreCoinsThanThereAreAreRejected(Chain chain, Account ann, Account ben) {
    Rejected rejected =
        assertThrows(Rejected.class, () -> chain.from(ann).transfer(ben, coins("10001")));

    assertTrue(rejected.reason() instanceof Invalid.InsufficientFunds, rejected.getMessage());
  }

  @Test
  void gasCostsNoCoins(Chain chain, Account ann) {
    counter.from(ann).send("increment");

    assertEquals(coins("10000"), chain.balanceOf(ann));
  }

  @Test
  void aFunctionThatIsNotThereIsNamedWithThoseThatAre(Account ann) {
    IllegalArgumentException refusal =
        assertThrows(IllegalArgumentException.class, () -> counter.from(ann).send("decrement"));

    assertTrue(
        String.valueOf(refusal.getMessage())
            .startsWith("Counter has no function decrement; it has count(), time(), "),
        refusal.getMessage());
  }

  @Test
  void anArgumentThatDoesNotFitIsNamed(Account ann) {
    IllegalArgumentException kind =
        assertThrows(
            IllegalArgumentException.class, () -> counter.from(ann).send("refuse", "five"));
    assertEquals(
        "Counter.refuse: needed: expected a whole number for uint256, got \"five\"",
        kind.getMessage());

    IllegalArgumentException range =
        assertThrows(IllegalArgumentException.class, () -> counter.from(ann).send("refuse", -1));
    assertEquals(
        "Counter.refuse: needed: uint256 underflow: -1, the least is 0", range.getMessage());
  }

  @Test
  void aContractThatIsNotThereIsNamedWithWhereItWasLookedFor(Chain chain) {
    IllegalArgumentException refusal =
        assertThrows(IllegalArgumentException.class, () -> chain.deploy("Missing.js"));

    String message = String.valueOf(refusal.getMessage());
    assertTrue(message.startsWith("there is no contract Missing.js; looked in "), message);
    assertTrue(message.contains("src/test/js"), message);
  }
}
