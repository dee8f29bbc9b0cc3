package org.tallystick.node.rpc;

import java.util.List;
import org.tallystick.node.consensus.local.DevControls;
import org.tallystick.node.rpc.debug.DebugMethods;
import org.tallystick.node.rpc.dev.DevAccountMethods;
import org.tallystick.node.rpc.dev.DevAccounts;
import org.tallystick.node.rpc.dev.DevChainMethods;
import org.tallystick.node.rpc.eth.EthMethods;
import org.tallystick.node.rpc.eth.NetMethods;
import org.tallystick.node.rpc.eth.NodeView;
import org.tallystick.node.rpc.eth.PoolMethods;
import org.tallystick.node.rpc.eth.Web3Methods;
import org.tallystick.node.rpc.protocol.RpcMethod;
import org.tallystick.node.rpc.protocol.RpcMethods;

/// Which methods a node serves.
public final class NodeMethods {
  private NodeMethods() {}

  /// What every node serves.
  public static RpcMethods of(NodeView node) {
    return RpcMethods.of(all(List.of(shared(node), DevAccountMethods.ofNobody())));
  }

  /// What the node of a development chain serves: it signs for known accounts, and lets the chain
  /// be changed at will.
  public static RpcMethods ofDevelopment(
      NodeView node, DevAccounts accounts, DevControls controls) {
    return RpcMethods.of(
        all(
            List.of(
                shared(node),
                DevAccountMethods.of(node, accounts, controls),
                DevChainMethods.of(node, controls))));
  }

  private static List<RpcMethod> shared(NodeView node) {
    return all(
        List.of(
            EthMethods.of(node),
            NetMethods.of(node),
            Web3Methods.of(node),
            PoolMethods.of(node),
            DebugMethods.of(node)));
  }

  private static List<RpcMethod> all(List<List<RpcMethod>> parts) {
    return parts.stream().flatMap(List::stream).toList();
  }
}
