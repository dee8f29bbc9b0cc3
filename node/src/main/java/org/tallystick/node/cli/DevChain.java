package org.tallystick.node.cli;

import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.tallystick.crypto.KeyPair;
import org.tallystick.machine.ContractThreads;
import org.tallystick.node.Config;
import org.tallystick.node.Node;
import org.tallystick.node.rpc.NodeMethods;
import org.tallystick.node.rpc.dev.DevAccounts;
import org.tallystick.node.rpc.eth.NodeView;
import org.tallystick.node.rpc.http.RpcOptions;
import org.tallystick.node.rpc.http.RpcServer;
import org.tallystick.node.rpc.live.Live;

/// A development chain that serves: a node, its JSON-RPC, and the threads both run contracts on.
final class DevChain implements AutoCloseable {
  /// One for blocks, so that no call of anybody holds a block up.
  private static final int WRITERS = 1;

  private static final int READERS = 2;

  /// Traces are rare and may be long: they wait for one another, and nothing else for them.
  private static final int TRACERS = 1;

  private final Deque<AutoCloseable> open = new ArrayDeque<>();
  private final Node node;
  private final RpcServer server;
  private final ContractThreads readers;

  /// How it shows itself to clients.
  ///
  /// @param port 0 takes a free one
  /// @param clientVersion what `web3_clientVersion` answers
  record Serving(int port, String clientVersion, NodeLimits limits) {
    static final String CLIENT_VERSION_DEFAULT = Tally.VERSION.replace(' ', '/');

    static Serving on(int port) {
      return new Serving(port, CLIENT_VERSION_DEFAULT, NodeLimits.DEVELOPMENT);
    }
  }

  private DevChain(Config config, List<KeyPair> keys, Serving serving, Terminal terminal) {
    try {
      ConsolePrinter console = add(new ConsolePrinter(terminal));
      ContractThreads writer = add(Machines.start(terminal, WRITERS, console));
      readers = add(new ContractThreads("calls", READERS, console));
      ContractThreads tracers = add(ContractThreads.withLines("traces", TRACERS));
      node = add(Node.startDevelopment(config, writer));
      NodeView view =
          new NodeView(
              node.chain(),
              node.pool(),
              node.engine(),
              node.codes(),
              tracers,
              serving.limits.methods(),
              serving.clientVersion);
      Live live = add(Live.start(view, serving.limits.live(), InstantSource.system()));
      server =
          add(
              RpcServer.start(
                  RpcOptions.local(serving.port, serving.limits.http()),
                  NodeMethods.ofDevelopment(
                      view, live, new DevAccounts(keys), node.development().orElseThrow()),
                  readers));
    } catch (RuntimeException failure) {
      closeAll(failure);
      throw failure;
    }
  }

  /// Starts it, and returns when it serves.
  ///
  /// @throws org.tallystick.node.store.StoreException where the folder cannot be used
  /// @throws org.tallystick.node.rpc.RpcServerException where the port cannot be used
  static DevChain start(Config config, List<KeyPair> keys, Serving serving, Terminal terminal) {
    return new DevChain(config, keys, serving, terminal);
  }

  Node node() {
    return node;
  }

  /// The threads that calls run on.
  ContractThreads readers() {
    return readers;
  }

  String url() {
    return server.url();
  }

  private <T extends AutoCloseable> T add(T part) {
    open.push(part);
    return part;
  }

  /// Answers what was asked, finishes the block that is being made, and lets go of the folder.
  @Override
  public void close() {
    IllegalStateException failure = new IllegalStateException("the chain does not close");
    closeAll(failure);
    if (failure.getSuppressed().length > 0) {
      throw failure;
    }
  }

  private void closeAll(RuntimeException failure) {
    while (!open.isEmpty()) {
      try {
        open.pop().close();
      } catch (Exception another) {
        failure.addSuppressed(another);
      }
    }
  }
}
