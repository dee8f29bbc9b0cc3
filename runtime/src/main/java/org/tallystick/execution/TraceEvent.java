package org.tallystick.execution;

import java.util.Optional;
import org.tallystick.bytes.Address;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;
import org.tallystick.bytes.U256;
import org.tallystick.gas.GasMeter;
import org.tallystick.ledger.Log;
import org.tallystick.machine.MachineResult;
import org.tallystick.state.WorldState;

/// Something that happens in a transaction. Every transaction is [Begun] first and [Settled] last;
/// each frame that is [Entered] is [Left], those inside it before it.
public sealed interface TraceEvent {
  /// How a frame was asked for.
  enum FrameKind {
    CALL,
    /// By one who allows it only to read.
    STATICCALL,
    CREATE,
    /// At an address by [EIP-1014](https://eips.ethereum.org/EIPS/eip-1014).
    CREATE2
  }

  /// What a frame pays for its code.
  enum CodeCharge {
    LOAD,
    PARSE,
    DEPOSIT
  }

  /// A transaction begins. Nothing is changed yet.
  ///
  /// @param target whom it calls, or what it is about to create
  /// @param state as it is whenever it is asked, until the transaction is settled
  record Begun(Message message, Address target, Address feeRecipient, WorldState state)
      implements TraceEvent {}

  /// A frame begins. Its money has not moved yet.
  ///
  /// @param to the callee, or the contract to be
  /// @param input data of the call; creation data where a contract is created
  /// @param gas what it may use, to be looked at only; the outermost frame's has paid the intrinsic
  ///   gas already
  record Entered(FrameKind kind, Address from, Address to, U256 valueWei, Bytes input, GasMeter gas)
      implements TraceEvent {}

  /// The frame that was entered last ended, and what it did is undone where it failed.
  ///
  /// @param gas the same as when it was entered, before what is left of it goes back
  record Left(MachineResult result, GasMeter gas) implements TraceEvent {}

  /// A frame was asked for that could not even begin. The one that asked goes on.
  ///
  /// @param to absent where it was to create a contract
  /// @param gasLimit what it would have been lent
  /// @param why in the words of Ethereum's clients
  record Refused(
      FrameKind kind,
      Address from,
      Optional<Address> to,
      U256 valueWei,
      Bytes input,
      long gasLimit,
      String why)
      implements TraceEvent {}

  /// The running frame paid for its code.
  record Charged(CodeCharge charge, long gas) implements TraceEvent {}

  /// The running frame wrote a log.
  record Logged(Log log) implements TraceEvent {}

  /// The outcome depends on the account from here on, or changes it: its balance, nonce or code.
  record AccountTouched(Address account) implements TraceEvent {}

  /// A storage slot is about to be read or written.
  record SlotTouched(Address account, Hash slot) implements TraceEvent {}

  /// A transaction is over and its fees are paid.
  ///
  /// @param gasBeforeRefund what its frames and the intrinsic gas come to
  /// @param refund what came back of it, before the floor is looked at
  record Settled(Outcome outcome, long gasBeforeRefund, long refund) implements TraceEvent {}
}
