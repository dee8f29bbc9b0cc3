package org.tallystick.machine;

import org.tallystick.bytes.Bytes;
import org.tallystick.gas.HaltReason;

/// How a run in the machine ended. The gas it used is in the meter it was given.
public sealed interface MachineResult {
  /// The contract returned.
  ///
  /// @param data ABI-encoded
  record Returned(Bytes data) implements MachineResult {}

  /// The contract threw, or the call did not fit its abi.
  ///
  /// @param data ABI-encoded error
  /// @param message what people and traces are told; may hold the engine's own words, so it never
  ///   reaches a contract or a receipt
  record Reverted(Bytes data, String message) implements MachineResult {}

  /// The machine stopped the contract; the meter is empty.
  ///
  /// @param detail what asked for too much, for people and traces; may be empty
  record Halted(HaltReason reason, String detail) implements MachineResult {}
}
