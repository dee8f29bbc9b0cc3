package org.tallystick.node.rpc.protocol;

import java.util.Optional;
import org.tallystick.bytes.Bytes;
import org.tallystick.json.Json;
import org.tallystick.json.JsonObject;

/// Why a caller did not get what it asked for ([JSON-RPC
/// 2.0](https://www.jsonrpc.org/specification), section 5.1).
///
/// Clients tell the cases apart by code and by how the message begins, so both are go-ethereum's
/// wherever it has the case.
///
/// @param message one sentence that names what, where and the way out
/// @param data what a program can read, as the bytes of a revert
public record RpcError(int code, String message, Optional<Json> data) {
  /// Not JSON.
  public static final int PARSE_ERROR = -32700;

  /// JSON, but not a request.
  public static final int INVALID_REQUEST = -32600;

  /// No such method here.
  public static final int METHOD_NOT_FOUND = -32601;

  /// Arguments that the method does not take.
  public static final int INVALID_ARGUMENTS = -32602;

  /// A fault of this node.
  public static final int INTERNAL_ERROR = -32603;

  /// Whatever has no code of its own: what a pool refuses, a call that was halted.
  public static final int SERVER_ERROR = -32000;

  /// The answers of a batch grew past their limit; go-ethereum's code for it.
  public static final int REPLY_TOO_LARGE = -32003;

  /// More was asked for than is given at once
  /// ([EIP-1474](https://eips.ethereum.org/EIPS/eip-1474)).
  public static final int LIMIT_EXCEEDED = -32005;

  /// A contract's refusal; go-ethereum's code for it, by which clients look for its data.
  public static final int REVERTED = 3;

  /// Not for this page ([EIP-1193](https://eips.ethereum.org/EIPS/eip-1193)).
  public static final int UNAUTHORIZED = 4100;

  public static RpcError of(int code, String message) {
    return new RpcError(code, message, Optional.empty());
  }

  public static RpcError parseError(String fault) {
    return of(PARSE_ERROR, "parse error: " + fault);
  }

  public static RpcError invalidRequest(String fault) {
    return of(INVALID_REQUEST, fault);
  }

  public static RpcError methodNotFound(String method) {
    return of(METHOD_NOT_FOUND, "the method " + method + " does not exist/is not available");
  }

  public static RpcError invalidArguments(String fault) {
    return of(INVALID_ARGUMENTS, fault);
  }

  /// Told to who asks over a connection that ends with the answer.
  public static RpcError notificationsNotSupported() {
    return of(METHOD_NOT_FOUND, "notifications not supported");
  }

  public static RpcError server(String fault) {
    return of(SERVER_ERROR, fault);
  }

  public static RpcError limitExceeded(String fault) {
    return of(LIMIT_EXCEEDED, fault);
  }

  /// @param data of the revert, as the contract gave it
  public static RpcError reverted(String message, Bytes data) {
    return new RpcError(REVERTED, message, Optional.of(Json.of(data.toHex())));
  }

  /// An exception that carries this error to the door of the room.
  public RpcException exception() {
    return new RpcException(this);
  }

  public JsonObject toJson() {
    return Json.object()
        .put("code", code)
        .put("message", message)
        .putIfPresent("data", data)
        .build();
  }
}
