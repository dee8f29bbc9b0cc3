package org.tallystick.node.rpc.protocol;

import java.util.List;
import java.util.Optional;
import org.tallystick.json.Json;
import org.tallystick.json.JsonArray;
import org.tallystick.json.JsonBool;
import org.tallystick.json.JsonNull;
import org.tallystick.json.JsonNumber;
import org.tallystick.json.JsonObject;
import org.tallystick.json.JsonText;

/// One request of a document ([JSON-RPC 2.0](https://www.jsonrpc.org/specification), section 4).
sealed interface RpcRequest {
  /// To be answered under its id.
  ///
  /// @param id a string, a number or `null`, exactly as it came
  record Call(Json id, String method, Arguments arguments) implements RpcRequest {}

  /// To be run and not answered, whatever becomes of it.
  record Notification(String method, Arguments arguments) implements RpcRequest {}

  /// Not to be run.
  ///
  /// @param id `null` where it has none that can be sent back
  record Refused(Json id, RpcError error) implements RpcRequest {}

  /// Reads a member of a batch, or what stands alone.
  static RpcRequest read(Json json) {
    if (!(json instanceof JsonObject object)) {
      return refuse(JsonNull.NULL, "invalid request: expected an object, got " + json.kind());
    }
    Optional<Json> id = object.get("id");
    if (id.isPresent() && !isId(id.get())) {
      return refuse(
          JsonNull.NULL,
          "invalid request: the id is a string, a number or null, got " + id.get().kind());
    }
    Json answerTo = id.orElse(JsonNull.NULL);
    if (!object.get("jsonrpc").equals(Optional.of(Json.of("2.0")))) {
      return refuse(answerTo, "invalid request: the member \"jsonrpc\" has to be \"2.0\"");
    }
    if (!(object.get("method").orElse(JsonNull.NULL) instanceof JsonText(String method))) {
      return refuse(answerTo, "invalid request: the member \"method\" has to be a string");
    }
    return switch (object.get("params").orElse(JsonArray.EMPTY)) {
      case JsonArray(List<Json> values) -> accept(id, method, new Arguments(values));
      case JsonNull _ -> accept(id, method, Arguments.NONE);
      case JsonObject _, JsonText _, JsonNumber _, JsonBool _ ->
          new Refused(
              answerTo, RpcError.invalidArguments("non-array args: \"params\" has to be an array"));
    };
  }

  private static RpcRequest accept(Optional<Json> id, String method, Arguments arguments) {
    return id.isPresent()
        ? new Call(id.get(), method, arguments)
        : new Notification(method, arguments);
  }

  private static Refused refuse(Json id, String fault) {
    return new Refused(id, RpcError.invalidRequest(fault));
  }

  private static boolean isId(Json id) {
    return switch (id) {
      case JsonText _, JsonNumber _, JsonNull _ -> true;
      case JsonObject _, JsonArray _, JsonBool _ -> false;
    };
  }
}
