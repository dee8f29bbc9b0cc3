package org.tallystick.machine;

/// A value of a contract that does not fit where it is to go. It becomes an error that the contract
/// can catch: Panic(0x11) where a number is out of range, a TypeError otherwise.
@SuppressWarnings("serial") // It never leaves the machine.
final class Refusal extends RuntimeException {
  private final boolean outOfRange;

  private Refusal(String message, boolean outOfRange) {
    super(message, null, false, false);
    this.outOfRange = outOfRange;
  }

  /// A number that does not fit its type.
  static Refusal range(String message) {
    return new Refusal(message, true);
  }

  /// A value of the wrong kind.
  static Refusal type(String message) {
    return new Refusal(message, false);
  }

  boolean isOutOfRange() {
    return outOfRange;
  }

  String text() {
    return String.valueOf(getMessage());
  }
}
