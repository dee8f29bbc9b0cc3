package org.tallystick.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.tallystick.sdk.testing.ContractAssertions.assertThat;
import static org.tallystick.sdk.testing.ContractAssertions.expectPanic;
import static org.tallystick.sdk.testing.ContractAssertions.expectRevert;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.tallystick.sdk.testing.Account;
import org.tallystick.sdk.testing.Chain;
import org.tallystick.sdk.testing.ContractTest;
import org.tallystick.sdk.testing.Deploy;
import org.tallystick.sdk.testing.Deployed;
import org.tallystick.sdk.testing.Reverted;
import org.tallystick.sdk.testing.Tx;
import org.tallystick.sdk.values.Value;

@ContractTest
class DailyPollTest {
  private static final List<String> BRIDGES = List.of("North", "South");
  private static final Duration DAY = Duration.ofDays(1);

  @Deploy("voting/DailyPoll.js")
  static Deployed poll;

  private static Value open(Chain chain, Account owner, Duration openFor, int maxPerDay) {
    return poll.from(owner)
        .send("open", "Best bridge", BRIDGES, chain.now().plus(openFor), maxPerDay)
        .result();
  }

  @Test
  void opensABallot(Chain chain, Account ann) {
    Instant closesAt = chain.now().plus(DAY);
    Tx tx = poll.from(ann).send("open", "Best bridge", BRIDGES, closesAt, 1);

    assertThat(tx).returned(0).emitted("Opened", 0, ann, "Best bridge");
    assertThat(poll).reading("ballotCount").is(1);
    assertThat(poll).reading("ballot", 0).is(ann, "Best bridge", chain.now(), closesAt, 1);
    assertThat(poll).reading("tally", 0).is(List.of(List.of("North", 0), List.of("South", 0)));
    assertThat(poll).reading("voters", 0).is(0);
    assertThat(poll).reading("winner", 0).is("North", 0);
  }

  @Test
  void numbersBallotsInTheirOrder(Chain chain, Account ann, Account ben) {
    assertEquals(0, open(chain, ann, DAY, 1).asLong());
    assertEquals(1, open(chain, ben, DAY, 1).asLong());
  }

  @Test
  void keepsBallotsApart(Chain chain, Account ann) {
    Value first = open(chain, ann, DAY, 1);
    Value second = open(chain, ann, DAY, 1);
    poll.from(ann).send("vote", first, 0);
    poll.from(ann).send("vote", second, 1);

    assertThat(poll).reading("tally", first).is(List.of(List.of("North", 1), List.of("South", 0)));
    assertThat(poll).reading("tally", second).is(List.of(List.of("North", 0), List.of("South", 1)));
  }

  @Test
  void refusesABallotThatIsOverBeforeItBegins(Chain chain, Account ann) {
    expectRevert(
        () -> poll.from(ann).send("open", "Late", BRIDGES, chain.now(), 1),
        "Error",
        "closesAt must lie in the future");
  }

  @Test
  void refusesABallotWithoutOptions(Chain chain, Account ann) {
    expectRevert(
        () -> poll.from(ann).send("open", "None", List.of(), chain.now().plus(DAY), 1),
        "Error",
        "a ballot needs an option");
  }

  @Test
  void countsAVote(Chain chain, Account ann) {
    Value id = open(chain, ann, DAY, 1);
    Tx tx = poll.from(ann).send("vote", id, 1);

    long today = chain.now().getEpochSecond() / DAY.toSeconds();
    assertThat(tx).emitted("Voted", id, ann, 1, today);
    assertThat(poll).reading("tally", id).is(List.of(List.of("North", 0), List.of("South", 1)));
    assertThat(poll).reading("winner", id).is("South", 1);
    assertThat(poll).reading("voters", id).is(1);
  }

  @Test
  void letsVoteAgainAfterMidnightUtc(Chain chain, Account ann) {
    Value id = open(chain, ann, Duration.ofDays(10), 1);
    poll.from(ann).send("vote", id, 1);
    expectRevert(
        () -> poll.from(ann).send("vote", id, 1),
        "DailyLimitReached",
        ann,
        1,
        chain.nextUtcMidnight());

    chain.time().set(chain.nextUtcMidnight().minusSeconds(1));
    assertThat(poll).reading("canVote", id, ann).is(false);
    expectRevert(() -> poll.from(ann).send("vote", id, 1), "DailyLimitReached");

    chain.time().advance(Duration.ofSeconds(1));
    assertThat(poll).reading("canVote", id, ann).is(true);
    poll.from(ann).send("vote", id, 1);
    assertThat(poll).reading("tally", id).is(List.of(List.of("North", 0), List.of("South", 2)));
    assertThat(poll).reading("voters", id).is(1);
  }

  @Test
  void tellsWhenTheNextVoteIsPossible(Chain chain, Account ann) {
    Value id = open(chain, ann, Duration.ofDays(10), 2);
    poll.from(ann).send("vote", id, 0);
    poll.from(ann).send("vote", id, 1);
    Reverted refusal = expectRevert(() -> poll.from(ann).send("vote", id, 1), "DailyLimitReached");

    long nextVoteAt = refusal.argument("nextVoteAt").asLong();
    chain.time().set(Instant.ofEpochSecond(nextVoteAt));
    poll.from(ann).send("vote", id, 1);
  }

  @Test
  void setsNoLimitWhereTheLimitIsZero(Chain chain, Account ann) {
    Value id = open(chain, ann, DAY, 0);
    for (int vote = 0; vote < 5; vote++) {
      assertThat(poll).reading("canVote", id, ann).is(true);
      poll.from(ann).send("vote", id, 0);
    }

    assertThat(poll).reading("winner", id).is("North", 5);
    assertThat(poll).reading("votesOf", id, ann).is(5, 1, 1);
  }

  @Test
  void limitsEveryVoterForThemselves(Chain chain, Account ann, Account ben) {
    Value id = open(chain, ann, DAY, 1);
    poll.from(ann).send("vote", id, 0);
    poll.from(ben).send("vote", id, 0);

    assertThat(poll).reading("winner", id).is("North", 2);
    assertThat(poll).reading("voters", id).is(2);
  }

  @Test
  void refusesVotesFromTheMomentItCloses(Chain chain, Account ann) {
    Value id = open(chain, ann, Duration.ofHours(1), 0);
    chain.time().advance(Duration.ofMinutes(60).minusSeconds(1));
    poll.from(ann).send("vote", id, 0);

    chain.time().advance(Duration.ofSeconds(1));
    assertThat(poll).reading("canVote", id, ann).is(false);
    expectRevert(() -> poll.from(ann).send("vote", id, 0), "BallotClosed", id);
    assertThat(poll).reading("winner", id).is("North", 1);
  }

  @Test
  void refusesAnOptionThatIsNotThere(Chain chain, Account ann) {
    Value id = open(chain, ann, DAY, 1);
    expectRevert(() -> poll.from(ann).send("vote", id, 2), "NoSuchOption", 2);
  }

  @Test
  void panicsForABallotThatIsNotThere(Account ann) {
    expectPanic(() -> poll.from(ann).send("vote", 0, 0), 0x32);
    expectPanic(() -> poll.call("tally", 0), 0x32);
  }

  @Test
  void countsAttendanceOverDays(Chain chain, Account ann, Account ben, Account eve) {
    Value id = open(chain, ann, Duration.ofDays(5), 0);
    poll.from(ann).send("vote", id, 0);
    chain.time().advance(DAY);
    poll.from(ann).send("vote", id, 0);
    poll.from(ann).send("vote", id, 1);
    chain.time().advance(DAY.multipliedBy(2));
    poll.from(ben).send("vote", id, 1);

    assertThat(poll).reading("votesOf", id, ann).is(3, 2, 4);
    assertThat(poll).reading("votesOf", id, ben).is(1, 1, 4);
    assertThat(poll).reading("votesOf", id, eve).is(0, 0, 4);
    assertThat(poll)
        .reading("attendance", id, 0, 10)
        .is(List.of(List.of(ann, 3, 2), List.of(ben, 1, 1)));
  }

  @Test
  void stopsCountingDaysWhenItCloses(Chain chain, Account ann) {
    // From noon to noon: three calendar days, the last one half.
    Value id = open(chain, ann, Duration.ofDays(2), 1);
    chain.time().advance(Duration.ofDays(30));

    assertThat(poll).reading("votesOf", id, ann).is(0, 0, 3);
  }

  @Test
  void doesNotCountADayThatBeginsWhenItCloses(Chain chain, Account ann) {
    Value id = poll.from(ann).send("open", "Today", BRIDGES, chain.nextUtcMidnight(), 1).result();
    chain.time().advance(DAY);

    assertThat(poll).reading("votesOf", id, ann).is(0, 0, 1);
  }

  @Test
  void pagesThroughTheVotersInTheOrderOfTheirFirstVote(Chain chain, Account ann) {
    Value id = open(chain, ann, Duration.ofDays(2), 1);
    List<Account> voters = chain.accounts("voter", 5);
    voters.forEach(voter -> poll.from(voter).send("vote", id, 0));
    chain.time().advance(DAY);
    poll.from(voters.getFirst()).send("vote", id, 1);

    assertThat(poll).reading("voters", id).is(5);
    assertThat(poll)
        .reading("attendance", id, 0, 2)
        .is(List.of(List.of(voters.get(0), 2, 2), List.of(voters.get(1), 1, 1)));
    assertThat(poll)
        .reading("attendance", id, 3, 9)
        .is(List.of(List.of(voters.get(3), 1, 1), List.of(voters.get(4), 1, 1)));
    assertThat(poll).reading("attendance", id, 5, 9).is(List.of());
    assertThat(poll).reading("attendance", id, 0, 0).is(List.of());
  }

  @Test
  void givesATieToTheOptionThatStandsFirst(Chain chain, Account ann, Account ben) {
    Value id = open(chain, ann, DAY, 1);
    poll.from(ann).send("vote", id, 1);
    poll.from(ben).send("vote", id, 0);

    assertThat(poll).reading("winner", id).is("North", 1);
  }

  @Test
  void takesABallotOfManyOptions(Chain chain, Account ann) {
    List<String> labels =
        IntStream.range(0, 20)
            .mapToObj(at -> "Option number " + at + ", with a label longer than a slot")
            .toList();
    Value id = poll.from(ann).send("open", "Many", labels, chain.now().plus(DAY), 1).result();
    poll.from(ann).send("vote", id, 19);

    assertThat(poll).reading("winner", id).is(labels.getLast(), 1);
  }
}
