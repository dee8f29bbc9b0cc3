package org.tallystick.machine;

import java.util.Optional;
import org.tallystick.machine.PatternNode.Assertion;
import org.tallystick.machine.PatternNode.Characters;
import org.tallystick.machine.PatternNode.Choice;
import org.tallystick.machine.PatternNode.Repetition;
import org.tallystick.machine.PatternNode.Sequence;

/// Which regular expressions a contract may use: those whose work stays near the length of the text
/// times the length of the pattern, which is what they are charged.
///
/// The engine simulates all ways through a pattern at once, in time linear in the text, as long as
/// its counts are small; otherwise it tries one way after the other and may need time exponential
/// in the text. So a pattern with large counts must not fork, unless all ways together are as short
/// as one way may be. One with small counts may fork here and there, but never again and again, so
/// that even a matcher that tries every way would finish.
final class Patterns {
  /// UTF-16 units of a pattern.
  static final int LENGTH_MAX = 256;

  /// Single characters of a pattern with its counts written out.
  private static final int SIZE_MAX = 1_000;

  /// The same, for each character the pattern is written with: the work that its price stands for.
  private static final int SIZE_MAX_PER_CHARACTER = 8;

  private static final int TRANSITIONS_MAX = 4_000;

  /// Up to this count the engine writes repetitions out, and no further for groups.
  private static final int SMALL_COUNT = 5;

  private static final int FORKS_AT_LOOP_END_MAX = 2;
  private static final int OTHER_FORKS_MAX = 16;

  private Patterns() {}

  /// Why a pattern may not be used, in words for its author; empty where it may.
  static Optional<String> check(String pattern, String flags) {
    try {
      require(pattern.length() <= LENGTH_MAX, tooLong(pattern.length()));
      require(flags.indexOf('v') < 0, "regular expressions have no flag v here. Use u");
      check(pattern, PatternParser.parse(pattern, flags), isAnchoring(flags));
      return Optional.empty();
    } catch (UnfitPatternException e) {
      return Optional.of(e.reason());
    }
  }

  static String tooLong(int length) {
    return "a regular expression has at most " + LENGTH_MAX + " characters, this has " + length;
  }

  /// Whether `^` means the beginning of the text and of nothing else.
  private static boolean isAnchoring(String flags) {
    return flags.indexOf('m') < 0;
  }

  private static void check(String text, PatternNode pattern, boolean isAnchoring)
      throws UnfitPatternException {
    boolean isAnchored = isAnchoring && pattern.isAnchored();
    int sizeMax = isAnchored ? SIZE_MAX : SIZE_MAX_PER_CHARACTER * text.length();
    require(
        pattern.size() <= Math.min(SIZE_MAX, sizeMax),
        "the counts of this regular expression stand for "
            + pattern.size()
            + " characters, at most "
            + Math.min(SIZE_MAX, sizeMax)
            + " are allowed here");
    checkRepetitions(pattern);
    PatternAutomaton automaton = new PatternAutomaton(pattern);
    require(
        automaton.transitions() <= TRANSITIONS_MAX,
        "this regular expression can go on in too many ways");
    require(
        automaton.forksInsideLoop() == 0,
        "inside a repetition this regular expression can take the same character in two ways");
    if (hasLargeCount(pattern)) {
      require(
          automaton.forksAtLoopEnd() == 0 && waysFit(automaton, pattern.size(), sizeMax),
          "with counts above "
              + SMALL_COUNT
              + " a regular expression must know at every character how it goes on");
      require(
          isAnchored || !automaton.hasLoops(),
          "with counts above "
              + SMALL_COUNT
              + " and * or + a regular expression must begin with ^");
    } else {
      require(
          automaton.forksAtLoopEnd() <= FORKS_AT_LOOP_END_MAX,
          "this regular expression can end its repetitions in too many places");
      require(
          automaton.otherForks() <= OTHER_FORKS_MAX,
          "this regular expression can take the same character in too many ways");
    }
  }

  /// Whether trying every way stays within the work that the price stands for. Where nothing
  /// repeats without end, positions only go forward: no way comes by a fork twice, so each fork
  /// doubles the ways at most.
  private static boolean waysFit(PatternAutomaton automaton, long size, int sizeMax) {
    long forks = automaton.otherForks();
    return forks == 0
        || (!automaton.hasLoops() && forks <= OTHER_FORKS_MAX && size << forks <= sizeMax);
  }

  private static void checkRepetitions(PatternNode node) throws UnfitPatternException {
    switch (node) {
      case Characters _, Assertion _ -> {}
      case Sequence sequence -> {
        for (PatternNode part : sequence.parts()) {
          checkRepetitions(part);
        }
      }
      case Choice choice -> {
        for (PatternNode option : choice.options()) {
          checkRepetitions(option);
        }
      }
      case Repetition repetition -> {
        require(
            repetition.max() <= 1 || !repetition.body().isNullable(),
            "a regular expression cannot repeat what may be empty");
        checkRepetitions(repetition.body());
      }
    }
  }

  /// Whether any count, with the counts around it, is more than small.
  private static boolean hasLargeCount(PatternNode node) {
    return largestCount(node) > SMALL_COUNT;
  }

  private static long largestCount(PatternNode node) {
    return switch (node) {
      case Characters _, Assertion _ -> 1;
      case Sequence(var parts) -> parts.stream().mapToLong(Patterns::largestCount).max().orElse(1);
      case Choice(var options) ->
          options.stream().mapToLong(Patterns::largestCount).max().orElse(1);
      case Repetition repetition -> repetition.copies() * largestCount(repetition.body());
    };
  }

  private static void require(boolean condition, String reason) throws UnfitPatternException {
    if (!condition) {
      throw new UnfitPatternException(reason);
    }
  }
}
