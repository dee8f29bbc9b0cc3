package org.tallystick.machine;

import java.util.Optional;

/// Which regular expressions a contract may use: those whose work is bounded by the length of the
/// text times the length of the pattern.
final class Patterns {
  /// UTF-16 units of a pattern.
  static final int LENGTH_MAX = 256;

  private Patterns() {}

  /// Why a pattern may not be used, in words for its author; empty where it may.
  static Optional<String> check(String pattern, String flags) {
    return pattern.length() <= LENGTH_MAX
        ? Optional.empty()
        : Optional.of(tooLong(pattern.length()));
  }

  static String tooLong(int length) {
    return "a regular expression has at most " + LENGTH_MAX + " characters, this has " + length;
  }
}
