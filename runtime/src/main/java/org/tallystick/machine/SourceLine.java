package org.tallystick.machine;

import com.oracle.truffle.api.source.SourceSection;

/// A statement or the head of a function, by the line of source that it begins on.
///
/// @param file its path in the code
/// @param line counted from 1
/// @param column counted from 1, in UTF-16 units
/// @param text of the whole line, without its end
public record SourceLine(String file, int line, int column, String text) {
  static SourceLine of(SourceSection section) {
    int line = section.getStartLine();
    return new SourceLine(
        section.getSource().getName(),
        line,
        section.getStartColumn(),
        section.getSource().getCharacters(line).toString());
  }
}
