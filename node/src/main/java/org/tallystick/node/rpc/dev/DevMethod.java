package org.tallystick.node.rpc.dev;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.tallystick.json.Json;
import org.tallystick.json.JsonNull;
import org.tallystick.node.consensus.local.DevRefusalException;
import org.tallystick.node.rpc.protocol.Arguments;
import org.tallystick.node.rpc.protocol.RpcError;
import org.tallystick.node.rpc.protocol.RpcMethod;

/// How a method is registered that only a development chain has: for trusted pages, under the names
/// that its users' tools have for it, and answered in the form that each tool expects.
///
/// All of them wait for the block that is being made, and one may make thousands. So none runs on a
/// worker, where a few would hold up everybody who only reads: each has a thread of its own.
final class DevMethod {
  private static final String ANVIL = "anvil_";
  private static final String HARDHAT = "hardhat_";

  /// Ganache itself says `evm_`; viem makes these of its mode.
  private static final String GANACHE = "ganache_";

  private static final Executor THREADS = task -> Thread.ofVirtual().name("rpc-dev").start(task);

  private DevMethod() {}

  /// One that changes something, under all prefixes. Anvil answers `null`, the others `true`.
  static Stream<RpcMethod> changing(String action, int argumentsMax, Consumer<Arguments> change) {
    return Stream.of(
        changing(ANVIL + action, argumentsMax, JsonNull.NULL, change),
        changing(HARDHAT + action, argumentsMax, Json.of(true), change),
        changing(GANACHE + action, argumentsMax, Json.of(true), change));
  }

  /// One with the same answer under all prefixes.
  static Stream<RpcMethod> asking(
      String action, int argumentsMax, Function<Arguments, Json> answer) {
    return Stream.of(ANVIL, HARDHAT, GANACHE)
        .map(prefix -> named(prefix + action, argumentsMax, answer));
  }

  /// One that all tools have as `evm_`, and Anvil under its own prefix as well.
  static Stream<RpcMethod> evm(String action, int argumentsMax, Function<Arguments, Json> answer) {
    return Stream.of("evm_", ANVIL).map(prefix -> named(prefix + action, argumentsMax, answer));
  }

  /// One that changes something, with one name and one answer.
  static RpcMethod changing(String name, int argumentsMax, Json done, Consumer<Arguments> change) {
    return named(
        name,
        argumentsMax,
        arguments -> {
          change.accept(arguments);
          return done;
        });
  }

  static RpcMethod named(String name, int argumentsMax, Function<Arguments, Json> answer) {
    return RpcMethod.submitting(
            name,
            argumentsMax,
            arguments ->
                CompletableFuture.supplyAsync(
                    () -> orRefuse(() -> answer.apply(arguments)), THREADS))
        .forTrustedPages();
  }

  /// Does what may be refused, and refuses in the words of JSON-RPC.
  static <T> T orRefuse(Supplier<T> work) {
    try {
      return work.get();
    } catch (DevRefusalException refusal) {
      throw RpcError.server(refusal.words()).exception();
    }
  }
}
