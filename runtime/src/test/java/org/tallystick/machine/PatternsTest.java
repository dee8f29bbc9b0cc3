package org.tallystick.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import com.oracle.truffle.api.interop.InteropLibrary;
import com.oracle.truffle.api.source.Source;
import java.util.Optional;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.graalvm.polyglot.Value;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PatternsTest {
  @SuppressWarnings("NullAway.Init")
  private static EngineForTests engine;

  @BeforeAll
  static void start() {
    engine = new EngineForTests();
  }

  @AfterAll
  static void stop() {
    engine.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "abc",
        "^0x[0-9a-fA-F]{40}$",
        "0x[0-9a-f]{64}",
        "^[A-Za-z0-9_-]{1,32}$",
        "^[^@\\s]+@[^@\\s]+\\.[^@\\s]+$",
        "^\\d{4}-\\d{2}-\\d{2}$",
        "(?<year>\\d{4})-(?<month>\\d\\d)",
        "^(?:red|green|royal|blue|black)$",
        "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec",
        "\\s+",
        "^\\s*(\\w+)\\s*=\\s*(\\w+)\\s*$",
        "\\d{1,3}(?:,\\d{3})*",
        "^(?:\\w+,){3}\\w+$",
        "\"[^\"]*\"",
        "\\bword\\b",
        "^-?\\d+(?:\\.\\d+)?$",
        "[\\]\\\\^-]",
        "[^]",
        "a/b",
        "x{0}y",
        "^[a-z0-9]+(?:-[a-z0-9]+)*$",
        "^(?:[a-z0-9]+\\.)+[a-z]{2,5}$",
        "(?:(?:a,)+;){2,}",
        "^#?([a-f0-9]{6}|[a-f0-9]{3})$",
        "^(?:0x)?(?:[0-9a-f]{40}|[0-9a-f]{64})$",
      })
  void allowsWhatContractsNeed(String pattern) {
    assertEquals(Optional.empty(), Patterns.check(pattern, ""));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '§',
      textBlock =
          """
          (a)\\1             ~ regular expressions cannot refer back to a group here: their work would not be bounded
          (?<a>x)\\k<a>      ~ regular expressions cannot refer back to a group here: their work would not be bounded
          (?=a)b            ~ regular expressions cannot look ahead or behind here: their work would not be bounded
          (?!a)b            ~ regular expressions cannot look ahead or behind here: their work would not be bounded
          (?<=a)b           ~ regular expressions cannot look ahead or behind here: their work would not be bounded
          (?<!a)b           ~ regular expressions cannot look ahead or behind here: their work would not be bounded
          (a+)+$            ~ inside a repetition this regular expression can take the same character in two ways
          ^(\\w+\\s?)*$     ~ inside a repetition this regular expression can take the same character in two ways
          (?:(?:ab?)+,?)*c  ~ inside a repetition this regular expression can take the same character in two ways
          (?:a+,?){2,}      ~ inside a repetition this regular expression can take the same character in two ways
          (.*)*x            ~ a regular expression cannot repeat what may be empty
          (a?){20}          ~ a regular expression cannot repeat what may be empty
          (?:|a)+           ~ a regular expression cannot repeat what may be empty
          (a|a)*$           ~ inside a repetition this regular expression can take the same character in two ways
          (a|aa)+$          ~ inside a repetition this regular expression can take the same character in two ways
          (?:a{1,3})*       ~ inside a repetition this regular expression can take the same character in two ways
          a*a*a*a*b         ~ this regular expression can end its repetitions in too many places
          (a{1,30}){1,30}$  ~ the counts of this regular expression stand for 900 characters, at most 128 are allowed here
          a{999}            ~ the counts of this regular expression stand for 999 characters, at most 48 are allowed here
          ^a{1001}          ~ the counts of this regular expression stand for 1001 characters, at most 1000 are allowed here
          [ab]*a[ab]{9}c    ~ with counts above 5 a regular expression must know at every character how it goes on
          ^([ab]{60}|[ac]{60}|[ad]{60})$ ~ with counts above 5 a regular expression must know at every character how it goes on
          ^([ab]{6}|[ac]{6})*$ ~ inside a repetition this regular expression can take the same character in two ways
          a?a?a?a?a?a?a     ~ this regular expression can take the same character in too many ways
          a*b[ac]{20}       ~ with counts above 5 and * or + a regular expression must begin with ^
          a{2,1}            ~ a count of this regular expression ends before it begins
          a{x}              ~ write \\{ in a regular expression where no count follows
          a)                ~ this regular expression has a ) too many
          (a                ~ this regular expression lacks a )
          [a                ~ this regular expression ends too early
          *a                ~ write \\* in a regular expression for *
          ^*                ~ write \\* in a regular expression for *
          a]                ~ write \\] in a regular expression for ]
          \\q               ~ a regular expression knows no escape \\q
          \\01              ~ a regular expression knows no escape \\0
          \\c               ~ a regular expression knows no escape \\c
          \\p{L}            ~ \\p{…} in a regular expression needs the flag u
          [b-a]             ~ a range in a regular expression goes from one character to a later one
          [\\d-z]           ~ a range in a regular expression goes from one character to a later one
          (?i:a)            ~ this regular expression lacks a :
          \\u{61}           ~ a regular expression knows no escape \\u
          \\x6              ~ an escape of a regular expression needs hex digits
          """)
  void saysWhyNot(String pattern, String reason) {
    assertEquals(Optional.of(reason), Patterns.check(pattern.strip(), ""));
  }

  @Test
  void theFlagsCount() {
    String anchored = "^[^,]*,[0-9]{20}";
    assertEquals(Optional.empty(), Patterns.check(anchored, ""));
    assertTrue(Patterns.check(anchored, "m").isPresent());
    assertEquals(Optional.empty(), Patterns.check("[a-z]{9}[A-Z]", ""));
    assertEquals(Optional.empty(), Patterns.check("(?:a|A)+", ""));
    assertTrue(Patterns.check("(?:a|A)+", "i").isPresent());
    assertEquals(Optional.empty(), Patterns.check("\\p{L}+", "u"));
    assertTrue(Patterns.check("a", "v").isPresent());
    assertTrue(Patterns.check("a".repeat(257), "").isPresent());
  }

  /// Every pattern that passes either runs in the engine's linear mode, or never forks, so that
  /// even a matcher that tries one way after the other takes one step a character; or it has so few
  /// ways, all of them short, that they can be tried one by one.
  @Test
  void whatPassesIsLinear() {
    long seed = 20_260_101;
    RandomGenerator random = new Random(seed);
    int passed = 0;
    int large = 0;
    for (int i = 0; i < 800; i++) {
      String pattern = randomPattern(random, 3);
      String flags = random.nextBoolean() ? "" : "i";
      if (Patterns.check(pattern, flags).isEmpty()) {
        passed++;
        if (!isLinear(pattern, flags)) {
          large++;
          assertTrue(
              neverForks(pattern, flags) || hasFewWays(pattern, flags),
              () -> "seed " + seed + ": " + pattern + " flags " + flags);
        }
      }
    }
    assertTrue(passed > 100 && large > 3, passed + " passed, " + large + " with large counts");
  }

  private static boolean isLinear(String pattern, String flags) {
    Source source =
        Source.newBuilder("regex", "/" + pattern + "/" + flags, "pattern")
            .option("regex.ForceLinearExecution", "true")
            .mimeType("application/tregex")
            .internal(true)
            .build();
    Object compiled = engine.realm().getEnv().parseInternal(source).call();
    return !InteropLibrary.getUncached().isNull(compiled);
  }

  private static boolean neverForks(String pattern, String flags) {
    try {
      PatternNode node = PatternParser.parse(pattern, flags);
      PatternAutomaton automaton = new PatternAutomaton(node);
      return automaton.forksInsideLoop() + automaton.forksAtLoopEnd() + automaton.otherForks() == 0
          && (node.isAnchored() || !automaton.hasLoops());
    } catch (UnfitPatternException e) {
      return fail(e);
    }
  }

  private static boolean hasFewWays(String pattern, String flags) {
    try {
      PatternNode node = PatternParser.parse(pattern, flags);
      PatternAutomaton automaton = new PatternAutomaton(node);
      int lengthMax = node.isAnchored() ? 1_000 : 8 * pattern.length();
      return !automaton.hasLoops()
          && automaton.otherForks() < 10
          && (node.size() << automaton.otherForks()) <= lengthMax;
    } catch (UnfitPatternException e) {
      return fail(e);
    }
  }

  private static String randomPattern(RandomGenerator random, int depth) {
    StringBuilder pattern = new StringBuilder(random.nextInt(4) == 0 ? "^" : "");
    for (int parts = 1 + random.nextInt(4); parts > 0; parts--) {
      pattern.append(
          switch (random.nextInt(depth == 0 ? 5 : 8)) {
            case 0 -> "a";
            case 1 -> "b";
            case 2 -> "[a-c]";
            case 3 -> "[^b]";
            case 4 -> new String[] {"\\d", "\\w", ".", "x", ",", "[k-s]"}[random.nextInt(6)];
            case 5 -> "(?:" + randomPattern(random, depth - 1).replace("^", "") + ")";
            default ->
                "("
                    + randomPattern(random, depth - 1).replace("^", "")
                    + "|"
                    + randomPattern(random, depth - 1).replace("^", "")
                    + ")";
          });
      pattern.append(
          switch (random.nextInt(10)) {
            case 0 -> "*";
            case 1 -> "+";
            case 2 -> "?";
            case 3 -> "{" + random.nextInt(25) + "}";
            case 4 -> "{" + random.nextInt(4) + "," + (4 + random.nextInt(20)) + "}";
            case 5 -> "{" + random.nextInt(8) + ",}";
            default -> "";
          });
    }
    return pattern.toString();
  }

  /// Our sets may hold more than the engine's, never less: a fork must not be overlooked.
  @Test
  void setsHoldWhatTheEngineMatches() throws UnfitPatternException {
    long seed = 20_260_102;
    RandomGenerator random = new Random(seed);
    Value matcher =
        engine.context().eval("js", "(p, f, c) => new RegExp('^(?:' + p + ')$', f).test(c)");
    String[] atoms = {
      "a",
      "K",
      "s",
      "-",
      "\\d",
      "\\W",
      "\\s",
      "\\S",
      "\\w",
      "\\n",
      "\\x41",
      "\\u017f",
      "é",
      "\\0",
      "\\-",
      "\\]",
      "^",
      ".",
      "a-f",
      "A-z",
      "0-\\u00ff",
      "\\b",
      "\\cJ",
    };
    String characters = "aAkKsSzé É09_-].^ \n\r\t\b\0\u2028\u017f\u212a\u00ff\ufeff";
    for (int i = 0; i < 300; i++) {
      StringBuilder text = new StringBuilder(random.nextBoolean() ? "[" : "[^");
      for (int parts = 1 + random.nextInt(3); parts > 0; parts--) {
        text.append(atoms[random.nextInt(atoms.length)]);
      }
      String pattern = random.nextInt(10) == 0 ? "." : text.append("]").toString();
      String flags = new String[] {"", "i", "s", "u", "iu"}[random.nextInt(5)];
      if (Patterns.check(pattern, flags).isPresent()) {
        continue;
      }
      CharacterSet set =
          ((PatternNode.Characters)
                  ((PatternNode.Sequence) PatternParser.parse(pattern, flags)).parts().getFirst())
              .set();
      characters
          .chars()
          .filter(c -> matcher.execute(pattern, flags, Character.toString(c)).asBoolean())
          .forEach(c ->
              assertTrue(
                  set.meets(CharacterSet.of(c, c)),
                  () -> "seed " + seed + ": " + pattern + flags + " matches " + c));
    }
  }
}
