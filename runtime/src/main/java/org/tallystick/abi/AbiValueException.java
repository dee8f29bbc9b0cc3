package org.tallystick.abi;

/// A value does not fit the type it is to be encoded as.
@SuppressWarnings("serial") // It never leaves the JVM.
public final class AbiValueException extends AbiException {
  private final String path;
  private final String fault;
  private final boolean isOutOfRange;

  private AbiValueException(String path, String fault, boolean isOutOfRange) {
    super(message(path, fault));
    this.path = path;
    this.fault = fault;
    this.isOutOfRange = isOutOfRange;
  }

  static AbiValueException wrongKind(String fault) {
    return new AbiValueException("", fault, false);
  }

  static AbiValueException outOfRange(String fault) {
    return new AbiValueException("", fault, true);
  }

  AbiValueException inside(String step) {
    return new AbiValueException(join(step, path), fault, isOutOfRange);
  }

  /// Which value: `labels[2]`, `poll.title`; empty where there is but one.
  public String path() {
    return path;
  }

  /// Whether an integer lies outside its type: what Solidity calls `Panic(0x11)`.
  public boolean isOutOfRange() {
    return isOutOfRange;
  }
}
