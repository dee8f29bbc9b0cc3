package org.tallystick.node.rpc.live;

import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.tallystick.node.chain.Subscription;
import org.tallystick.node.rpc.eth.NodeView;
import org.tallystick.node.rpc.protocol.RpcMethod;

/// What a node tells its clients as it happens, with the threads that do it. Closing it ends that;
/// the connections stay as they are. What is being told is finished first.
public final class Live implements AutoCloseable {
  /// For subscribers that are behind.
  private static final int FILLERS = 2;

  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("live").factory());
  private final ExecutorService fillers =
      Executors.newFixedThreadPool(
          FILLERS, Thread.ofPlatform().daemon().name("live-filler-", 1).factory());
  private final List<Subscription> subscriptions;
  private final LiveMethods methods;

  private Live(NodeView node, LiveLimits limits, InstantSource clock) {
    PendingTransactions pending = new PendingTransactions(limits.pendingBytesMax());
    Hub hub = new Hub(node, limits, pending, thread, fillers);
    Filters filters = new Filters(node.chain(), pending, limits, node.limits(), clock);
    this.methods = new LiveMethods(node, limits, hub, filters);
    this.subscriptions =
        List.of(
            node.chain().listen(_ -> hub.wake()),
            node.pool()
                .listen(transaction -> {
                  pending.add(transaction);
                  hub.wake();
                }));
  }

  /// Begins to listen to a node.
  ///
  /// @param clock tells how long a filter was idle
  public static Live start(NodeView node, LiveLimits limits, InstantSource clock) {
    return new Live(node, limits, clock);
  }

  public List<RpcMethod> methods() {
    return methods.all();
  }

  @Override
  public void close() {
    subscriptions.forEach(Subscription::close);
    thread.close();
    fillers.close();
  }
}
