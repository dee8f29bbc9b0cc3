package org.tallystick.node.rpc;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.tallystick.json.Json;
import org.tallystick.json.JsonObject;
import org.tallystick.node.consensus.local.DevControls;
import org.tallystick.node.rpc.debug.DebugMethods;
import org.tallystick.node.rpc.debug.TraceMethods;
import org.tallystick.node.rpc.dev.DevAccountMethods;
import org.tallystick.node.rpc.dev.DevAccounts;
import org.tallystick.node.rpc.dev.DevChainMethods;
import org.tallystick.node.rpc.eth.EthMethods;
import org.tallystick.node.rpc.eth.NetMethods;
import org.tallystick.node.rpc.eth.NodeView;
import org.tallystick.node.rpc.eth.PoolMethods;
import org.tallystick.node.rpc.eth.Web3Methods;
import org.tallystick.node.rpc.live.Live;
import org.tallystick.node.rpc.ots.OtsMethods;
import org.tallystick.node.rpc.protocol.RpcMethod;
import org.tallystick.node.rpc.protocol.RpcMethods;
import org.tallystick.node.rpc.tally.TallyMethods;

/// Which methods a node serves.
public final class NodeMethods {
  private NodeMethods() {}

  /// What every node serves.
  public static RpcMethods of(NodeView node, Live live) {
    return withModules(all(List.of(shared(node), live.methods(), DevAccountMethods.ofNobody())));
  }

  /// What the node of a development chain serves: it signs for known accounts, and lets the chain
  /// be changed at will.
  public static RpcMethods ofDevelopment(
      NodeView node, Live live, DevAccounts accounts, DevControls controls) {
    return withModules(
        all(
            List.of(
                shared(node),
                live.methods(),
                DevAccountMethods.of(node, accounts, controls),
                DevChainMethods.of(node, controls))));
  }

  /// All of them, and the one that names their groups.
  private static RpcMethods withModules(List<RpcMethod> methods) {
    Json modules = modules(methods);
    return RpcMethods.of(
        all(List.of(methods, List.of(RpcMethod.reading("rpc_modules", 0, _ -> modules)))));
  }

  private static Json modules(List<RpcMethod> methods) {
    Set<String> groups = new TreeSet<>(List.of("rpc"));
    for (RpcMethod method : methods) {
      groups.add(method.name().substring(0, method.name().indexOf('_')));
    }
    JsonObject.Builder modules = Json.object();
    groups.forEach(group -> modules.put(group, "1.0"));
    return modules.build();
  }

  private static List<RpcMethod> shared(NodeView node) {
    return all(
        List.of(
            EthMethods.of(node),
            NetMethods.of(node),
            Web3Methods.of(node),
            PoolMethods.of(node),
            DebugMethods.of(node),
            TraceMethods.of(node),
            OtsMethods.of(node),
            TallyMethods.of(node)));
  }

  private static List<RpcMethod> all(List<List<RpcMethod>> parts) {
    return parts.stream().flatMap(List::stream).toList();
  }
}
