package org.tallystick.node.rpc;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.tallystick.machine.ContractThreads;
import org.tallystick.node.Config;
import org.tallystick.node.Node;
import org.tallystick.node.rpc.dev.DevAccounts;
import org.tallystick.node.rpc.http.HttpLimits;
import org.tallystick.node.rpc.http.RpcOptions;
import org.tallystick.node.rpc.http.RpcServer;
import org.tallystick.node.store.HistoryMode;

/// A development node as its users have it: JavaScript contracts, RocksDB, and a port.
final class DevNode implements AutoCloseable {
  private final ContractThreads writer = new ContractThreads("writer", 1);
  private final ContractThreads callers = new ContractThreads("caller", 1);
  private final ContractThreads tracers = ContractThreads.withLines("tracer", 1);
  private final Node node;
  private final RpcServer server;

  private DevNode(Path folder, Optional<Duration> blockTime) {
    Config config = TestNode.config(folder, TestNode.allocations(), HistoryMode.WINDOW);
    node =
        Node.start(
            new Config(
                config.dataFolder(),
                config.genesis(),
                blockTime,
                config.feeRecipient(),
                config.poolRules(),
                config.history()),
            writer);
    server =
        RpcServer.start(
            RpcOptions.local(0, HttpLimits.DEVELOPMENT),
            NodeMethods.ofDevelopment(
                TestNode.view(node, tracers), new DevAccounts(TestNode.KEYS), node.engine()),
            callers);
  }

  static DevNode start(Path folder) {
    return new DevNode(folder, Optional.empty());
  }

  /// One that makes a block when it is told to, of all that waits.
  static DevNode startIdle(Path folder) {
    return new DevNode(folder, Optional.of(Duration.ofDays(1)));
  }

  String url() {
    return server.url();
  }

  @Override
  public void close() {
    server.close();
    node.close();
    tracers.close();
    callers.close();
    writer.close();
  }
}
