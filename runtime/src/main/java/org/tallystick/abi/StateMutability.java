package org.tallystick.abi;

/// What a function may do with the state and with coins sent along.
public enum StateMutability {
  /// Reads nothing, writes nothing.
  PURE("pure"),
  /// Reads, writes nothing.
  VIEW("view"),
  /// Writes; refuses coins.
  NONPAYABLE("nonpayable"),
  /// Writes and takes coins.
  PAYABLE("payable");

  private final String label;

  StateMutability(String label) {
    this.label = label;
  }

  /// The word of the JSON ABI.
  public String label() {
    return label;
  }

  /// Whether a call may only read.
  public boolean isStatic() {
    return this == PURE || this == VIEW;
  }

  public boolean isPayable() {
    return this == PAYABLE;
  }
}
