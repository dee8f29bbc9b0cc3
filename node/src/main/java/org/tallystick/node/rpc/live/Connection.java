package org.tallystick.node.rpc.live;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;

/// The subscriptions of one connection. Of those that are behind one is filled at a time, in turn,
/// so that a client gets no more work done by asking for more.
final class Connection {
  private final Names names;
  private final Map<String, Follower> byId = new HashMap<>();
  private final Queue<Follower> behind = new ArrayDeque<>();
  private boolean isFilling;
  private boolean isClosed;

  Connection(Names names) {
    this.names = names;
  }

  /// Room for what its subscriptions name.
  Names names() {
    return names;
  }

  /// @return whether there was room for it
  synchronized boolean add(Follower follower, int followersMax) {
    if (byId.size() >= followersMax) {
      return false;
    }
    if (isClosed) {
      follower.end();
    } else {
      byId.put(follower.id(), follower);
    }
    return true;
  }

  /// @return the subscription, which is over
  synchronized Optional<Follower> remove(String id) {
    Optional<Follower> removed = Optional.ofNullable(byId.remove(id));
    removed.ifPresent(follower -> {
      follower.end();
      behind.remove(follower);
    });
    return removed;
  }

  synchronized void close() {
    isClosed = true;
    byId.values().forEach(Follower::end);
    byId.clear();
    behind.clear();
  }

  /// Lets a subscription wait for its turn to be filled, unless it is over.
  synchronized void addBehind(Follower follower) {
    if (byId.containsKey(follower.id())) {
      behind.add(follower);
    }
  }

  /// The next to be filled, unless one is already.
  synchronized Optional<Follower> startFilling() {
    if (isFilling) {
      return Optional.empty();
    }
    Optional<Follower> next = Optional.ofNullable(behind.poll());
    isFilling = next.isPresent();
    return next;
  }

  synchronized void filled() {
    isFilling = false;
  }
}
