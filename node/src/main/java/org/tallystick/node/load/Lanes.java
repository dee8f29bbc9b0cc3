package org.tallystick.node.load;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Connections that work side by side, each with a thread of its own.
final class Lanes implements AutoCloseable {
  private final List<Connection> connections = new ArrayList<>();
  private final ExecutorService threads;

  Lanes(Endpoint endpoint, int count, Duration timeout) {
    for (int at = 0; at < count; at++) {
      connections.add(new Connection(endpoint, timeout));
    }
    threads = Executors.newFixedThreadPool(count);
  }

  /// What one connection does.
  interface Work<T> {
    /// @throws LoadException where the node does what it must not
    T on(Connection connection, int lane) throws IOException;
  }

  /// Does it on all connections at once, and waits for all of them.
  ///
  /// @throws LoadException the first of any, once all have ended
  <T> List<T> all(Work<T> work) {
    List<Future<T>> started = new ArrayList<>();
    for (int at = 0; at < connections.size(); at++) {
      int lane = at;
      started.add(threads.submit(() -> work.on(connections.get(lane), lane)));
    }
    List<T> done = new ArrayList<>();
    LoadException failure = null;
    for (Future<T> each : started) {
      try {
        done.add(each.get());
      } catch (ExecutionException fault) {
        failure = failure == null ? failure(fault) : failure;
      } catch (InterruptedException stop) {
        threads.shutdownNow();
        Thread.currentThread().interrupt();
        throw new LoadException("interrupted", stop);
      }
    }
    if (failure != null) {
      throw failure;
    }
    return done;
  }

  private static LoadException failure(ExecutionException failed) {
    return switch (failed.getCause()) {
      case LoadException failure -> failure;
      case IOException fault ->
          new LoadException("a connection to the node broke: " + fault.getMessage(), fault);
      case null, default -> throw new IllegalStateException(failed);
    };
  }

  /// Connects all of them.
  void open() {
    var _ =
        all((connection, _) -> {
          connection.open();
          return connection;
        });
  }

  @Override
  public void close() {
    threads.shutdownNow();
    connections.forEach(Connection::close);
  }
}
