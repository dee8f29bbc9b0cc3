package org.tallystick.node.testing;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// A clock that stands until the test moves it.
public final class TestClock implements InstantSource {
  private volatile Instant now = Instant.ofEpochSecond(1_800_000_000);

  @Override
  public Instant instant() {
    return now;
  }

  public void advance(Duration duration) {
    now = now.plus(duration);
  }
}
