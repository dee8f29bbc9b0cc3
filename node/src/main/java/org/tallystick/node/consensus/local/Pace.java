package org.tallystick.node.consensus.local;

import java.time.Duration;

/// When a node that is alone makes a block.
public sealed interface Pace {
  /// For every transaction one, as soon as it is executable. Without transactions there are no
  /// blocks.
  record Instant() implements Pace {}

  /// One every so often, of all that waits; an empty one where nothing does.
  record Interval(Duration period) implements Pace {
    public Interval {
      if (period.isNegative() || period.isZero()) {
        throw new IllegalArgumentException(
            "the time between blocks is more than zero, got " + period);
      }
    }
  }
}
