package org.tallystick.node.rpc.http;

import java.util.Set;

/// Where the server listens, whom it answers, and how much at once.
///
/// @param host name or address of the interface to listen on
/// @param port 0 takes a free one
/// @param hostNames names by which clients may reach it besides `localhost` and plain addresses;
///   `*` takes any
/// @param corsOrigins pages that may use the node's accounts, as `https://app.example`; `*` takes
///   any
public record RpcOptions(
    String host, int port, Set<String> hostNames, Set<String> corsOrigins, HttpLimits limits) {
  /// Where Ethereum's clients look first.
  public static final int PORT_DEFAULT = 8545;

  /// Reached from this machine only.
  public static final String HOST_DEFAULT = "127.0.0.1";

  public RpcOptions {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("a port is from 0 to 65535, got " + port);
    }
    hostNames = Set.copyOf(hostNames);
    corsOrigins = Set.copyOf(corsOrigins);
  }

  /// For a node on this machine.
  public static RpcOptions local(int port, HttpLimits limits) {
    return new RpcOptions(HOST_DEFAULT, port, Set.of(), Set.of(), limits);
  }
}
