package org.tallystick.node.rpc;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.tallystick.bytes.Address;
import org.tallystick.crypto.KeyPair;
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
import org.tallystick.node.testing.People;

/// A development node as its users have it: JavaScript contracts, RocksDB, and a port.
final class DevNode implements AutoCloseable {
  /// As many as `tally dev` has.
  private static final List<KeyPair> KEYS =
      IntStream.range(0, 10).mapToObj(People::developer).toList();

  private final ContractThreads writer = new ContractThreads("writer", 1);
  private final ContractThreads callers = new ContractThreads("caller", 1);
  private final ContractThreads tracers = ContractThreads.withLines("tracer", 1);
  private final Node node;
  private final Live live;
  private final RpcServer server;

  private DevNode(Path folder, Optional<Duration> blockTime, String clientVersion) {
    SortedMap<Address, Allocation> allocations = new TreeMap<>(Predeploys.allocations());
    KEYS.forEach(key -> allocations.put(key.address(), Allocation.of(TestNode.BALANCE_WEI)));
    Config config = TestNode.config(folder, allocations, HistoryMode.WINDOW);
    node =
        Node.startDevelopment(
            new Config(
                config.dataFolder(),
                config.genesis(),
                blockTime,
                config.feeRecipient(),
                config.poolRules(),
                config.history(),
                config.syncedWithin()),
            writer);
    NodeView view = TestNode.view(node, tracers, clientVersion);
    live = Live.start(view, LiveLimits.DEFAULT, InstantSource.system());
    server =
        RpcServer.start(
            RpcOptions.local(0, HttpLimits.DEVELOPMENT),
            NodeMethods.ofDevelopment(
                view, live, new DevAccounts(KEYS), node.development().orElseThrow()),
            callers);
  }

  static DevNode start(Path folder) {
    return start(folder, TestNode.CLIENT_VERSION);
  }

  /// @param clientVersion what the node says it is
  static DevNode start(Path folder, String clientVersion) {
    return new DevNode(folder, Optional.empty(), clientVersion);
  }

  /// One that makes a block when it is told to, of all that waits.
  static DevNode startIdle(Path folder) {
    return new DevNode(folder, Optional.of(Duration.ofDays(1)), TestNode.CLIENT_VERSION);
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
