package org.tallystick.node.rpc.protocol;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// All methods a node serves, by name.
public final class RpcMethods {
  private final Map<String, RpcMethod> methods;

  private RpcMethods(Map<String, RpcMethod> methods) {
    this.methods = Collections.unmodifiableMap(methods);
  }

  /// @throws IllegalArgumentException where two have one name
  public static RpcMethods of(List<RpcMethod> methods) {
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
