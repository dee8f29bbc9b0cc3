package org.tallystick.machine;

import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.tallystick.bytes.Address;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;
import org.tallystick.bytes.U256;
import org.tallystick.gas.Halt;
import org.tallystick.gas.HaltReason;

/// What a contract asked of its host, and what came of it.
///
/// @param gasLeftBefore of the frame, when it asked
/// @param gasLeft of the frame, when it went on
/// @param heldBytes memory that the transaction holds since, of other frames
record HostExchange(
    Request request, long gasLeftBefore, Outcome outcome, long gasLeft, long heldBytes) {

  /// What was asked. Two are equal where the host could not tell them apart.
  sealed interface Request {
    record Load(Hash slot) implements Request {}

    record Store(Hash slot, U256 value) implements Request {}

    record Emit(List<Hash> topics, Bytes data) implements Request {
      public Emit {
        topics = List.copyOf(topics);
      }
    }

    record BalanceOf(Address account) implements Request {}

    /// @param needsAnswer whether not everything will do that comes back
    record Call(
        Address to, U256 value, Bytes data, OptionalLong gas, boolean isStatic, boolean needsAnswer)
        implements Request {
      static Call of(Host.Call call) {
        return new Call(
            call.to(),
            call.value(),
            call.data(),
            call.gas(),
            call.isStatic(),
            call.answer() != null);
      }
    }

    record Create(Host.Create create) implements Request {}
  }

  /// How the host answered.
  sealed interface Outcome {
    record Done() implements Outcome {}

    record Value(U256 value) implements Outcome {}

    /// @param heard what the caller was shown, to say whether it will do; absent where it was not
    ///   asked
    record Called(Host.CallResult result, @Nullable Bytes heard) implements Outcome {}

    record Created(Host.CreateResult result) implements Outcome {}

    record Halted(HaltReason reason, String detail) implements Outcome {
      static Halted of(Halt halt) {
        return new Halted(halt.reason(), halt.detail());
      }
    }
  }
}
