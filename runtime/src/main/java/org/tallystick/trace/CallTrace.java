package org.tallystick.trace;

import java.util.List;
import java.util.Optional;
import org.tallystick.bytes.Address;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.U256;
import org.tallystick.execution.TraceEvent.FrameKind;
import org.tallystick.ledger.Log;

/// A call with all that it called, as go-ethereum's `callTracer` has it.
///
/// @param to absent where a creation failed
/// @param valueWei absent where the call could carry none
/// @param gas what it was lent; of the outermost the transaction's limit
/// @param gasUsed with the calls inside it; of the outermost the transaction's
/// @param output what was returned, the code of a new contract, or revert data; empty where it was
///   halted
/// @param error in the words of Ethereum's clients; absent where it returned
/// @param revertReason the words of an `Error`, where the output is one
/// @param detail what people are told besides, such as the place in the source; may be empty
/// @param logs that it wrote itself and that were kept
public record CallTrace(
    FrameKind kind,
    Address from,
    Optional<Address> to,
    Optional<U256> valueWei,
    long gas,
    long gasUsed,
    Bytes input,
    Bytes output,
    Optional<String> error,
    Optional<String> revertReason,
    String detail,
    List<TracedLog> logs,
    List<CallTrace> calls) {
  public CallTrace {
    logs = List.copyOf(logs);
    calls = List.copyOf(calls);
  }

  /// @param position how many calls were made before it by who wrote it
  /// @param index how many logs of the transaction were kept before it
  public record TracedLog(Log log, int position, int index) {}

  /// The same with the gas of the transaction.
  CallTrace withGas(long nextGas, long nextGasUsed) {
    return new CallTrace(
        kind,
        from,
        to,
        valueWei,
        nextGas,
        nextGasUsed,
        input,
        output,
        error,
        revertReason,
        detail,
        logs,
        calls);
  }

  /// The same without logs, in the calls inside it too.
  CallTrace withoutLogs() {
    return new CallTrace(
        kind,
        from,
        to,
        valueWei,
        gas,
        gasUsed,
        input,
        output,
        error,
        revertReason,
        detail,
        List.of(),
        calls.stream().map(CallTrace::withoutLogs).toList());
  }
}
