package org.tallystick.node.rpc.eth;

import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.tallystick.json.Json;
import org.tallystick.ledger.LedgerException;
import org.tallystick.ledger.SignedTransaction;
import org.tallystick.ledger.TransactionCodec;
import org.tallystick.node.consensus.ConsensusEngine;
import org.tallystick.node.consensus.Health;
import org.tallystick.node.pool.Admission;
import org.tallystick.node.rpc.protocol.Argument;
import org.tallystick.node.rpc.protocol.Arguments;
import org.tallystick.node.rpc.protocol.Quantity;
import org.tallystick.node.rpc.protocol.RpcError;
import org.tallystick.node.rpc.protocol.RpcMethod;

/// The `eth_` methods that every node serves. Here are those about the node itself, and the one by
/// which a transaction comes in; what reads the chain is beside, by what it reads.
public final class EthMethods {
  private EthMethods() {}

  public static List<RpcMethod> of(NodeView node) {
    return Stream.of(
            ofNode(node),
            BlockMethods.of(node),
            TransactionMethods.of(node),
            AccountMethods.of(node),
            CallMethods.of(node),
            SimulateMethods.of(node),
            FillMethods.of(node),
            SyncSending.of(node),
            ConfigMethods.of(node),
            FeeMethods.of(node),
            LogMethods.of(node))
        .flatMap(List::stream)
        .toList();
  }

  private static List<RpcMethod> ofNode(NodeView node) {
    return List.of(
        RpcMethod.reading("eth_chainId", 0, _ -> Quantity.of(node.chain().rules().chainId())),
        RpcMethod.reading("eth_blockNumber", 0, _ -> Quantity.of(node.chain().head().number())),
        RpcMethod.reading("eth_syncing", 0, _ -> syncing(node)),
        RpcMethod.reading("eth_coinbase", 0, _ -> Json.of(node.engine().feeRecipient().toHex())),
        RpcMethod.submitting(
            "eth_sendRawTransaction", 1, arguments -> sendRaw(node.engine(), arguments)));
  }

  /// What `eth_syncing` answers.
  public static Json syncing(NodeView node) {
    return switch (node.engine().health()) {
      case Health.Live _, Health.NoQuorum _, Health.Stalled _ -> Json.of(false);
      case Health.Syncing(long number, long target) ->
          Json.object()
              .put("startingBlock", Quantity.of(0))
              .put("currentBlock", Quantity.of(number))
              .put("highestBlock", Quantity.of(target))
              .build();
    };
  }

  private static CompletionStage<Json> sendRaw(ConsensusEngine engine, Arguments arguments) {
    return submit(engine, readTransaction(arguments.required(0)));
  }

  static SignedTransaction readTransaction(Argument encoded) {
    try {
      return TransactionCodec.decode(encoded.bytes());
    } catch (LedgerException fault) {
      throw encoded.fault(fault.fault());
    }
  }

  /// Hands a transaction in.
  ///
  /// @return its hash; fails with [RpcException] where it was not taken
  public static CompletionStage<Json> submit(
      ConsensusEngine engine, SignedTransaction transaction) {
    requireLive(engine);
    return engine.submit(transaction).thenApply(admission -> answer(transaction, admission));
  }

  /// @throws RpcException where what is handed in could not get into a block
  public static void requireLive(ConsensusEngine engine) {
    if (engine.health() instanceof Health.Stalled(String words)) {
      throw RpcError.server("this node has stopped making blocks: " + words).exception();
    }
  }

  /// The hash of a transaction that was taken.
  ///
  /// @throws RpcException where it was not
  public static Json answer(SignedTransaction transaction, Admission admission) {
    return switch (admission) {
      case Admission.Accepted _ -> Json.of(transaction.hash().toHex());
      case Admission.AlreadyKnown known -> throw RpcError.server(known.words()).exception();
      case Admission.Rejected rejected -> throw RpcError.server(rejected.words()).exception();
      case Admission.Refused refused -> throw RpcError.server(refused.words()).exception();
    };
  }
}
