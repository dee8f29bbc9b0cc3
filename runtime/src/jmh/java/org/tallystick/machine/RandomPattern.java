package org.tallystick.machine;

import java.util.random.RandomGenerator;

/// Regular expressions of random shape over few characters, so that much of them matches.
final class RandomPattern {
  private static final int PARTS_MAX = 6;
  private final RandomGenerator random;

  private RandomPattern(RandomGenerator random) {
    this.random = random;
  }

  /// A literal with its flags. The contract's check refuses many.
  static String literal(RandomGenerator random) {
    RandomPattern pattern = new RandomPattern(random);
    String text = pattern.pick("", "", "^") + pattern.sequence(3) + pattern.pick("", "", "$", "c");
    return "/" + text + "/" + pattern.pick("", "g", "i", "u", "iu", "s", "m", "y", "d");
  }

  private String sequence(int depth) {
    StringBuilder text = new StringBuilder();
    for (int parts = 1 + random.nextInt(PARTS_MAX); parts > 0; parts--) {
      text.append(atom(depth)).append(quantifier());
    }
    return text.toString();
  }

  private String atom(int depth) {
    if (depth > 0 && random.nextInt(4) == 0) {
      String inner = sequence(depth - 1);
      return switch (random.nextInt(4)) {
        case 0 -> "(" + inner + ")";
        case 1 -> "(?:" + inner + "|" + sequence(depth - 1) + ")";
        case 2 -> "(" + inner + "|" + sequence(0) + "|" + sequence(0) + ")";
        default -> "(?:" + inner + ")";
      };
    }
    return pick(
        "a", "a", "b", "c", "1", ".", "\\w", "\\d", "\\s", "\\S", "[ab]", "[^a]", "[^b1]", "[a-z1]",
        "\\b", "€", "k");
  }

  private String quantifier() {
    return pick("", "", "", "", "?", "*", "+", "??", "*?", "+?", "{1,3}", "{2}", "{0,5}", "{3,}");
  }

  private String pick(String... choices) {
    return choices[random.nextInt(choices.length)];
  }
}
