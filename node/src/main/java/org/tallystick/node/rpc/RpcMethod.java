package org.tallystick.node.rpc;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.tallystick.json.Json;

/// A method as it is registered: what it may be given and where it runs.
///
/// @param argumentsMax more are refused
/// @param body may throw [RpcException]; the stage it returns may fail with one
record RpcMethod(
    String name,
    Access access,
    Lane lane,
    int argumentsMax,
    Function<Arguments, CompletionStage<Json>> body) {

  /// One that reads the chain and answers at once, to anybody.
  static RpcMethod reading(String name, int argumentsMax, Function<Arguments, Json> body) {
    return new RpcMethod(name, Access.ANY_PAGE, Lane.READING, argumentsMax, atOnce(body));
  }

  /// One that runs a contract, for anybody, and keeps nothing.
  static RpcMethod running(String name, int argumentsMax, Function<Arguments, Json> body) {
    return new RpcMethod(name, Access.ANY_PAGE, Lane.RUNNING, argumentsMax, atOnce(body));
  }

  /// One that hands something in and is answered later.
  static RpcMethod submitting(
      String name, int argumentsMax, Function<Arguments, CompletionStage<Json>> body) {
    return new RpcMethod(name, Access.ANY_PAGE, Lane.READING, argumentsMax, body);
  }

  /// The same method, for trusted pages only.
  RpcMethod forTrustedPages() {
    return new RpcMethod(name, Access.TRUSTED_PAGES, lane, argumentsMax, body);
  }

  /// The same method under another name.
  RpcMethod named(String other) {
    return new RpcMethod(other, access, lane, argumentsMax, body);
  }

  private static Function<Arguments, CompletionStage<Json>> atOnce(Function<Arguments, Json> body) {
    return arguments -> CompletableFuture.completedFuture(body.apply(arguments));
  }
}
