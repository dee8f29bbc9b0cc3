package org.tallystick.node.rpc.debug;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.tallystick.bytes.Hash;
import org.tallystick.execution.BlockReplay;
import org.tallystick.execution.ReplayException;
import org.tallystick.execution.Tracer;
import org.tallystick.json.Json;
import org.tallystick.ledger.Block;
import org.tallystick.ledger.Draft;
import org.tallystick.machine.ContractMachine;
import org.tallystick.node.chain.BlockReceipts;
import org.tallystick.node.chain.IncludedTransaction;
import org.tallystick.node.rpc.eth.BlockFinder;
import org.tallystick.node.rpc.eth.BlockFinder.Moment;
import org.tallystick.node.rpc.eth.BlockSelector;
import org.tallystick.node.rpc.eth.NodeView;
import org.tallystick.node.rpc.protocol.RpcError;
import org.tallystick.node.rpc.protocol.RpcException;

/// Executes transactions of blocks once more, on the state their block was made on, while a tracer
/// looks on.
public final class Replays {
  private static final Logger LOG = System.getLogger(Replays.class.getName());

  private final NodeView node;
  private final BlockFinder finder;

  public Replays(NodeView node) {
    this.node = node;
    this.finder = new BlockFinder(node.chain());
  }

  /// A block that can be executed once more.
  ///
  /// @param begun its parent, with the state in which its transactions began
  record Past(Moment begun, Draft draft, BlockReceipts receipts) {}

  /// The tree of a transaction's calls, as `callTracer` has it; absent where there is no such
  /// transaction.
  public Optional<Json> calls(Hash transaction, ContractMachine machine) {
    return trace(transaction, new TracerKind.Calls(false, false), machine);
  }

  Optional<Json> trace(Hash transaction, TracerKind kind, ContractMachine machine) {
    Optional<IncludedTransaction> included = node.chain().transaction(transaction);
    return included.map(found -> {
      Past past = past(new BlockSelector.OfHash(found.blockHash()));
      return trace(past, kind, List.of(found.index()), machine).getFirst();
    });
  }

  Past past(BlockSelector selector) {
    Block block = finder.block(selector).orElseThrow(() -> notFound(selector));
    requireParent(block.draft());
    BlockReceipts receipts =
        node.chain().receipts(block.hash()).orElseThrow(() -> notFound(selector));
    return new Past(finder.begun(block), block.draft(), receipts);
  }

  /// @param indexes of the transactions that are looked at, rising
  List<Json> trace(Past past, TracerKind kind, List<Integer> indexes, ContractMachine machine) {
    ReplyLength reply = new ReplyLength(node.limits().replyBytesMax());
    SortedMap<Integer, BoundedTrace> traces = new TreeMap<>();
    for (int index : indexes) {
      traces.put(
          index,
          new BoundedTrace(Look.of(kind, machine, past.receipts.firstLogIndex(index)), reply));
    }
    replay(past, new TreeMap<>(traces), machine);
    return traces.values().stream().map(BoundedTrace::answer).toList();
  }

  private void replay(Past past, SortedMap<Integer, Tracer> tracers, ContractMachine machine) {
    try {
      new BlockReplay(node.chain().rules(), machine, node.codes())
          .run(past.begun.state(), past.begun.header(), past.draft, past.receipts.list(), tracers);
    } catch (ReplayException different) {
      LOG.log(Level.WARNING, "a block cannot be traced", different);
      throw server(
          "block "
              + past.draft.header().number()
              + " does not follow from its parent and its transactions alone: "
              + different.getMessage());
    }
  }

  static void requireParent(Draft draft) {
    if (draft.header().number() == 0) {
      throw server("genesis is not traceable");
    }
  }

  private static RpcException notFound(BlockSelector selector) {
    return switch (selector) {
      case BlockSelector.OfNumber(long number) -> server("block #" + number + " not found");
      case BlockSelector.OfHash(Hash hash) -> server("block " + hash.toHex() + " not found");
      case BlockSelector.Tag _ -> server("block not found");
    };
  }

  private static RpcException server(String words) {
    return RpcError.server(words).exception();
  }
}
