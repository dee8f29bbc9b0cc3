package org.tallystick.gas;

/// Why the machine stopped a frame that would not have stopped by itself. All gas of the frame is
/// spent and its writes are undone.
public enum HaltReason {
  /// The gas of the frame is used up.
  OUT_OF_GAS("OutOfGas", "out of gas"),
  /// The transaction asked for more live memory than the protocol allows.
  MEMORY_LIMIT("MemoryLimit", "execution halted: memory limit"),
  /// Too many calls inside one another, of functions or of contracts.
  DEPTH_LIMIT("DepthLimit", "execution halted: depth limit"),
  /// A write, event, value transfer or deployment in a frame that may only read.
  STATIC_VIOLATION("StaticViolation", "execution halted: state change in a view function"),
  /// A contract is to be created where there already is one
  /// ([EIP-684](https://eips.ethereum.org/EIPS/eip-684)).
  ADDRESS_COLLISION("AddressCollision", "execution halted: contract address collision");

  private final String label;
  private final String words;

  HaltReason(String label, String words) {
    this.label = label;
    this.words = words;
  }

  /// One word, as in `tally run`.
  public String label() {
    return label;
  }

  /// The sentence a JSON-RPC client is told.
  public String words() {
    return words;
  }
}
