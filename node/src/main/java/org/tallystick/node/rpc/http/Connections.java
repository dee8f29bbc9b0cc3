package org.tallystick.node.rpc.http;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.tallystick.node.rpc.protocol.Budget;

/// The open connections: how many there are, how much is held for each, and how long each may keep
/// the server waiting.
///
/// A connection has one deadline at a time, for whatever its client has to do next: send a header,
/// send a body, take an answer. It is not moved by a byte that trickles in, so a client that sends
/// one byte a second holds a connection no longer than one that sends none.
final class Connections {
  /// Above the limit, so many are still told 503 before they are closed; more are closed at once.
  private static final int TURNED_AWAY_MAX = 100;

  private final Vertx vertx;
  private final HttpLimits limits;
  private final Budget budget;
  private final Map<HttpConnection, State> open = new ConcurrentHashMap<>();
  private final AtomicInteger welcome = new AtomicInteger();

  Connections(Vertx vertx, HttpLimits limits, Budget budget) {
    this.vertx = vertx;
    this.limits = limits;
    this.budget = budget;
  }

  /// Counts a connection in, and awaits its first request.
  void opened(HttpConnection connection) {
    boolean isWelcome =
        welcome.getAndUpdate(count -> count < limits.connectionsMax() ? count + 1 : count)
            < limits.connectionsMax();
    if (!isWelcome && open.size() >= limits.connectionsMax() + TURNED_AWAY_MAX) {
      connection.close();
      return;
    }
    open.put(connection, new State(isWelcome));
    connection.closeHandler(_ -> closed(connection));
    await(connection, limits.timeouts().header());
  }

  /// Whether the connection is one too many, so that its requests are told 503.
  boolean isTurnedAway(HttpConnection connection) {
    State state = open.get(connection);
    return state == null || !state.isWelcome;
  }

  boolean isOpen(HttpConnection connection) {
    State state = open.get(connection);
    return state != null && !state.isClosed;
  }

  /// Closes the connection unless its client has done its part in time.
  void await(HttpConnection connection, Duration atMost) {
    State state = open.get(connection);
    if (state != null) {
      vertx.cancelTimer(state.timer);
      state.timer = vertx.setTimer(atMost.toMillis(), _ -> connection.close());
    }
  }

  /// Lets the connection wait: it is the server's turn, until [#answered(HttpConnection)]. Until
  /// then it counts, with all that is held for it, even where its client has gone: the work for it
  /// has not. Otherwise one could have any amount of work done at once by not waiting for it.
  void hold(HttpConnection connection) {
    State state = open.get(connection);
    if (state != null) {
      stopTimer(state);
      state.works++;
    }
  }

  /// Says that the server has done its turn.
  void answered(HttpConnection connection) {
    State state = open.get(connection);
    if (state != null) {
      state.works--;
      if (state.isClosed && state.works == 0) {
        forget(connection, state);
      }
    }
  }

  /// Lets the connection stay as it is: it speaks another protocol now, which looks after it.
  void handOver(HttpConnection connection) {
    State state = open.get(connection);
    if (state != null) {
      stopTimer(state);
    }
  }

  /// Says how many bytes are held for the connection now.
  ///
  /// @return `false` where there is no room for them; then as many are held as before
  boolean hold(HttpConnection connection, long bytes) {
    State state = open.get(connection);
    if (state == null) {
      return true;
    }
    long more = bytes - state.bytesHeld;
    if (more > 0 && !budget.take(more)) {
      return false;
    }
    if (more < 0) {
      budget.giveBack(-more);
    }
    state.bytesHeld = bytes;
    return true;
  }

  /// Counts a connection out, once nothing is done for it any more.
  void closed(HttpConnection connection) {
    State state = open.get(connection);
    if (state != null && !state.isClosed) {
      stopTimer(state);
      state.isClosed = true;
      if (state.works == 0) {
        forget(connection, state);
      }
    }
  }

  private void forget(HttpConnection connection, State state) {
    hold(connection, 0);
    open.remove(connection);
    if (state.isWelcome) {
      welcome.decrementAndGet();
    }
  }

  private void stopTimer(State state) {
    vertx.cancelTimer(state.timer);
    state.timer = State.NO_TIMER;
  }

  /// Belongs to the event loop of its connection; others only look whether it is closed.
  private static final class State {
    static final long NO_TIMER = -1;

    final boolean isWelcome;
    long timer = NO_TIMER;
    long bytesHeld;
    int works;
    volatile boolean isClosed;

    State(boolean isWelcome) {
      this.isWelcome = isWelcome;
    }
  }
}
