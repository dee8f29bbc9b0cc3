package org.tallystick.sdk.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.tallystick.sdk.testing.ContractAssertions.assertThat;
import static org.tallystick.sdk.testing.ContractAssertions.expectPanic;
import static org.tallystick.sdk.testing.ContractAssertions.expectRevert;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/// What passes, and what each assertion says when it does not hold.
@ContractTest
class ContractAssertionsTest {
  @Deploy("Counter.js")
  static Deployed counter;

  private static String failure(Executable assertion) {
    return String.valueOf(assertThrows(AssertionError.class, assertion).getMessage());
  }

  private static void startsWith(String beginning, String message) {
    assertTrue(message.startsWith(beginning), message);
  }

  @Test
  void aDeclaredErrorIsExpectedByNameAndArguments(Account ann) {
    Executable refuse = () -> counter.from(ann).send("refuse", 7);

    expectRevert(refuse);
    expectRevert(refuse, "Refused");
    Reverted reverted = expectRevert(refuse, "Refused", ann, 7);
    assertEquals("Refused", reverted.name());
    assertEquals(7, reverted.argument("needed").asLong());
    assertEquals(2, reverted.arguments().size());
    assertEquals(4 + 2 * 32, reverted.data().length());
  }

  @Test
  void aCallIsExpectedToRevertLikeATransaction(Account ann) {
    expectRevert(() -> counter.from(ann).call("refuse", 7), "Refused", ann, 7);
  }

  @Test
  void errorsThatNobodyDeclaresAreExpectedByTheirNames(Account ann, Account ben) {
    expectRevert(() -> counter.from(ann).send("requireMore"), "Error", "more is required");
    expectRevert(() -> counter.from(ann).send("mistake"), "EngineError", "TypeError");
    expectPanic(() -> counter.from(ann).send("assertMore"), 0x01);
    expectPanic(() -> counter.from(ann).send("store", 256), 0x11);
    expectPanic(() -> counter.from(ann).send("divide", 0), 0x12);
  }

  @Test
  void anErrorOfAContractThatWasCalledIsExpectedAsItCame(Chain chain, Account ann) {
    Deployed other = chain.deploy("Counter.js");

    expectRevert(() -> counter.from(ann).send("refuseThrough", other), "Refused", counter, 7);
  }

  @Test
  void aSuccessIsNoRevert(Account ann) {
    assertEquals(
        "expected a revert, but the call succeeded",
        failure(() -> expectRevert(() -> counter.from(ann).send("increment"))));
    assertEquals(
        "expected Refused, but the call succeeded",
        failure(() -> expectRevert(() -> counter.from(ann).send("increment"), "Refused")));
  }

  @Test
  void anotherErrorIsNotTheOneExpected(Account ann) {
    startsWith(
        "expected Refused, but it reverted: Error(message: \"more is required\")",
        failure(() -> expectRevert(() -> counter.from(ann).send("requireMore"), "Refused")));
    startsWith(
        "expected Panic(code: 17), but it reverted: Panic(code: 1)",
        failure(() -> expectPanic(() -> counter.from(ann).send("assertMore"), 0x11)));
  }

  @Test
  void otherArgumentsAreNotTheOnesExpected(Account ann, Account ben) {
    startsWith(
        "expected Refused(by: ben, needed: 7), but it reverted: Refused(by: ann, needed: 7)",
        failure(() -> expectRevert(() -> counter.from(ann).send("refuse", 7), "Refused", ben, 7)));
  }

  @Test
  void aHaltIsNoRevert(Account ann) {
    startsWith(
        "expected a revert, but it halted: OutOfGas",
        failure(() -> expectRevert(() -> counter.from(ann).gas(100_000).send("forever"))));
  }

  @Test
  void aRejectedTransactionIsNoRevert(Account ann) {
    startsWith(
        "expected a revert, but it rejected: intrinsic gas too low",
        failure(() -> expectRevert(() -> counter.from(ann).gas(1).send("increment"))));
  }

  @Test
  void aMistakeInTheTestIsNotTakenForARevert(Account ann) {
    assertThrows(
        IllegalArgumentException.class,
        () -> expectRevert(() -> counter.from(ann).send("decrement")));
  }

  @Test
  void anUnexpectedRevertTellsTheWholeStory(Account ann) {
    Reverted reverted = assertThrows(Reverted.class, () -> counter.from(ann).send("refuse", 7));

    String message = String.valueOf(reverted.getMessage());
    startsWith(
        "reverted: Refused(by: ann, needed: 7)\n   Counter.refuse(needed: 7)   from ann   gas ",
        message);
    assertTrue(message.contains("\n   src/test/js/Counter.js:65:20\n"), message);
    assertTrue(
        message.endsWith(
            "65 │   refuse(needed) { throw this.errors.Refused(msg.sender, needed); }"),
        message);
  }

  @Test
  void theStoryOfAnEngineErrorHasTheEnginesWords(Account ann) {
    Reverted reverted = assertThrows(Reverted.class, () -> counter.from(ann).send("mistake"));

    String message = String.valueOf(reverted.getMessage());
    startsWith("reverted: EngineError(name: \"TypeError\")\n   TypeError: ", message);
  }

  @Test
  void aReadingIsComparedWithNames(Account ann, Account ben) {
    counter.from(ann).send("increment");

    assertThat(counter).reading("count").is(1);
    assertThat(counter).reading("pair").is(1, "second");
    assertEquals(
        "Counter.count: expected 2, got 1",
        failure(() -> assertThat(counter).reading("count").is(2)));
    assertEquals(
        "Counter.pair: expected {first: 1, second: \"third\"}, got {first: 1, second: \"second\"}",
        failure(() -> assertThat(counter).reading("pair").is(1, "third")));
  }

  @Test
  void eventsAreComparedWithNames(Account ann, Account ben) {
    Tx tx = counter.from(ann).send("increment");

    assertThat(tx).emitted("Incremented").with("by", ann).with("to", 1);
    assertEquals(
        "by: expected ben, got ann",
        failure(() -> assertThat(tx).emitted("Incremented").with("by", ben)));
    startsWith(
        "expected the event Transfer, got Incremented(by: ann, ",
        failure(() -> assertThat(tx).emitted("Transfer")));
    startsWith(
        "expected no events, got Incremented(by: ann, ",
        failure(() -> assertThat(tx).emittedNothing()));
    assertThat(counter.from(ann).send("add", 1)).emittedNothing();
  }

  @Test
  void everyEventOfANameMayBeTheOneExpected(Account ann) {
    Tx tx = counter.from(ann).send("incrementTwice");

    assertThat(tx).emitted("Incremented").with("to", 1);
    assertThat(tx).emitted("Incremented").with("to", 2);
    assertThat(counter.from(ann).send("increment"))
        .emitted("Incremented")
        .with("by", ann)
        .with("to", 3);
  }

  @Test
  void resultsAndGasAreCompared(Account ann) {
    Tx tx = counter.from(ann).send("increment");

    assertThat(tx).returned(1);
    assertEquals("the result: expected 2, got 1", failure(() -> assertThat(tx).returned(2)));
    assertEquals(
        "expected less than 1 gas, got %,d".formatted(tx.gasUsed()),
        failure(() -> assertThat(tx).gasUsed().isLessThan(1)));
    assertEquals(
        "expected more than 1,000,000 gas, got %,d".formatted(tx.gasUsed()),
        failure(() -> assertThat(tx).gasUsed().isGreaterThan(1_000_000)));
  }
}
