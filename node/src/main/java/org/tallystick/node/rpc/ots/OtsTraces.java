package org.tallystick.node.rpc.ots;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.tallystick.json.Json;
import org.tallystick.json.JsonNull;
import org.tallystick.json.JsonObject;
import org.tallystick.json.JsonView;
import org.tallystick.machine.ContractMachine;
import org.tallystick.node.rpc.debug.Replays;
import org.tallystick.node.rpc.eth.NodeView;
import org.tallystick.node.rpc.protocol.Arguments;
import org.tallystick.node.rpc.protocol.RpcMethod;

/// What Otterscan shows of the inside of a transaction. It is read out of the tree of calls.
final class OtsTraces {
  /// Kinds of operations, by the numbers that Otterscan gives them.
  private static final int TRANSFER = 0;

  private static final int CREATION = 2;

  private static final Json NOTHING = Json.of("0x");

  private final NodeView node;
  private final Replays replays;

  private OtsTraces(NodeView node) {
    this.node = node;
    this.replays = new Replays(node);
  }

  static List<RpcMethod> of(NodeView node) {
    OtsTraces traces = new OtsTraces(node);
    return List.of(
        traces.method("ots_traceTransaction", OtsTraces::all),
        traces.method("ots_getInternalOperations", OtsTraces::internalOperations),
        traces.method("ots_getTransactionError", OtsTraces::error));
  }

  /// One that is asked about a transaction, and answers `null` where there is no such.
  private RpcMethod method(String name, Function<JsonView, Json> answer) {
    BiFunction<Arguments, ContractMachine, Json> traced =
        (arguments, machine) ->
            replays
                .calls(arguments.required(0).hash(), machine)
                .map(root -> answer.apply(root.view()))
                .orElse(JsonNull.NULL);
    return RpcMethod.runningApart(name, 1, node.tracers(), traced);
  }

  /// All calls in the order in which they began, each with its depth.
  private static Json all(JsonView root) {
    List<JsonObject> calls = new ArrayList<>();
    addAll(root, 0, calls);
    return Json.array(calls);
  }

  private static void addAll(JsonView call, int depth, List<JsonObject> calls) {
    calls.add(
        Json.object()
            .put("type", call.member("type").text())
            .put("depth", depth)
            .put("from", call.member("from").text())
            .put("to", textOf(call, "to"))
            .put("value", textOf(call, "value"))
            .put("input", call.member("input").text())
            .put("output", output(call))
            .build());
    inside(call).forEach(inner -> addAll(inner, depth + 1, calls));
  }

  /// Money that contracts moved and contracts that they created; those of calls that failed never
  /// happened.
  private static Json internalOperations(JsonView root) {
    List<JsonObject> operations = new ArrayList<>();
    if (root.optional("error").isEmpty()) {
      inside(root).forEach(inner -> addOperations(inner, operations));
    }
    return Json.array(operations);
  }

  private static void addOperations(JsonView call, List<JsonObject> operations) {
    if (call.optional("error").isPresent()) {
      return;
    }
    boolean isCreation = call.member("type").text().startsWith("CREATE");
    String valueWei = call.optional("value").map(JsonView::text).orElse("0x0");
    if (isCreation || !valueWei.equals("0x0")) {
      operations.add(
          Json.object()
              .put("type", isCreation ? CREATION : TRANSFER)
              .put("from", call.member("from").text())
              .put("to", textOf(call, "to"))
              .put("value", valueWei)
              .build());
    }
    inside(call).forEach(inner -> addOperations(inner, operations));
  }

  /// What a transaction that failed gave back; `0x` where it succeeded, or was halted.
  private static Json error(JsonView root) {
    return root.optional("error").isPresent() ? output(root) : NOTHING;
  }

  private static Json output(JsonView call) {
    return call.optional("output").<Json>map(output -> Json.of(output.text())).orElse(NOTHING);
  }

  private static Json textOf(JsonView call, String name) {
    return call.optional(name).<Json>map(text -> Json.of(text.text())).orElse(JsonNull.NULL);
  }

  private static List<JsonView> inside(JsonView call) {
    return call.optional("calls").map(JsonView::elements).orElse(List.of());
  }
}
