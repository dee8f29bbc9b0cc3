package org.tallystick.sdk.testing;

import java.time.Duration;
import java.time.Instant;

/// The clock of a test chain. It stands still until it is moved; every block and call has its time.
public final class Time {
  private final MemoryChain chain;

  Time(MemoryChain chain) {
    this.chain = chain;
  }

  public Instant now() {
    return Instant.ofEpochSecond(chain.moment().timeSeconds());
  }

  /// Moves the clock forward.
  public void advance(Duration duration) {
    set(now().plus(duration));
  }

  /// Sets the clock.
  ///
  /// @throws IllegalArgumentException where it would run backwards, which no chain can
  public void set(Instant instant) {
    if (instant.isBefore(now())) {
      throw new IllegalArgumentException(
          "a chain's time does not run backwards: it is " + now() + ", got " + instant);
    }
    chain.setTime(instant.getEpochSecond());
  }
}
