package org.tallystick.machine;

/// A regular expression that a contract may not use. Stays within this room.
final class UnfitPatternException extends Exception {
  private static final long serialVersionUID = 1L;

  UnfitPatternException(String reason) {
    super(reason, null, false, false);
  }

  /// Why, in words for the author.
  String reason() {
    return String.valueOf(getMessage());
  }
}
