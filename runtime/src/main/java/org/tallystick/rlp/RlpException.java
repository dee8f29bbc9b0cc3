package org.tallystick.rlp;

import java.io.Serial;

/// Says that bytes are not the canonical RLP that was asked for, and at which byte. Whoever reads
/// bytes from outside catches it at the door.
public final class RlpException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  private final int offset;
  private final String fault;

  /// @param offset index of the byte where the faulty item begins
  public RlpException(int offset, String fault) {
    super("RLP at byte " + offset + ": " + fault);
    this.offset = offset;
    this.fault = fault;
  }

  /// Index of the byte where the faulty item begins.
  public int offset() {
    return offset;
  }

  /// What is wrong, without the place.
  public String fault() {
    return fault;
  }
}
