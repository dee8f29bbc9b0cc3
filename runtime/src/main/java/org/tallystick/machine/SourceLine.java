package org.tallystick.machine;

import com.oracle.truffle.api.source.SourceSection;

/// A statement or the head of a function, by the line of source that it begins on.
///
/// @param file its path in the code
/// @param line counted from 1
/// @param column counted from 1, in UTF-16 units
/// @param text of the line, without its end; of a line that is longer than people write, what
///   stands from the column on
public record SourceLine(String file, int line, int column, String text) {
  /// A bundle may be one line, and each of its statements has a text of its own.
  static final int TEXT_LENGTH_MAX = 200;

  static SourceLine of(SourceSection section) {
    int line = section.getStartLine();
    int column = section.getStartColumn();
    return new SourceLine(
        section.getSource().getName(),
        line,
        column,
        text(section.getSource().getCharacters(line), column - 1));
  }

  private static String text(CharSequence line, int from) {
    if (line.length() <= TEXT_LENGTH_MAX) {
      return line.toString();
    }
    int to = Math.min(line.length(), from + TEXT_LENGTH_MAX);
    boolean splits = to < line.length() && Character.isHighSurrogate(line.charAt(to - 1));
    return line.subSequence(from, splits ? to - 1 : to).toString();
  }
}
