package org.tallystick.node.rpc.protocol;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.tallystick.json.Json;
import org.tallystick.json.JsonArray;
import org.tallystick.json.JsonException;
import org.tallystick.json.JsonLimits;
import org.tallystick.json.JsonNull;
import org.tallystick.machine.ContractMachine;
import org.tallystick.machine.ContractRunner;
import org.tallystick.node.store.DiskFullException;
import org.tallystick.node.store.TooFarBackException;

/// Turns the text of a request into the text of its answer, by the rules of [JSON-RPC
/// 2.0](https://www.jsonrpc.org/specification). It knows nothing of HTTP.
///
/// Each call runs on the threads its method belongs to. The calls of a batch run one after another,
/// with others in between, so a large batch does not keep them waiting.
public final class RpcDispatcher {
  private static final Logger LOG = System.getLogger(RpcDispatcher.class.getName());

  /// Arguments are a few levels deep; only typed data of EIP-712 goes further.
  private static final int DEPTH_MAX = 100;

  /// Enough for a full batch, or for a state override with tens of thousands of slots.
  private static final int VALUES_MAX = 200_000;

  private static final int NUMBER_LENGTH_MAX = 100;

  /// A document of so many bytes is read by the thread that brings it, which may serve other
  /// connections: it takes less time than another thread takes to wake up.
  private static final int BYTES_READ_AT_ONCE = 16_384;

  private final RpcMethods methods;
  private final Budget budget;
  private final Executor workers;
  private final ContractRunner contracts;
  private final JsonLimits jsonLimits;
  private final int batchItemsMax;
  private final int batchReplyBytesMax;

  public RpcDispatcher(
      RpcMethods methods,
      DocumentLimits limits,
      Budget budget,
      Executor workers,
      ContractRunner contracts) {
    this.methods = methods;
    this.budget = budget;
    this.workers = task -> workers.execute(() -> RpcWorker.turn(task));
    this.contracts = contracts;
    this.jsonLimits =
        new JsonLimits(
            limits.bytesMax(), DEPTH_MAX, VALUES_MAX, limits.bytesMax(), NUMBER_LENGTH_MAX);
    this.batchItemsMax = limits.batchItemsMax();
    this.batchReplyBytesMax = limits.batchReplyBytesMax();
  }

  /// Answers a document; no answer where it holds nothing but notifications. The stage never fails
  /// because of what the document says.
  ///
  /// @throws RejectedExecutionException where too much waits already
  public CompletionStage<Optional<byte[]>> answer(byte[] document, Caller caller) {
    if (document.length <= BYTES_READ_AT_ONCE) {
      return read(document, caller).thenApply(RpcDispatcher::encode);
    }
    CompletableFuture<Optional<byte[]>> answer = new CompletableFuture<>();
    workers.execute(() -> {
      try {
        read(document, caller)
            .whenComplete((text, fault) -> {
              if (fault == null) {
                answer.complete(encode(text));
              } else {
                answer.completeExceptionally(fault);
              }
            });
      } catch (Throwable fault) {
        answer.completeExceptionally(fault);
      }
    });
    return answer;
  }

  private static Optional<byte[]> encode(Optional<String> text) {
    return text.map(all -> all.getBytes(StandardCharsets.UTF_8));
  }

  private CompletionStage<Optional<String>> read(byte[] document, Caller caller) {
    Json json;
    try {
      json = Json.parse(document, jsonLimits);
    } catch (JsonException fault) {
      return refuse(RpcError.parseError(String.valueOf(fault.getMessage())));
    }
    if (!(json instanceof JsonArray(List<Json> items))) {
      return answerOne(RpcRequest.read(json), caller);
    }
    if (items.isEmpty()) {
      return refuse(RpcError.invalidRequest("empty batch"));
    }
    if (items.size() > batchItemsMax) {
      return refuse(
          RpcError.invalidRequest(
              "batch too large: "
                  + items.size()
                  + " requests, at most "
                  + batchItemsMax
                  + " are taken"));
    }
    BatchRun run = new BatchRun(items, caller);
    run.next();
    return run.answer;
  }

  private static CompletionStage<Optional<String>> refuse(RpcError error) {
    return CompletableFuture.completedFuture(Optional.of(failure(JsonNull.NULL, error)));
  }

  private CompletionStage<Optional<String>> answerOne(RpcRequest request, Caller caller) {
    return switch (request) {
      case RpcRequest.Refused(Json id, RpcError error) ->
          CompletableFuture.completedFuture(Optional.of(failure(id, error)));
      case RpcRequest.Notification(String method, Arguments arguments) ->
          run(method, arguments, caller)
              .handle((_, fault) -> {
                if (fault != null) {
                  toError(method, fault);
                }
                return Optional.empty();
              });
      case RpcRequest.Call(Json id, String method, Arguments arguments) ->
          run(method, arguments, caller)
              .handle((result, fault) ->
                  Optional.of(
                      fault == null ? success(id, result) : failure(id, toError(method, fault))));
    };
  }

  /// Runs the method on its threads. The stage fails with [RpcException], or with a fault of this
  /// node.
  private CompletionStage<Json> run(String name, Arguments arguments, Caller caller) {
    Optional<RpcMethod> found = methods.find(name);
    if (found.isEmpty()) {
      return fail(RpcError.methodNotFound(Argument.shorten(name)));
    }
    RpcMethod method = found.get();
    Optional<RpcError> refusal = caller.refusal(method);
    if (refusal.isPresent()) {
      return fail(refusal.get());
    }
    if (arguments.count() > method.argumentsMax()) {
      return fail(
          RpcError.invalidArguments("too many arguments, want at most " + method.argumentsMax()));
    }
    try {
      return switch (method.body()) {
        case RpcMethod.Body.Reading(Function<Arguments, CompletionStage<Json>> answer) ->
            onWorker(() -> answer.apply(arguments)).thenCompose(stage -> stage);
        case RpcMethod.Body.Conversing(BiFunction<Arguments, Caller, Json> answer) ->
            onWorker(() -> answer.apply(arguments, caller));
        case RpcMethod.Body.Running(BiFunction<Arguments, ContractMachine, Json> answer) ->
            runFor(caller, contracts, machine -> answer.apply(arguments, machine));
        case RpcMethod.Body.RunningApart(
                ContractRunner threads,
                BiFunction<Arguments, ContractMachine, Json> answer) ->
            runFor(caller, threads, machine -> answer.apply(arguments, machine));
        case RpcMethod.Body.RunningAndSubmitting(
                BiFunction<Arguments, ContractMachine, CompletionStage<Json>> answer) ->
            run(contracts, machine -> answer.apply(arguments, machine));
      };
    } catch (RejectedExecutionException full) {
      return fail(RpcError.limitExceeded("the node is busy or stopping; try again"));
    }
  }

  /// Works on a worker: on this thread where it is one whose turn is not over.
  private <T> CompletableFuture<T> onWorker(Supplier<T> work) {
    if (!(Thread.currentThread() instanceof RpcWorker worker) || !worker.mayGoOn()) {
      return CompletableFuture.supplyAsync(work, workers);
    }
    try {
      return CompletableFuture.completedFuture(work.get());
    } catch (Throwable fault) {
      return CompletableFuture.failedFuture(fault);
    }
  }

  private static CompletionStage<Json> runFor(
      Caller caller, ContractRunner threads, Function<ContractMachine, Json> answer) {
    return run(
        threads,
        machine -> {
          // Many calls may wait: those of clients that went away must not hold up the others.
          if (caller.isGone().getAsBoolean()) {
            throw RpcError.server("the client has gone").exception();
          }
          return CompletableFuture.completedFuture(answer.apply(machine));
        });
  }

  private static CompletionStage<Json> run(
      ContractRunner threads, Function<ContractMachine, CompletionStage<Json>> answer) {
    CompletableFuture<CompletionStage<Json>> result = new CompletableFuture<>();
    threads.execute(machine -> {
      try {
        result.complete(answer.apply(machine));
      } catch (Throwable fault) {
        result.completeExceptionally(fault);
      }
    });
    return result.thenCompose(stage -> stage);
  }

  private static CompletionStage<Json> fail(RpcError error) {
    return CompletableFuture.failedFuture(error.exception());
  }

  private static RpcError toError(String method, Throwable fault) {
    Throwable cause =
        fault instanceof CompletionException && fault.getCause() != null ? fault.getCause() : fault;
    if (cause instanceof RpcException refusal) {
      return refusal.error();
    }
    if (cause instanceof DiskFullException full) {
      return RpcError.server(full.words());
    }
    if (cause instanceof TooFarBackException tooFar) {
      return RpcError.server("historical state is not available: " + tooFar.words());
    }
    LOG.log(Level.ERROR, "no answer to " + Argument.shorten(method), cause);
    return RpcError.of(RpcError.INTERNAL_ERROR, "internal error; the node's log has more");
  }

  private static String success(Json id, Json result) {
    return Json.object().put("jsonrpc", "2.0").put("id", id).put("result", result).build().write();
  }

  private static String failure(Json id, RpcError error) {
    return Json.object()
        .put("jsonrpc", "2.0")
        .put("id", id)
        .put("error", error.toJson())
        .build()
        .write();
  }

  /// A batch under way. One call runs at a time, and each step belongs to the thread that ended the
  /// one before it, so nothing here is locked.
  private final class BatchRun {
    private final List<Json> items;
    private final Caller caller;
    private final StringBuilder answers = new StringBuilder("[");
    private final CompletableFuture<Optional<String>> answer = new CompletableFuture<>();
    private int at;
    private long bytesHeld;
    private boolean isFull;

    BatchRun(List<Json> items, Caller caller) {
      this.items = items;
      this.caller = caller;
    }

    /// Goes on until a call has to be waited for, or all are answered.
    void next() {
      while (at < items.size() && !caller.isGone().getAsBoolean()) {
        RpcRequest request = RpcRequest.read(items.get(at));
        at++;
        if (!isAnsweredAtOnce(isFull ? skip(request) : answerOne(request, caller))) {
          return;
        }
      }
      budget.giveBack(bytesHeld);
      answer.complete(
          answers.length() == 1 ? Optional.empty() : Optional.of(answers.append(']').toString()));
    }

    private void fail(Throwable fault) {
      budget.giveBack(bytesHeld);
      answer.completeExceptionally(fault);
    }

    /// Whether the answer is there already. Otherwise it will go on by itself: of the answer and
    /// this method, whoever comes second goes on, so that answers never pile up on the stack.
    private boolean isAnsweredAtOnce(CompletionStage<Optional<String>> one) {
      AtomicBoolean isSecond = new AtomicBoolean();
      one.whenComplete((text, fault) -> {
        if (fault != null) {
          fail(fault);
          return;
        }
        try {
          add(text);
          if (isSecond.getAndSet(true)) {
            next();
          }
        } catch (Throwable broken) {
          fail(broken);
        }
      });
      return isSecond.getAndSet(true);
    }

    private void add(Optional<String> text) {
      if (text.isEmpty()) {
        return;
      }
      String one = text.get();
      if (answers.length() > 1) {
        answers.append(',');
      }
      answers.append(one);
      if (budget.take(one.length())) {
        bytesHeld += one.length();
      } else {
        isFull = true;
      }
      isFull |= answers.length() > batchReplyBytesMax;
    }

    private static CompletionStage<Optional<String>> skip(RpcRequest request) {
      RpcError error = RpcError.of(RpcError.REPLY_TOO_LARGE, "response too large");
      return CompletableFuture.completedFuture(
          switch (request) {
            case RpcRequest.Call(Json id, _, _) -> Optional.of(failure(id, error));
            case RpcRequest.Notification _ -> Optional.empty();
            case RpcRequest.Refused(Json id, RpcError fault) -> Optional.of(failure(id, fault));
          });
    }
  }
}
