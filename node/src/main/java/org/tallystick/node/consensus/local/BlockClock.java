package org.tallystick.node.consensus.local;

import java.time.InstantSource;
import java.util.OptionalLong;

/// The clock by which a node that is alone dates its blocks. Goes as the world's does, but can be
/// put forward, so that on a development chain nobody has to wait. Safe to share between threads.
public final class BlockClock {
  private final InstantSource world;
  private long offsetSeconds;
  private OptionalLong next = OptionalLong.empty();

  public BlockClock(InstantSource world) {
    this.world = world;
  }

  /// Puts the clock forward, or back where the number is negative.
  ///
  /// @return by how much it is ahead of the world's now
  public synchronized long advance(long seconds) {
    offsetSeconds = Math.addExact(offsetSeconds, seconds);
    return offsetSeconds;
  }

  /// Decides the date of the next block. From then on the clock goes on from that date.
  public synchronized void setNext(long timestampSeconds) {
    next = OptionalLong.of(timestampSeconds);
  }

  /// Goes on from the newest block where that is ahead of the world, as on a chain whose clock was
  /// put forward before the node was last stopped.
  synchronized void carryOnFrom(long timestampSeconds) {
    long aheadSeconds = timestampSeconds - world.instant().getEpochSecond();
    offsetSeconds = Math.max(offsetSeconds, aheadSeconds);
  }

  /// What the next block would be dated.
  public synchronized long seconds() {
    return next.orElseGet(this::now);
  }

  /// The date for a block that is made now.
  synchronized long take() {
    if (next.isPresent()) {
      offsetSeconds += next.getAsLong() - now();
      next = OptionalLong.empty();
    }
    return now();
  }

  private long now() {
    return world.instant().getEpochSecond() + offsetSeconds;
  }
}
