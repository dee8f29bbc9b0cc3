package org.tallystick.node.rpc;

import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.tallystick.bytes.Address;
import org.tallystick.execution.Genesis;
import org.tallystick.execution.Genesis.Allocation;
import org.tallystick.machine.ContractRunner;
import org.tallystick.machine.ContractThreads;
import org.tallystick.node.Config;
import org.tallystick.node.Node;
import org.tallystick.node.pool.PoolRules;

/// A development node as its users have it: JavaScript contracts, RocksDB, and a port.
final class DevNode implements AutoCloseable {
  private final ContractThreads writer = new ContractThreads("writer", 1);
  private final ContractThreads callers = new ContractThreads("caller", 1);
  private final Node node;
  private final RpcServer server;

  private DevNode(Path folder) {
    SortedMap<Address, Allocation> allocations = new TreeMap<>();
    TestNode.KEYS.forEach(
        key -> allocations.put(key.address(), Allocation.of(TestNode.BALANCE_WEI)));
    Config config =
        new Config(
            folder,
            Genesis.of(TestNode.CHAIN_ID, allocations),
            Optional.empty(),
            Optional.empty(),
            PoolRules.DEVELOPMENT);
    node = Node.start(config, on(writer));
    NodeView view =
        new NodeView(
            node.chain(),
            node.pool(),
            node.engine(),
            node.codes(),
            MethodLimits.DEFAULT,
            "tallystick/test");
    server =
        RpcServer.start(
            RpcOptions.local(0, HttpLimits.DEVELOPMENT),
            RpcMethods.ofDevelopment(view, new DevAccounts(TestNode.KEYS), node.engine()),
            on(callers));
  }

  static DevNode start(Path folder) {
    return new DevNode(folder);
  }

  private static ContractRunner on(ContractThreads threads) {
    return task -> {
      // A task does not throw, so nothing is to be learned from how it ended.
      var _ =
          threads.submit(machine -> {
            task.accept(machine);
            return true;
          });
    };
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
