package org.tallystick.execution;

import org.tallystick.bytes.Bytes;
import org.tallystick.gas.HaltReason;

/// How an included transaction ended. Each case says what became of its state and its gas.
public sealed interface Outcome {
  /// All gas the sender paid for, refunds taken off.
  long gasUsed();

  /// The contract returned: its writes are kept.
  ///
  /// @param returned ABI-encoded; the code, where the transaction created a contract
  record Success(long gasUsed, Bytes returned) implements Outcome {}

  /// The contract threw: its writes are undone, unspent gas goes back.
  ///
  /// @param reason ABI-encoded error
  /// @param message what people and traces are told; may hold the engine's own words
  record Revert(long gasUsed, Bytes reason, String message) implements Outcome {}

  /// The machine stopped the contract: its writes are undone, all gas is spent.
  ///
  /// @param detail what asked for too much, for people and traces; may be empty
  record Halt(long gasUsed, HaltReason reason, String detail) implements Outcome {}
}
