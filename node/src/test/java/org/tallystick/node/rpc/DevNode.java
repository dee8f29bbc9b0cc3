package org.tallystick.node.rpc;

import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.tallystick.bytes.Address;
import org.tallystick.crypto.KeyPair;
import org.tallystick.execution.Genesis.Allocation;
import org.tallystick.machine.ContractThreads;
import org.tallystick.node.Node;
import org.tallystick.node.rpc.dev.DevAccounts;
import org.tallystick.node.rpc.http.HttpLimits;
import org.tallystick.node.rpc.http.RpcOptions;
import org.tallystick.node.rpc.http.RpcServer;
import org.tallystick.node.store.HistoryMode;
import org.tallystick.node.testing.People;

/// A development node as its users have it: JavaScript contracts, RocksDB, and a port.
final class DevNode implements AutoCloseable {
  /// As many as `tally dev` has.
  private static final List<KeyPair> KEYS =
      IntStream.range(0, 10).mapToObj(People::developer).toList();

  private final ContractThreads writer = new ContractThreads("writer", 1);
  private final ContractThreads callers = new ContractThreads("caller", 1);
  private final Node node;
  private final RpcServer server;

  private DevNode(Path folder, String clientVersion) {
    SortedMap<Address, Allocation> allocations = new TreeMap<>();
    KEYS.forEach(key -> allocations.put(key.address(), Allocation.of(TestNode.BALANCE_WEI)));
    node = Node.startDevelopment(TestNode.config(folder, allocations, HistoryMode.WINDOW), writer);
    server =
        RpcServer.start(
            RpcOptions.local(0, HttpLimits.DEVELOPMENT),
            NodeMethods.ofDevelopment(
                TestNode.view(node, clientVersion),
                new DevAccounts(KEYS),
                node.development().orElseThrow()),
            callers);
  }

  static DevNode start(Path folder) {
    return start(folder, "tallystick/test");
  }

  /// @param clientVersion what the node says it is
  static DevNode start(Path folder, String clientVersion) {
    return new DevNode(folder, clientVersion);
  }

  String url() {
    return server.url();
  }

  @Override
  public void close() {
    server.close();
    node.close();
    callers.close();
    writer.close();
  }
}
