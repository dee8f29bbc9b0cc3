package org.tallystick.abi;

/// A text of declarations cannot be read.
@SuppressWarnings("serial") // It never leaves the JVM.
public final class AbiTextException extends AbiException {
  private final int line;
  private final int column;
  private final String fault;

  /// @param line 1 for the first
  /// @param column 1 for the first character of the line
  /// @param fault what is wrong and the way out
  AbiTextException(int line, int column, String fault) {
    super("line " + line + ", column " + column + ": " + fault);
    this.line = line;
    this.column = column;
    this.fault = fault;
  }

  /// The line of the text, 1 for the first.
  public int line() {
    return line;
  }

  /// The character of the line, 1 for the first.
  public int column() {
    return column;
  }

  /// What is wrong and the way out, without the place.
  public String fault() {
    return fault;
  }
}
