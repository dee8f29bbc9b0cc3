package org.tallystick.node.rpc.debug;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import org.tallystick.abi.RevertData;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;
import org.tallystick.json.Json;
import org.tallystick.json.JsonObject;
import org.tallystick.node.rpc.eth.PanicWords;
import org.tallystick.node.rpc.protocol.Quantity;
import org.tallystick.trace.CallTrace;

/// Calls as go-ethereum's `callTracer` writes them, in its order. `detail` is ours: what people are
/// told of a failure besides.
///
/// @param logsBefore of the block, before the transaction
record CallTraceJson(int logsBefore) {
  JsonObject of(CallTrace call) {
    JsonObject.Builder json =
        Json.object()
            .put("from", call.from().toHex())
            .put("gas", Quantity.of(call.gas()))
            .put("gasUsed", Quantity.of(call.gasUsed()))
            .putIfPresent("to", call.to().map(to -> Json.of(to.toHex())))
            .put("input", call.input().toHex())
            .putIfPresent("output", unlessEmpty(call.output()))
            .putIfPresent("error", call.error().map(Json::of))
            .putIfPresent("revertReason", revertReason(call).map(Json::of))
            .putIfPresent(
                "detail", Optional.of(call.detail()).filter(it -> !it.isEmpty()).map(Json::of));
    if (!call.calls().isEmpty()) {
      json.put("calls", Json.array(call.calls().stream().map(this::of).toList()));
    }
    if (!call.logs().isEmpty()) {
      json.put("logs", Json.array(call.logs().stream().map(this::log).toList()));
    }
    return json.putIfPresent("value", call.valueWei().map(Quantity::of))
        .put("type", call.kind().name())
        .build();
  }

  private static Optional<Json> unlessEmpty(Bytes output) {
    return output.isEmpty() ? Optional.empty() : Optional.of(Json.of(output.toHex()));
  }

  private static Optional<String> revertReason(CallTrace call) {
    Optional<BigInteger> panic =
        call.error().isPresent() ? RevertData.panic(call.output()) : Optional.empty();
    return call.revertReason().or(() -> panic.map(PanicWords::of));
  }

  private JsonObject log(CallTrace.TracedLog traced) {
    List<String> topics = traced.log().topics().stream().map(Hash::toHex).toList();
    return Json.object()
        .put("address", traced.log().address().toHex())
        .put("topics", Json.texts(topics))
        .put("data", traced.log().data().toHex())
        .put("index", Quantity.of(logsBefore + traced.index()))
        .put("position", Quantity.of(traced.position()))
        .build();
  }
}
