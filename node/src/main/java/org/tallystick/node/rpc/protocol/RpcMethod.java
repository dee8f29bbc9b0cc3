package org.tallystick.node.rpc.protocol;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.tallystick.json.Json;
import org.tallystick.machine.ContractMachine;
import org.tallystick.machine.ContractRunner;

/// A method as it is registered: what it may be given, and what it does.
///
/// @param argumentsMax more are refused
public record RpcMethod(String name, Access access, int argumentsMax, Body body) {

  /// What a method does, and on which threads: never on event loops, which serve all connections.
  /// It may throw [RpcException], and the stage it returns may fail with one.
  public sealed interface Body {
    /// Runs on a worker: it reads the chain, or hands something in.
    record Reading(Function<Arguments, CompletionStage<Json>> answer) implements Body {}

    /// The same, where it matters who asks: over which connection.
    record Conversing(BiFunction<Arguments, Caller, Json> answer) implements Body {}

    /// Runs on a thread with a big stack and a machine: it runs a contract and keeps nothing, so
    /// there is no point to it where nobody waits for the answer any more.
    record Running(BiFunction<Arguments, ContractMachine, Json> answer) implements Body {}

    /// The same on threads of its own, where it takes longer than calls should wait.
    record RunningApart(ContractRunner threads, BiFunction<Arguments, ContractMachine, Json> answer)
        implements Body {}

    /// One that runs a contract with something that stays: it is done whoever waits.
    record RunningAndSubmitting(
        BiFunction<Arguments, ContractMachine, CompletionStage<Json>> answer) implements Body {}
  }

  /// One that reads the chain and answers at once, to anybody.
  public static RpcMethod reading(String name, int argumentsMax, Function<Arguments, Json> answer) {
    return submitting(
        name,
        argumentsMax,
        arguments -> CompletableFuture.completedFuture(answer.apply(arguments)));
  }

  /// One that hands something in and is answered later, for anybody.
  public static RpcMethod submitting(
      String name, int argumentsMax, Function<Arguments, CompletionStage<Json>> answer) {
    return new RpcMethod(name, Access.ANY_PAGE, argumentsMax, new Body.Reading(answer));
  }

  /// One that has to know over which connection it is asked, for anybody.
  public static RpcMethod conversing(
      String name, int argumentsMax, BiFunction<Arguments, Caller, Json> answer) {
    return new RpcMethod(name, Access.ANY_PAGE, argumentsMax, new Body.Conversing(answer));
  }

  /// One that runs a contract and keeps nothing, for anybody.
  public static RpcMethod running(
      String name, int argumentsMax, BiFunction<Arguments, ContractMachine, Json> answer) {
    return new RpcMethod(name, Access.ANY_PAGE, argumentsMax, new Body.Running(answer));
  }

  /// One that runs contracts on threads of its own and keeps nothing, for anybody.
  public static RpcMethod runningApart(
      String name,
      int argumentsMax,
      ContractRunner threads,
      BiFunction<Arguments, ContractMachine, Json> answer) {
    return new RpcMethod(
        name, Access.ANY_PAGE, argumentsMax, new Body.RunningApart(threads, answer));
  }

  /// One that runs a contract, hands something in and is answered later, for anybody.
  public static RpcMethod runningAndSubmitting(
      String name,
      int argumentsMax,
      BiFunction<Arguments, ContractMachine, CompletionStage<Json>> answer) {
    return new RpcMethod(
        name, Access.ANY_PAGE, argumentsMax, new Body.RunningAndSubmitting(answer));
  }

  /// The same method, for trusted pages only.
  public RpcMethod forTrustedPages() {
    return new RpcMethod(name, Access.TRUSTED_PAGES, argumentsMax, body);
  }
}
