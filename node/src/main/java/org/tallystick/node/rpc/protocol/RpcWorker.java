package org.tallystick.node.rpc.protocol;

/// A thread that answers calls. It may go on from one call of a batch to the next without another
/// thread having to wake up, for as long as its turn lasts.
public final class RpcWorker extends Thread {
  /// Calls of one turn.
  private static final int CALLS_MAX = 16;

  private int calls;

  /// @param tasks runs one after another; each begins a turn, see [#turn(Runnable)]
  public RpcWorker(Runnable tasks, String name) {
    super(tasks, name);
    setDaemon(true);
  }

  /// Runs a task in a turn of its own. To be called on such a thread.
  static void turn(Runnable task) {
    if (Thread.currentThread() instanceof RpcWorker worker) {
      worker.calls = 0;
    }
    task.run();
  }

  /// Takes note of one more call in this turn.
  ///
  /// @return `false` where the turn is over: the call has to wait for another
  boolean mayGoOn() {
    calls++;
    return calls <= CALLS_MAX;
  }
}
