package org.tallystick.machine;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.tallystick.machine.PatternNode.Assertion;
import org.tallystick.machine.PatternNode.Characters;
import org.tallystick.machine.PatternNode.Choice;
import org.tallystick.machine.PatternNode.Repetition;
import org.tallystick.machine.PatternNode.Sequence;

/// Which character of a pattern may follow which, with all counts written out ([Glushkov's
/// construction](https://en.wikipedia.org/wiki/Glushkov%27s_construction_algorithm)).
///
/// Where two of the characters that may come next share a letter, a matcher has two ways to go on
/// and may have to try both: a fork. Forks are what makes matching slow. So does a step that two
/// repetitions, one inside the other, both take: `(a+)+`.
final class PatternAutomaton {
  private static final int OUTSIDE = -1;

  private final List<CharacterSet> sets = new ArrayList<>();
  private final List<BitSet> followers = new ArrayList<>();
  private final List<Integer> loopOf = new ArrayList<>();
  private final Set<Fork> forks = new HashSet<>();
  private int loops;
  private int sharedTurns;

  /// Two positions that may both come next, on the same letter; the first is the smaller one.
  private record Fork(int one, int other) {}

  /// Where a part of the pattern may begin and end.
  private record Ends(boolean isNullable, List<Integer> first, List<Integer> last) {
    static final Ends EMPTY = new Ends(true, List.of(), List.of());

    Ends then(Ends next) {
      return new Ends(
          isNullable && next.isNullable,
          isNullable ? both(first, next.first) : first,
          next.isNullable ? both(last, next.last) : next.last);
    }

    Ends or(Ends other) {
      return new Ends(
          isNullable || other.isNullable, both(first, other.first), both(last, other.last));
    }

    private static List<Integer> both(List<Integer> some, List<Integer> more) {
      List<Integer> all = new ArrayList<>(some);
      all.addAll(more);
      return Collections.unmodifiableList(all);
    }
  }

  /// @param pattern of a size that its caller has bounded
  PatternAutomaton(PatternNode pattern) {
    Ends whole = build(pattern, OUTSIDE);
    BitSet first = new BitSet();
    whole.first().forEach(first::set);
    addForks(first);
    followers.forEach(this::addForks);
  }

  boolean hasLoops() {
    return loops > 0;
  }

  /// How many steps from one character to a next one there are.
  int transitions() {
    return followers.stream().mapToInt(BitSet::cardinality).sum();
  }

  /// Forks inside a repetition, which can fork again in each turn: exponential work.
  long forksInsideLoop() {
    return sharedTurns + forks.stream().filter(this::isInsideLoop).count();
  }

  /// Forks between going on with a repetition and leaving it: each one raises the degree of the
  /// work by one.
  long forksAtLoopEnd() {
    return forks.stream().filter(fork -> touchesLoop(fork) && !isInsideLoop(fork)).count();
  }

  /// Forks outside of repetitions: each one doubles the work at most.
  long otherForks() {
    return forks.stream().filter(fork -> !touchesLoop(fork)).count();
  }

  private boolean isInsideLoop(Fork fork) {
    return touchesLoop(fork) && loopOf.get(fork.one).equals(loopOf.get(fork.other));
  }

  private boolean touchesLoop(Fork fork) {
    return loopOf.get(fork.one) != OUTSIDE || loopOf.get(fork.other) != OUTSIDE;
  }

  private void addForks(BitSet next) {
    for (int one = next.nextSetBit(0); one >= 0; one = next.nextSetBit(one + 1)) {
      for (int other = next.nextSetBit(one + 1); other >= 0; other = next.nextSetBit(other + 1)) {
        if (sets.get(one).meets(sets.get(other))) {
          forks.add(new Fork(one, other));
        }
      }
    }
  }

  private Ends build(PatternNode node, int loop) {
    return switch (node) {
      case Characters characters -> position(characters, loop);
      case Assertion _ -> Ends.EMPTY;
      case Sequence(List<PatternNode> parts) -> {
        Ends whole = Ends.EMPTY;
        for (PatternNode part : parts) {
          whole = join(whole, build(part, loop));
        }
        yield whole;
      }
      case Choice(List<PatternNode> options) ->
          options.stream().map(option -> build(option, loop)).reduce(Ends::or).orElse(Ends.EMPTY);
      case Repetition repetition -> repeat(repetition, loop);
    };
  }

  private Ends position(Characters characters, int loop) {
    int position = sets.size();
    sets.add(characters.set());
    followers.add(new BitSet());
    loopOf.add(loop);
    return new Ends(false, List.of(position), List.of(position));
  }

  private Ends join(Ends before, Ends after) {
    link(before, after);
    return before.then(after);
  }

  private void link(Ends before, Ends after) {
    for (int last : before.last()) {
      after.first().forEach(followers.get(last)::set);
    }
  }

  /// Lets a repetition begin again where it ends, which one inside it may do already.
  private void turn(Ends body) {
    for (int last : body.last()) {
      for (int first : body.first()) {
        if (followers.get(last).get(first)) {
          sharedTurns++;
        }
        followers.get(last).set(first);
      }
    }
  }

  /// Writes the copies out one after the other, the optional ones nested: `a{1,3}` is `a(a(a)?)?`.
  private Ends repeat(Repetition repetition, int loop) {
    Ends whole = Ends.EMPTY;
    Ends previous = Ends.EMPTY;
    int copies = repetition.max() == 0 ? 0 : repetition.copies();
    for (int copy = 1; copy <= copies; copy++) {
      boolean isLoop = repetition.isUnbounded() && copy == copies;
      // What repeats inside a repetition counts as part of the outermost one.
      Ends body = build(repetition.body(), isLoop && loop == OUTSIDE ? loops++ : loop);
      link(previous, body);
      if (isLoop) {
        turn(body);
      }
      boolean isLastRequired = copy == repetition.min();
      whole =
          new Ends(
              repetition.isNullable(),
              copy == 1 ? body.first() : whole.first(),
              isLastRequired ? body.last() : Ends.both(whole.last(), body.last()));
      previous = body;
    }
    return whole;
  }
}
