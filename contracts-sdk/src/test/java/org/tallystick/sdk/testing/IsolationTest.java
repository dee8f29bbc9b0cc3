package org.tallystick.sdk.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.tallystick.sdk.testing.Chain.coins;
import static org.tallystick.sdk.testing.ContractAssertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/// Every test here changes all there is, and expects to find it unchanged.
@ContractTest
class IsolationTest {
  @Deploy("Counter.js")
  static Deployed shared;

  @Deploy("Counter.js")
  Deployed own;

  private static @Nullable Instant beginning;

  @BeforeAll
  static void countOnce(Chain chain, Account ann) {
    shared.from(ann).send("add(uint256)", 100);
    beginning = chain.now();
  }

  @BeforeEach
  void countAgain(Account ann) {
    shared.from(ann).send("add(uint256)", 10);
  }

  @RepeatedTest(3)
  void whatATestDoesIsUndone(Chain chain, Account ann, Account ben) {
    assertEquals(beginning, chain.now());
    assertThat(shared).reading("count").is(110);
    assertThat(own).reading("count").is(0);
    assertEquals(coins("10000"), chain.balanceOf(ann));
    assertEquals(0, chain.logs().size());
    long block = chain.blockNumber();

    shared.from(ann).send("increment");
    own.from(ben).send("increment");
    chain.from(ann).transfer(ben, coins("1"));
    chain.time().advance(Duration.ofDays(1));
    chain.mine(3);

    assertThat(shared).reading("count").is(111);
    assertThat(own).reading("count").is(1);
    assertEquals(coins("9999"), chain.balanceOf(ann));
    assertEquals(2, chain.logs().size());
    assertEquals(block + 6, chain.blockNumber());
  }

  @RepeatedTest(2)
  void anInstanceFieldIsDeployedForEachTest(Account ann) {
    assertNotEquals(shared.address(), own.address());
    own.from(ann).send("increment");
    assertThat(own).reading("count").is(1);
  }

  @RepeatedTest(2)
  void anAccountNamedByOneTestIsNewToTheNext(Chain chain, Account visitor) {
    assertEquals(coins("10000"), chain.balanceOf(visitor));
    chain.from(visitor).transfer(chain.account("other"), coins("5"));
    assertEquals(coins("9995"), chain.balanceOf(visitor));
  }

  @RepeatedTest(2)
  void aParameterIsDeployedForItsTest(@Deploy("Counter.js") Deployed other, Account ann) {
    assertThat(other).reading("count").is(0);
    other.from(ann).send("increment");
  }

  @Nested
  class InANestedClass {
    @Deploy("Counter.js")
    Deployed nested;

    @RepeatedTest(2)
    void theOuterFieldsAreThereToo(Account ann) {
      assertThat(shared).reading("count").is(110);
      assertThat(own).reading("count").is(0);
      assertThat(nested).reading("count").is(0);
      shared.from(ann).send("increment");
      own.from(ann).send("increment");
      nested.from(ann).send("increment");
    }
  }

  @Test
  void anotherClassHasAnotherChain() {
    Chain other = new Chain();

    assertEquals(0, other.blockNumber());
    assertEquals(0, other.logs().size());
  }
}
