package org.tallystick.node.rpc;

import java.util.List;
import org.tallystick.json.Json;

/// The `net_` methods: what a client asks about the node's place among others.
final class NetMethods {
  private NetMethods() {}

  static List<RpcMethod> of(NodeView node) {
    return List.of(
        RpcMethod.reading(
            "net_version", 0, _ -> Json.of(Long.toString(node.chain().rules().chainId()))),
        RpcMethod.reading("net_listening", 0, _ -> Json.of(true)),
        // No engine of this node has peers of its own.
        RpcMethod.reading("net_peerCount", 0, _ -> Quantity.of(0)));
  }
}
