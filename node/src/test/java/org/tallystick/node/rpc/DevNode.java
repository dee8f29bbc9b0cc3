package org.tallystick.node.rpc;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.SortedMap;
import org.tallystick.bytes.Address;
import org.tallystick.execution.Genesis.Allocation;
import org.tallystick.machine.ContractThreads;
import org.tallystick.node.Config;
import org.tallystick.node.Node;
import org.tallystick.node.Predeploys;
import org.tallystick.node.rpc.dev.DevAccounts;
import org.tallystick.node.rpc.eth.NodeView;
import org.tallystick.node.rpc.http.HttpLimits;
import org.tallystick.node.rpc.http.RpcOptions;
import org.tallystick.node.rpc.http.RpcServer;
import org.tallystick.node.rpc.live.Live;
import org.tallystick.node.rpc.live.LiveLimits;
import org.tallystick.node.store.HistoryMode;

/// A development node as its users have it: JavaScript contracts, RocksDB, and a port.
final class DevNode implements AutoCloseable {
  private final ContractThreads writer = new ContractThreads("writer", 1);
  private final ContractThreads callers = new ContractThreads("caller", 1);
  private final ContractThreads tracers = ContractThreads.withLines("tracer", 1);
  private final Node node;
  private final Live live;
  private final RpcServer server;

  private DevNode(Path folder, Optional<Duration> blockTime) {
    SortedMap<Address, Allocation> allocations = TestNode.allocations();
    allocations.putAll(Predeploys.allocations());
    Config config = TestNode.config(folder, allocations, HistoryMode.WINDOW);
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
    NodeView view = TestNode.view(node, tracers);
    live = Live.start(view, LiveLimits.DEFAULT, InstantSource.system());
    server =
        RpcServer.start(
            RpcOptions.local(0, HttpLimits.DEVELOPMENT),
            NodeMethods.ofDevelopment(view, live, new DevAccounts(TestNode.KEYS), node.engine()),
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
    live.close();
    node.close();
    tracers.close();
    callers.close();
    writer.close();
  }
}
