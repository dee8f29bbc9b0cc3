package org.tallystick.node.consensus.local;

import java.time.Duration;
import java.util.Optional;

/// When blocks are made by themselves, as it stands: for each transaction, every so often, both, or
/// never.
///
/// @param isAutomatic whether for every transaction one is made, as soon as it is executable
/// @param period of blocks of all that waits
record Rhythm(boolean isAutomatic, Optional<Duration> period) {
  static Rhythm of(Pace pace) {
    return switch (pace) {
      case Pace.Instant() -> new Rhythm(true, Optional.empty());
      case Pace.Interval(Duration period) -> new Rhythm(false, Optional.of(period));
    };
  }

  Rhythm withAutomatic(boolean automatic) {
    return new Rhythm(automatic, period);
  }

  Rhythm withPeriod(Optional<Duration> next) {
    return new Rhythm(isAutomatic, next);
  }
}
