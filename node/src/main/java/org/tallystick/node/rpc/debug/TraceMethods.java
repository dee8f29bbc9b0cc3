package org.tallystick.node.rpc.debug;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.tallystick.bytes.Hash;
import org.tallystick.execution.BlockInput;
import org.tallystick.execution.BlockProcessor;
import org.tallystick.execution.CallRequest;
import org.tallystick.execution.Invalid;
import org.tallystick.execution.Scene;
import org.tallystick.execution.Simulation;
import org.tallystick.execution.StateOverrides;
import org.tallystick.execution.TransactionProcessor.Result;
import org.tallystick.execution.Verdict;
import org.tallystick.gas.Limits;
import org.tallystick.json.Json;
import org.tallystick.json.JsonObject;
import org.tallystick.ledger.BlockCodec;
import org.tallystick.ledger.Draft;
import org.tallystick.ledger.LedgerException;
import org.tallystick.ledger.SignedTransaction;
import org.tallystick.machine.ContractMachine;
import org.tallystick.node.chain.BlockReceipts;
import org.tallystick.node.rpc.eth.BlockFinder;
import org.tallystick.node.rpc.eth.BlockFinder.Moment;
import org.tallystick.node.rpc.eth.BlockOverrides;
import org.tallystick.node.rpc.eth.BlockSelector;
import org.tallystick.node.rpc.eth.CallArguments;
import org.tallystick.node.rpc.eth.NodeView;
import org.tallystick.node.rpc.protocol.Argument;
import org.tallystick.node.rpc.protocol.Arguments;
import org.tallystick.node.rpc.protocol.RpcError;
import org.tallystick.node.rpc.protocol.RpcException;
import org.tallystick.node.rpc.protocol.RpcMethod;

/// The `debug_trace` methods: transactions of blocks are executed once more, on the state their
/// block was made on, and calls as `eth_call` has them, while a tracer looks on.
public final class TraceMethods {
  private final NodeView node;
  private final BlockFinder finder;
  private final Replays replays;

  private TraceMethods(NodeView node) {
    this.node = node;
    this.finder = new BlockFinder(node.chain());
    this.replays = new Replays(node);
  }

  public static List<RpcMethod> of(NodeView node) {
    TraceMethods methods = new TraceMethods(node);
    return List.of(
        methods.tracing("debug_traceTransaction", 2, methods::transaction),
        methods.tracing("debug_traceBlockByNumber", 2, methods::blockByNumber),
        methods.tracing("debug_traceBlockByHash", 2, methods::blockByHash),
        methods.tracing("debug_traceBlock", 2, methods::encodedBlock),
        methods.tracing("debug_traceCall", 3, methods::call));
  }

  private RpcMethod tracing(
      String name, int argumentsMax, BiFunction<Arguments, ContractMachine, Json> answer) {
    return RpcMethod.runningApart(name, argumentsMax, node.tracers(), answer);
  }

  private Json transaction(Arguments arguments, ContractMachine machine) {
    Hash hash = arguments.required(0).hash();
    TracerKind kind = TracerKind.read(arguments.optional(1));
    return replays.trace(hash, kind, machine).orElseThrow(() -> server("transaction not found"));
  }

  private Json blockByNumber(Arguments arguments, ContractMachine machine) {
    BlockSelector selector = BlockSelector.numberOrTag(arguments.required(0));
    TracerKind kind = TracerKind.read(arguments.optional(1));
    return all(replays.past(selector), kind, machine);
  }

  private Json blockByHash(Arguments arguments, ContractMachine machine) {
    BlockSelector selector = new BlockSelector.OfHash(arguments.required(0).hash());
    TracerKind kind = TracerKind.read(arguments.optional(1));
    return all(replays.past(selector), kind, machine);
  }

  /// A block that need not be on the chain, as long as its parent is.
  private Json encodedBlock(Arguments arguments, ContractMachine machine) {
    Draft draft = draft(arguments.required(0));
    TracerKind kind = TracerKind.read(arguments.optional(1));
    Replays.requireParent(draft);
    Moment parent = finder.moment(new BlockSelector.OfHash(draft.header().parentHash()));
    Verdict verdict =
        new BlockProcessor(node.chain().rules(), machine, node.codes())
            .execute(parent.store(), parent.header(), BlockInput.of(draft));
    return switch (verdict) {
      case Verdict.Valid(var executed) ->
          all(
              new Replays.Past(parent, executed.draft(), BlockReceipts.of(executed.receipts())),
              kind,
              machine);
      case Verdict.BadTransaction bad -> throw server(bad.words());
      case Verdict.BadHeader bad -> throw server(bad.words());
    };
  }

  private static Draft draft(Argument encoded) {
    Draft draft;
    try {
      draft = BlockCodec.decodeDraft(encoded.bytes());
    } catch (LedgerException fault) {
      throw encoded.fault(fault.fault());
    }
    if (draft.header().extraData().length() > Limits.EXTRA_DATA_BYTES_MAX) {
      throw encoded.fault(
          "extraData has at most "
              + Limits.EXTRA_DATA_BYTES_MAX
              + " bytes, got "
              + draft.header().extraData().length());
    }
    return draft;
  }

  private Json all(Replays.Past past, TracerKind kind, ContractMachine machine) {
    List<SignedTransaction> transactions = past.draft().transactions();
    List<Integer> indexes = IntStream.range(0, transactions.size()).boxed().toList();
    List<Json> results = replays.trace(past, kind, indexes, machine);
    List<JsonObject> answers = new ArrayList<>();
    for (int index : indexes) {
      answers.add(
          Json.object()
              .put("txHash", transactions.get(index).hash().toHex())
              .put("result", results.get(index))
              .build());
    }
    return Json.array(answers);
  }

  private Json call(Arguments arguments, ContractMachine machine) {
    CallRequest request = CallArguments.readCall(arguments.required(0));
    Optional<Argument> options = arguments.optional(2);
    TracerKind kind = TracerKind.read(options);
    options
        .flatMap(all -> all.member("txIndex"))
        .ifPresent(index -> {
          throw index.fault("a call is traced on the state after a block, not inside it");
        });
    ReplyLength reply = new ReplyLength(node.limits().replyBytesMax());
    BoundedTrace trace = new BoundedTrace(Look.of(kind, machine, 0), reply);
    Scene scene = scene(arguments, options);
    Result result =
        new Simulation(machine, node.codes())
            .call(scene, request, node.limits().callGasMax(), trace);
    return switch (result) {
      case Result.Included _ -> trace.answer();
      case Result.Rejected(Invalid invalid) -> throw server(invalid.words());
    };
  }

  private Scene scene(Arguments arguments, Optional<Argument> options) {
    StateOverrides state =
        options
            .flatMap(all -> all.member("stateOverrides"))
            .map(CallArguments::readOverrides)
            .orElse(StateOverrides.NONE);
    BlockOverrides block =
        options
            .flatMap(all -> all.member("blockOverrides"))
            .map(BlockOverrides::read)
            .orElse(BlockOverrides.NONE);
    Moment moment = finder.moment(BlockSelector.any(arguments.optional(1)));
    return block.over(
        Scene.after(moment.header(), state.over(moment.state()), node.chain().rules().chainId()));
  }

  private static RpcException server(String words) {
    return RpcError.server(words).exception();
  }
}
