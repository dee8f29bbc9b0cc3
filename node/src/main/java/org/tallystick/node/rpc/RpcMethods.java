package org.tallystick.node.rpc;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.tallystick.node.consensus.local.LocalEngine;

/// All methods a node serves, by name.
public final class RpcMethods {
  private final Map<String, RpcMethod> methods;

  private RpcMethods(Map<String, RpcMethod> methods) {
    this.methods = Collections.unmodifiableMap(methods);
  }

  /// What every node serves.
  public static RpcMethods of(NodeView node) {
    return of(all(List.of(shared(node), DevAccountMethods.ofNobody())));
  }

  /// What the node of a development chain serves: it signs for known accounts, and lets the chain
  /// be pushed.
  public static RpcMethods ofDevelopment(NodeView node, DevAccounts accounts, LocalEngine engine) {
    return of(
        all(
            List.of(
                shared(node),
                DevAccountMethods.of(node, accounts),
                DevChainMethods.of(node, engine))));
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

  /// @throws IllegalArgumentException where two have one name
  static RpcMethods of(List<RpcMethod> methods) {
    Map<String, RpcMethod> byName = new TreeMap<>();
    for (RpcMethod method : methods) {
      if (byName.putIfAbsent(method.name(), method) != null) {
        throw new IllegalArgumentException("two methods have the name " + method.name());
      }
    }
    return new RpcMethods(byName);
  }

  Optional<RpcMethod> find(String name) {
    return Optional.ofNullable(methods.get(name));
  }

  /// In alphabetical order.
  public Set<String> names() {
    return methods.keySet();
  }
}
