package org.tallystick.node.rpc;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The open connections: how many there are, and how long each may keep the server waiting.
///
/// A connection has one deadline at a time, for whatever its client has to do next: send a header,
/// send a body, take an answer. It is not moved by a byte that trickles in, so a client that sends
/// one byte a second holds a connection no longer than one that sends none.
final class Connections {
  /// Above the limit, so many are still told 503 before they are closed; more are closed at once.
  private static final int TURNED_AWAY_MAX = 100;

  private final Vertx vertx;
  private final HttpLimits limits;
  private final Map<HttpConnection, State> open = new ConcurrentHashMap<>();

  Connections(Vertx vertx, HttpLimits limits) {
    this.vertx = vertx;
    this.limits = limits;
  }

  /// Counts a connection in, and awaits its first request.
  void opened(HttpConnection connection) {
    int others = open.size();
    if (others >= limits.connectionsMax() + TURNED_AWAY_MAX) {
      connection.close();
      return;
    }
    open.put(connection, new State(others >= limits.connectionsMax()));
    connection.closeHandler(_ -> closed(connection));
    await(connection, limits.headerTimeout());
  }

  /// Whether the connection is one too many, so that its requests are told 503.
  boolean isTurnedAway(HttpConnection connection) {
    State state = open.get(connection);
    return state == null || state.isTurnedAway;
  }

  boolean isOpen(HttpConnection connection) {
    return open.containsKey(connection);
  }

  int count() {
    return open.size();
  }

  /// Closes the connection unless its client has done its part in time.
  void await(HttpConnection connection, Duration atMost) {
    State state = open.get(connection);
    if (state != null) {
      vertx.cancelTimer(state.timer);
      state.timer = vertx.setTimer(atMost.toMillis(), _ -> connection.close());
    }
  }

  /// Lets the connection wait: it is the server's turn.
  void hold(HttpConnection connection) {
    State state = open.get(connection);
    if (state != null) {
      vertx.cancelTimer(state.timer);
      state.timer = State.NO_TIMER;
    }
  }

  private void closed(HttpConnection connection) {
    hold(connection);
    open.remove(connection);
  }

  /// Belongs to the event loop of its connection.
  private static final class State {
    static final long NO_TIMER = -1;

    final boolean isTurnedAway;
    long timer = NO_TIMER;

    State(boolean isTurnedAway) {
      this.isTurnedAway = isTurnedAway;
    }
  }
}
