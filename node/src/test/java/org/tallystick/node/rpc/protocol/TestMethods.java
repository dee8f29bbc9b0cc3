package org.tallystick.node.rpc.protocol;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.tallystick.bytes.Bytes;
import org.tallystick.json.Json;
import org.tallystick.json.JsonNull;
import org.tallystick.machine.ContractRunner;
import org.tallystick.node.rpc.ScriptedMachine;
import org.tallystick.node.store.TooFarBackException;

/// Methods that do just what a test of the protocol needs.
public final class TestMethods {
  private TestMethods() {}

  public static RpcMethods all() {
    return RpcMethods.of(
        List.of(
            RpcMethod.reading("test_nothing", 0, _ -> JsonNull.NULL),
            RpcMethod.reading("test_echo", 1, TestMethods::echo),
            RpcMethod.submitting(
                "test_later",
                1,
                arguments -> {
                  CompletableFuture<Json> answer = new CompletableFuture<>();
                  Executor later = CompletableFuture.delayedExecutor(20, TimeUnit.MILLISECONDS);
                  later.execute(() -> answer.complete(echo(arguments)));
                  return answer;
                }),
            RpcMethod.reading(
                "test_revert",
                0,
                _ -> {
                  throw RpcError.reverted("execution reverted", Bytes.of((byte) 1)).exception();
                }),
            RpcMethod.reading(
                "test_fault",
                0,
                _ -> {
                  throw new IllegalStateException("a fault of the node, as this test wants it");
                }),
            RpcMethod.reading(
                "test_tooFarBack",
                0,
                _ -> {
                  throw new TooFarBackException(7, 9);
                }),
            RpcMethod.reading("test_overflow", 0, _ -> Json.of(overflow(1))),
            RpcMethod.reading("test_long", 0, _ -> Json.of("x".repeat(1_000))),
            RpcMethod.reading("test_thread", 0, _ -> Json.of(Thread.currentThread().getName())),
            RpcMethod.running("test_run", 0, (_, _) -> Json.of(Thread.currentThread().getName())),
            RpcMethod.runningApart(
                "test_runApart",
                0,
                on(task -> new Thread(task, "apart-1").start()),
                (_, _) -> Json.of(Thread.currentThread().getName())),
            RpcMethod.reading("test_sign", 0, _ -> Json.of("signed")).forTrustedPages()));
  }

  /// All methods, and one that runs as long as nobody opens the gate.
  public static RpcMethods with(CountDownLatch started, CountDownLatch gate) {
    return RpcMethods.of(
        List.of(RpcMethod.reading("test_nothing", 0, _ -> JsonNull.NULL), gate(started, gate)));
  }

  /// A method that runs as long as nobody opens the gate.
  public static RpcMethod gate(CountDownLatch started, CountDownLatch gate) {
    return RpcMethod.running(
        "test_gate",
        0,
        (_, _) -> {
          started.countDown();
          try {
            return Json.of(gate.await(20, TimeUnit.SECONDS));
          } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return Json.of(false);
          }
        });
  }

  /// Threads for contracts, where no contract runs.
  public static ContractRunner on(Executor threads) {
    return task -> threads.execute(() -> task.accept(new ScriptedMachine()));
  }

  private static Json echo(Arguments arguments) {
    return Json.of(arguments.required(0).text());
  }

  @SuppressWarnings("InfiniteRecursion")
  private static long overflow(long depth) {
    return overflow(depth + 1) + 1;
  }
}
