package org.tallystick.node.rpc;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.SortedMap;
import org.tallystick.bytes.Address;
import org.tallystick.execution.Genesis.Allocation;
import org.tallystick.machine.ContractThreads;
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
  private final Node node;
  private final Live live;
  private final RpcServer server;

  private DevNode(Path folder) {
    SortedMap<Address, Allocation> allocations = TestNode.allocations();
    allocations.putAll(Predeploys.allocations());
    node = Node.start(TestNode.config(folder, allocations, HistoryMode.WINDOW), writer);
    NodeView view = TestNode.view(node);
    live = Live.start(view, LiveLimits.DEFAULT, InstantSource.system());
    server =
        RpcServer.start(
            RpcOptions.local(0, HttpLimits.DEVELOPMENT),
            NodeMethods.ofDevelopment(view, live, new DevAccounts(TestNode.KEYS), node.engine()),
            callers);
  }

  static DevNode start(Path folder) {
    return new DevNode(folder);
  }

  String url() {
    return server.url();
  }

  @Override
  public void close() {
    server.close();
    live.close();
    node.close();
    callers.close();
    writer.close();
  }
}
