package org.tallystick.abi;

/// Some bytes are not an encoding of the types they are decoded as.
@SuppressWarnings("serial") // It never leaves the JVM.
public final class AbiDataException extends AbiException {
  private final String path;
  private final String fault;

  private AbiDataException(String path, String fault) {
    super(message(path, fault));
    this.path = path;
    this.fault = fault;
  }

  AbiDataException(String fault) {
    this("", fault);
  }

  AbiDataException inside(String step) {
    return new AbiDataException(join(step, path), fault);
  }

  /// Which value: `labels[2]`, `poll.title`; empty where it is the data as a whole.
  public String path() {
    return path;
  }
}
