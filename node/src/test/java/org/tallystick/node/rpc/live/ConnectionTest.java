package org.tallystick.node.rpc.live;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.tallystick.bytes.Hash;
import org.tallystick.node.chain.BlockId;
import org.tallystick.node.chain.LogFilter;

/// The subscriptions of a connection that wait to be filled.
final class ConnectionTest {
  private final Connection connection = new Connection(new Names("they", 0));

  @Test
  void fillsOneAtATimeInTurn() {
    Follower first = follower();
    Follower second = follower();
    connection.addBehind(first);
    connection.addBehind(second);

    assertEquals(Optional.of(first), connection.startFilling());
    assertEquals(Optional.empty(), connection.startFilling());
    connection.filled();
    assertEquals(Optional.of(second), connection.startFilling());
  }

  @Test
  void keepsNothingOfSubscriptionsThatAreOver() {
    Follower waiting = follower();
    Follower late = follower();
    Follower other = follower();
    connection.addBehind(waiting);
    connection.remove(waiting.id());
    connection.remove(late.id());
    connection.addBehind(late);
    connection.addBehind(other);

    assertEquals(Optional.of(other), connection.startFilling());
  }

  private Follower follower() {
    LogRange range = new LogRange(LogFilter.ALL, 0, Long.MAX_VALUE);
    Follower follower =
        new Follower(
            new Wish.Logs(range, OptionalLong.of(0)),
            new TestChannel(),
            new BlockId(0, Hash.ZERO),
            () -> {});
    connection.add(follower, 10);
    return follower;
  }
}
