package org.tallystick.node.rpc.debug;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.tallystick.node.rpc.protocol.Argument;
import org.tallystick.node.rpc.protocol.RpcError;
import org.tallystick.node.rpc.protocol.RpcException;

/// What somebody wants to know of a transaction: one of go-ethereum's tracers, or the one of this
/// house.
sealed interface TracerKind {
  /// The tree of calls.
  record Calls(boolean onlyTopCall, boolean withLog) implements TracerKind {}

  /// Accounts and slots as they were.
  ///
  /// @param includesEmpty also accounts that did not exist
  record Prestate(boolean withCode, boolean withStorage, boolean includesEmpty)
      implements TracerKind {}

  /// What changed, before and after.
  record Difference(boolean withCode, boolean withStorage) implements TracerKind {}

  /// Which functions were called, and how often.
  record FourByte() implements TracerKind {}

  /// The gas of lines of source.
  record Lines() implements TracerKind {}

  /// Nothing: whether it can be traced at all.
  record Noop() implements TracerKind {}

  /// Several at once, by their names.
  record Mux(SortedMap<String, TracerKind> parts) implements TracerKind {}

  String CALLS = "callTracer";
  String PRESTATE = "prestateTracer";
  String FOUR_BYTE = "4byteTracer";
  String LINES = "lineTracer";
  String NOOP = "noopTracer";
  String MUX = "muxTracer";
  List<String> NAMES = List.of(CALLS, PRESTATE, FOUR_BYTE, LINES, NOOP, MUX);

  /// Reads `{tracer, tracerConfig}`. What go-ethereum takes besides is about its own way to trace.
  ///
  /// @throws RpcException where no tracer is named, or one that is not there
  static TracerKind read(Optional<Argument> options) {
    String name =
        options
            .flatMap(all -> all.member("tracer"))
            .map(Argument::text)
            .orElseThrow(TracerKind::noneNamed);
    return named(name, options.flatMap(all -> all.member("tracerConfig")));
  }

  private static TracerKind named(String name, Optional<Argument> config) {
    return switch (name) {
      case CALLS -> new Calls(is(config, "onlyTopCall"), is(config, "withLog"));
      case PRESTATE -> prestate(config);
      case FOUR_BYTE -> new FourByte();
      case LINES -> new Lines();
      case NOOP -> new Noop();
      case MUX -> mux(config);
      default ->
          throw RpcError.server("tracer not found: " + Argument.shorten(name) + wayOut())
              .exception();
    };
  }

  private static TracerKind prestate(Optional<Argument> config) {
    boolean withCode = !is(config, "disableCode");
    boolean withStorage = !is(config, "disableStorage");
    boolean includesEmpty = is(config, "includeEmpty");
    if (!is(config, "diffMode")) {
      return new Prestate(withCode, withStorage, includesEmpty);
    }
    if (includesEmpty) {
      throw RpcError.server("cannot use diffMode with includeEmpty").exception();
    }
    return new Difference(withCode, withStorage);
  }

  private static TracerKind mux(Optional<Argument> config) {
    SortedMap<String, TracerKind> parts = new TreeMap<>();
    for (Map.Entry<String, Argument> part :
        config.map(Argument::members).orElse(Map.of()).entrySet()) {
      if (part.getKey().equals(MUX)) {
        throw part.getValue().fault("a muxTracer holds no other");
      }
      parts.put(
          part.getKey(),
          named(part.getKey(), Optional.of(part.getValue()).filter(one -> !one.isNull())));
    }
    return new Mux(parts);
  }

  private static boolean is(Optional<Argument> config, String name) {
    return config.flatMap(all -> all.member(name)).map(Argument::bool).orElse(false);
  }

  private static RpcException noneNamed() {
    return RpcError.server(
            "no tracer is named, and contracts here have no opcodes to log" + wayOut())
        .exception();
  }

  private static String wayOut() {
    return "; name one as \"tracer\": " + String.join(", ", NAMES);
  }
}
