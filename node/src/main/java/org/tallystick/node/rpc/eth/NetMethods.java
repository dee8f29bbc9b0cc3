package org.tallystick.node.rpc.eth;

import java.util.List;
import org.tallystick.json.Json;
import org.tallystick.node.rpc.protocol.Quantity;
import org.tallystick.node.rpc.protocol.RpcMethod;

/// The `net_` methods: what a client asks about the node's place among others.
public final class NetMethods {
  private NetMethods() {}

  public static List<RpcMethod> of(NodeView node) {
    return List.of(
        RpcMethod.reading(
            "net_version", 0, _ -> Json.of(Long.toString(node.chain().rules().chainId()))),
        RpcMethod.reading("net_listening", 0, _ -> Json.of(true)),
        // No engine of this node has peers of its own.
        RpcMethod.reading("net_peerCount", 0, _ -> Quantity.of(0)));
  }
}
