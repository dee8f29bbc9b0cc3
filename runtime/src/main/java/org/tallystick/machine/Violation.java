package org.tallystick.machine;

import java.util.List;
import java.util.stream.Collectors;

/// One thing a source file may not do.
///
/// @param path of the file within its bundle
/// @param line counted from 1
/// @param column counted from 1
/// @param message what is wrong and the way out, for the author
public record Violation(String path, int line, int column, String message) {
  /// As the author reads it: `coin.js:12:17 Date differs between nodes. …`
  @Override
  public String toString() {
    return path + ":" + line + ":" + column + " " + message;
  }

  /// All of them, one a line.
  public static String lines(List<Violation> violations) {
    return violations.stream().map(Violation::toString).collect(Collectors.joining("\n"));
  }
}
