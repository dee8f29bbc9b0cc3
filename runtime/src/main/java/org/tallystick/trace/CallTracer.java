package org.tallystick.trace;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tallystick.abi.RevertData;
import org.tallystick.bytes.Address;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.U256;
import org.tallystick.execution.TraceEvent;
import org.tallystick.execution.TraceEvent.FrameKind;
import org.tallystick.execution.Tracer;
import org.tallystick.ledger.Log;
import org.tallystick.machine.MachineResult;

/// Makes a tree of the calls of one transaction.
public final class CallTracer implements Tracer {
  private final boolean onlyTopCall;
  private final boolean withLogs;

  /// The frames that run, the innermost first.
  private final Deque<Open> open = new ArrayDeque<>();

  /// Logs so far, without those of frames that failed.
  private int logCount;

  private long gasLimit;
  private @Nullable CallTrace root;

  /// @param onlyTopCall leaves out the calls inside
  /// @param withLogs keeps logs too
  public CallTracer(boolean onlyTopCall, boolean withLogs) {
    this.onlyTopCall = onlyTopCall;
    this.withLogs = withLogs;
  }

  /// A frame that runs, and what it did so far.
  ///
  /// @param logsBefore of the transaction, before the frame
  private record Open(
      TraceEvent.Entered entered,
      int logsBefore,
      List<CallTrace.TracedLog> logs,
      List<CallTrace> calls) {}

  /// How a frame ended, in words for clients and for people.
  private record End(
      Bytes output, Optional<String> error, Optional<String> revertReason, String detail) {}

  /// @throws IllegalStateException where no transaction was traced to its end
  public CallTrace result() {
    if (root == null || !open.isEmpty()) {
      throw new IllegalStateException("no transaction was traced to its end");
    }
    return root;
  }

  @Override
  public void on(TraceEvent event) {
    switch (event) {
      case TraceEvent.Begun begun -> gasLimit = begun.message().gasLimit();
      case TraceEvent.Entered entered ->
          open.push(new Open(entered, logCount, new ArrayList<>(), new ArrayList<>()));
      case TraceEvent.Left left -> leave(left);
      case TraceEvent.Refused refused -> add(refused(refused));
      case TraceEvent.Logged logged -> log(logged.log());
      case TraceEvent.Settled settled ->
          root = result().withGas(gasLimit, settled.outcome().gasUsed());
      case TraceEvent.Charged _, TraceEvent.AccountTouched _, TraceEvent.SlotTouched _ -> {}
    }
  }

  private void log(Log log) {
    Open writer = open.element();
    if (withLogs) {
      writer.logs.add(new CallTrace.TracedLog(log, writer.calls.size(), logCount));
    }
    logCount++;
  }

  private void leave(TraceEvent.Left left) {
    Open frame = open.pop();
    CallTrace call = closed(frame, left);
    if (call.error().isPresent()) {
      logCount = frame.logsBefore;
    }
    if (open.isEmpty()) {
      root = call;
    } else {
      add(call);
    }
  }

  private void add(CallTrace call) {
    if (!onlyTopCall) {
      open.element().calls.add(call);
    }
  }

  private static CallTrace closed(Open frame, TraceEvent.Left left) {
    TraceEvent.Entered entered = frame.entered;
    End end = end(left.result());
    boolean failed = end.error.isPresent();
    CallTrace call =
        new CallTrace(
            entered.kind(),
            entered.from(),
            failed && creates(entered.kind()) ? Optional.empty() : Optional.of(entered.to()),
            value(entered.kind(), entered.valueWei()),
            left.gas().limit(),
            left.gas().used(),
            entered.input(),
            end.output,
            end.error,
            end.revertReason,
            end.detail,
            frame.logs,
            frame.calls);
    return failed ? call.withoutLogs() : call;
  }

  private static End end(MachineResult result) {
    return switch (result) {
      case MachineResult.Returned(Bytes data) ->
          new End(data, Optional.empty(), Optional.empty(), "");
      case MachineResult.Reverted(Bytes data, String message) ->
          new End(data, Optional.of("execution reverted"), RevertData.error(data), message);
      case MachineResult.Halted(var reason, String detail) ->
          new End(Bytes.EMPTY, Optional.of(reason.words()), Optional.empty(), detail);
    };
  }

  private static CallTrace refused(TraceEvent.Refused refused) {
    Optional<Address> to = refused.to();
    return new CallTrace(
        refused.kind(),
        refused.from(),
        to,
        value(refused.kind(), refused.valueWei()),
        refused.gasLimit(),
        0,
        refused.input(),
        Bytes.EMPTY,
        Optional.of(refused.why()),
        Optional.empty(),
        "",
        List.of(),
        List.of());
  }

  private static Optional<U256> value(FrameKind kind, U256 wei) {
    return kind == FrameKind.STATICCALL ? Optional.empty() : Optional.of(wei);
  }

  private static boolean creates(FrameKind kind) {
    return switch (kind) {
      case CALL, STATICCALL -> false;
      case CREATE, CREATE2 -> true;
    };
  }
}
