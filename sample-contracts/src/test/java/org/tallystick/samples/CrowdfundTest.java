package org.tallystick.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.tallystick.sdk.testing.Chain.coins;
import static org.tallystick.sdk.testing.ContractAssertions.assertThat;
import static org.tallystick.sdk.testing.ContractAssertions.expectRevert;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.tallystick.bytes.U256;
import org.tallystick.sdk.testing.Account;
import org.tallystick.sdk.testing.Chain;
import org.tallystick.sdk.testing.ContractTest;
import org.tallystick.sdk.testing.Deployed;
import org.tallystick.sdk.testing.Tx;

@ContractTest
class CrowdfundTest {
  private static final U256 GOAL = coins("10");

  private static Deployed fund;
  private static Instant closesAt;

  @BeforeAll
  static void open(Chain chain, Account owner) {
    closesAt = chain.now().plus(Duration.ofDays(30));
    fund = chain.from(owner).deploy("crowdfund/Crowdfund.js", GOAL, closesAt);
  }

  private static Tx pledge(Account backer, String amount) {
    return fund.from(backer).value(coins(amount)).send("pledge");
  }

  @Test
  void tellsItsTerms(Account owner) {
    assertThat(fund).reading("owner").is(owner);
    assertThat(fund).reading("goal").is(GOAL);
    assertThat(fund).reading("closesAt").is(closesAt);
    assertThat(fund).reading("raised").is(0);
    assertThat(fund).reading("backers").is(List.of());
  }

  @Test
  void refusesTermsThatMakeNoSense(Chain chain) {
    expectRevert(
        () -> chain.deploy("crowdfund/Crowdfund.js", 0, closesAt),
        "Error",
        "the goal must be more than nothing");
    expectRevert(
        () -> chain.deploy("crowdfund/Crowdfund.js", GOAL, chain.now()),
        "Error",
        "closesAt must lie in the future");
  }

  @Test
  void keepsWhatIsPledged(Chain chain, Account ann, Account ben) {
    pledge(ann, "1");
    pledge(ben, "2.5");
    Tx tx = pledge(ann, "0.5");

    assertThat(tx).emitted("Pledged", ann, coins("0.5"), coins("4"));
    assertThat(fund).reading("pledgeOf", ann).is(coins("1.5"));
    assertThat(fund).reading("pledgeOf", ben).is(coins("2.5"));
    assertThat(fund).reading("raised").is(coins("4"));
    assertThat(fund).reading("backers").is(List.of(ann, ben));
    assertEquals(coins("4"), chain.balanceOf(fund));
    assertEquals(coins("9998.5"), chain.balanceOf(ann));
  }

  @Test
  void refusesAnEmptyPledge(Account ann) {
    expectRevert(
        () -> fund.from(ann).send("pledge"), "Error", "a pledge must be more than nothing");
  }

  @Test
  void refusesPledgesFromTheMomentItCloses(Chain chain, Account ann) {
    chain.time().set(closesAt.minusSeconds(1));
    pledge(ann, "1");
    chain.time().set(closesAt);
    expectRevert(() -> pledge(ann, "1"), "Closed");
    assertEquals(coins("9999"), chain.balanceOf(ann));
  }

  @Test
  void refusesCoinsThatAreNoPledge(Chain chain, Account ann) {
    expectRevert(
        () -> chain.from(ann).transfer(fund, coins("1")), "Error", "the contract takes no coins");
  }

  @Test
  void paysTheOwnerOnceTheGoalIsReached(Chain chain, Account owner, Account ann) {
    pledge(ann, "10");
    chain.time().set(closesAt);
    Tx tx = fund.from(owner).send("claim");

    assertThat(tx).emitted("Claimed", GOAL);
    assertEquals(coins("10010"), chain.balanceOf(owner));
    assertEquals(U256.ZERO, chain.balanceOf(fund));
    expectRevert(() -> fund.from(owner).send("claim"), "GoalNotReached", 0, GOAL);
    expectRevert(() -> fund.from(ann).send("refund"), "GoalReached");
  }

  @Test
  void paysNobodyBeforeItCloses(Account owner, Account ann) {
    pledge(ann, "10");
    expectRevert(() -> fund.from(owner).send("claim"), "StillOpen", closesAt);
    expectRevert(() -> fund.from(ann).send("refund"), "StillOpen", closesAt);
  }

  @Test
  void paysOnlyTheOwner(Chain chain, Account ann) {
    pledge(ann, "10");
    chain.time().set(closesAt);
    expectRevert(() -> fund.from(ann).send("claim"), "OnlyOwner");
  }

  @Test
  void paysTheOwnerNothingWhereTheGoalIsMissed(Chain chain, Account owner, Account ann) {
    pledge(ann, "9.999999999999999999");
    chain.time().set(closesAt);
    expectRevert(
        () -> fund.from(owner).send("claim"),
        "GoalNotReached",
        coins("9.999999999999999999"),
        GOAL);
  }

  @Test
  void givesEveryoneTheirOwnBackWhereTheGoalIsMissed(Chain chain, Account ann, Account ben) {
    pledge(ann, "3");
    pledge(ben, "4");
    pledge(ann, "1");
    chain.time().set(closesAt);

    assertThat(fund.from(ann).send("refund")).emitted("Refunded", ann, coins("4"));
    assertEquals(coins("10000"), chain.balanceOf(ann));
    assertEquals(coins("4"), chain.balanceOf(fund));
    fund.from(ben).send("refund");
    assertEquals(coins("10000"), chain.balanceOf(ben));
    assertEquals(U256.ZERO, chain.balanceOf(fund));
  }

  @Test
  void givesNothingBackTwice(Chain chain, Account ann, Account ben) {
    pledge(ann, "3");
    pledge(ben, "3");
    chain.time().set(closesAt);
    fund.from(ann).send("refund");

    expectRevert(() -> fund.from(ann).send("refund"), "NothingToRefund", ann);
    assertEquals(coins("3"), chain.balanceOf(fund));
  }

  @Test
  void givesNothingBackToWhoPledgedNothing(Chain chain, Account ann, Account eve) {
    pledge(ann, "3");
    chain.time().set(closesAt);
    expectRevert(() -> fund.from(eve).send("refund"), "NothingToRefund", eve);
  }

  @Test
  void givesNothingBackWhereTheGoalIsReached(Chain chain, Account ann) {
    pledge(ann, "12");
    chain.time().set(closesAt);
    expectRevert(() -> fund.from(ann).send("refund"), "GoalReached");
  }

  /// `raised` stays as it is when pledges are taken back, so that the goal stays missed. What the
  /// contract holds therefore equals the pledges, not `raised`.
  @Test
  void holdsWhatItsBackersPledged(Chain chain, Account ann, Account ben) {
    pledge(ann, "3");
    pledge(ben, "4");
    chain.time().set(closesAt);
    fund.from(ann).send("refund");

    U256 pledged =
        Stream.of(ann, ben)
            .map(backer -> new U256(fund.call("pledgeOf", backer).asInteger()))
            .reduce(U256.ZERO, U256::plus);
    assertEquals(pledged, chain.balanceOf(fund));
    assertThat(fund).reading("raised").is(coins("7"));
  }
}
