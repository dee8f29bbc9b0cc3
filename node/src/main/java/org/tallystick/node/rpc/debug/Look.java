package org.tallystick.node.rpc.debug;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.tallystick.execution.TraceEvent;
import org.tallystick.execution.Tracer;
import org.tallystick.json.Json;
import org.tallystick.json.JsonObject;
import org.tallystick.machine.ContractMachine;
import org.tallystick.machine.MachineResult;
import org.tallystick.trace.CallTracer;
import org.tallystick.trace.FourByteTracer;
import org.tallystick.trace.LineTracer;
import org.tallystick.trace.PrestateTracer;

/// One look at one transaction.
///
/// @param tracer that looks
/// @param answer what it saw, once the transaction is settled
/// @param growth by about how many bytes of text an event makes the answer longer, where that is
///   not bounded by the gas it takes
record Look(Tracer tracer, Supplier<Json> answer, ToLongFunction<TraceEvent> growth) {
  /// What a call has in JSON besides its data, about.
  private static final int CALL_TEXT_LENGTH = 400;

  /// What a log has besides its data.
  private static final int LOG_TEXT_LENGTH = 500;

  /// @param machine that runs the transaction
  /// @param logsBefore of the block, before the transaction
  static Look of(TracerKind kind, ContractMachine machine, int logsBefore) {
    return switch (kind) {
      case TracerKind.Calls(boolean onlyTopCall, boolean withLog) -> {
        CallTracer tracer = new CallTracer(onlyTopCall, withLog);
        yield new Look(
            tracer,
            () -> new CallTraceJson(logsBefore).of(tracer.result()),
            onlyTopCall ? _ -> 0 : Look::textLength);
      }
      case TracerKind.Prestate(boolean withCode, boolean withStorage, boolean includesEmpty) -> {
        PrestateTracer tracer = new PrestateTracer();
        PrestateJson json = new PrestateJson(withCode, withStorage);
        yield bounded(
            tracer,
            () -> json.of(includesEmpty ? tracer.result().before() : tracer.result().prestate()));
      }
      case TracerKind.Difference(boolean withCode, boolean withStorage) -> {
        PrestateTracer tracer = new PrestateTracer();
        PrestateJson json = new PrestateJson(withCode, withStorage);
        yield bounded(tracer, () -> json.of(tracer.result().diff()));
      }
      case TracerKind.FourByte() -> {
        FourByteTracer tracer = new FourByteTracer();
        yield bounded(tracer, () -> counts(tracer.result().calls()));
      }
      case TracerKind.Lines() -> {
        LineTracer tracer = new LineTracer(machine.lines().orElseThrow());
        yield bounded(tracer, () -> LineTraceJson.of(tracer.result()));
      }
      case TracerKind.Noop() -> bounded(_ -> {}, () -> JsonObject.EMPTY);
      case TracerKind.Mux(SortedMap<String, TracerKind> parts) -> mux(parts, machine, logsBefore);
    };
  }

  private static Look bounded(Tracer tracer, Supplier<Json> answer) {
    return new Look(tracer, answer, _ -> 0);
  }

  private static Look mux(
      SortedMap<String, TracerKind> parts, ContractMachine machine, int logsBefore) {
    SortedMap<String, Look> looks = new TreeMap<>();
    parts.forEach((name, kind) -> looks.put(name, of(kind, machine, logsBefore)));
    return new Look(
        event -> looks.values().forEach(look -> look.tracer.on(event)),
        () -> {
          JsonObject.Builder answers = Json.object();
          looks.forEach((name, look) -> answers.put(name, look.answer.get()));
          return answers.build();
        },
        event -> looks.values().stream().mapToLong(look -> look.growth.applyAsLong(event)).sum());
  }

  private static Json counts(Map<String, Integer> calls) {
    JsonObject.Builder counts = Json.object();
    calls.forEach((function, count) -> counts.put(function, (long) count));
    return counts.build();
  }

  private static long textLength(TraceEvent event) {
    return switch (event) {
      case TraceEvent.Entered entered -> CALL_TEXT_LENGTH + 2L * entered.input().length();
      case TraceEvent.Refused refused -> CALL_TEXT_LENGTH + 2L * refused.input().length();
      case TraceEvent.Left left -> textLength(left.result());
      case TraceEvent.Logged logged -> LOG_TEXT_LENGTH + 2L * logged.log().data().length();
      case TraceEvent.Begun _,
          TraceEvent.Charged _,
          TraceEvent.AccountTouched _,
          TraceEvent.SlotTouched _,
          TraceEvent.Settled _ ->
          0;
    };
  }

  private static long textLength(MachineResult result) {
    return switch (result) {
      case MachineResult.Returned(var data) -> 2L * data.length();
      // The words of an error are in its data too.
      case MachineResult.Reverted(var data, String message) ->
          3L * data.length() + message.length();
      case MachineResult.Halted(var _, String detail) -> detail.length();
    };
  }
}
