package org.tallystick.node.rpc.dev;

import java.util.List;
import java.util.stream.Stream;
import org.tallystick.json.Json;
import org.tallystick.json.JsonObject;
import org.tallystick.node.chain.ChainHead;
import org.tallystick.node.rpc.eth.FeeMethods;
import org.tallystick.node.rpc.eth.NodeView;
import org.tallystick.node.rpc.protocol.Argument;
import org.tallystick.node.rpc.protocol.Arguments;
import org.tallystick.node.rpc.protocol.Quantity;
import org.tallystick.node.rpc.protocol.RpcError;
import org.tallystick.node.rpc.protocol.RpcException;
import org.tallystick.node.rpc.protocol.RpcMethod;

/// Methods about the node of a development chain itself, and those that ask for what it cannot do.
final class DevNodeMethods {
  /// The rules that headers and fees follow.
  private static final String HARD_FORK = "london";

  private final NodeView node;
  private final FeeMethods fees;
  private final Instance instance;

  private DevNodeMethods(NodeView node, Instance instance) {
    this.node = node;
    this.fees = new FeeMethods(node);
    this.instance = instance;
  }

  static List<RpcMethod> of(NodeView node, Instance instance) {
    DevNodeMethods methods = new DevNodeMethods(node, instance);
    return Stream.of(
            DevMethod.asking("metadata", 0, _ -> methods.metadata()),
            DevMethod.asking("nodeInfo", 0, _ -> methods.nodeInfo()),
            // It logs no requests, so there is nothing to switch.
            DevMethod.changing("setLoggingEnabled", 1, arguments -> arguments.required(0).bool()),
            DevMethod.changing("setRpcUrl", 1, DevNodeMethods::refuseToFork),
            DevMethod.changing("setChainId", 1, methods::requireSameChain))
        .flatMap(methodsOfOne -> methodsOfOne)
        .toList();
  }

  private JsonObject metadata() {
    ChainHead head = node.chain().head();
    return Json.object()
        .put("clientVersion", node.clientVersion())
        .put("chainId", node.chain().rules().chainId())
        .put("instanceId", instance.id().toHex())
        .put("latestBlockNumber", head.number())
        .put("latestBlockHash", head.hash().toHex())
        .build();
  }

  private JsonObject nodeInfo() {
    ChainHead head = node.chain().head();
    JsonObject environment =
        Json.object()
            .put("baseFee", Quantity.of(fees.nextBaseFeePerGasWei()))
            .put("chainId", node.chain().rules().chainId())
            .put("gasLimit", Quantity.of(head.header().gasLimit()))
            .put("gasPrice", Quantity.of(fees.nextBaseFeePerGasWei().plus(fees.tipWei())))
            .build();
    return Json.object()
        .put("currentBlockNumber", Quantity.of(head.number()))
        .put("currentBlockTimestamp", head.header().timestampSeconds())
        .put("currentBlockHash", head.hash().toHex())
        .put("hardFork", HARD_FORK)
        .put("transactionOrder", "fees")
        .put("environment", environment)
        .put("forkConfig", Json.object().build())
        .build();
  }

  private static void refuseToFork(Arguments arguments) {
    arguments.required(0).text();
    throw refusal("this chain is a fork of no other, so there is no URL to read one from");
  }

  private void requireSameChain(Arguments arguments) {
    Argument asked = arguments.required(0);
    long chainId = node.chain().rules().chainId();
    if (asked.smallNumber() != chainId) {
      throw refusal(
          "the chain id is the genesis's, "
              + chainId
              + "; begin another chain by tally dev --fresh --chain-id");
    }
  }

  private static RpcException refusal(String words) {
    return RpcError.server(words).exception();
  }
}
