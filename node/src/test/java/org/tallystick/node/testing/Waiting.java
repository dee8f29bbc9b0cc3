package org.tallystick.node.testing;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// Waits for what another thread does.
public final class Waiting {
  private static final long SECONDS_MAX = 60;

  private Waiting() {}

  public static void until(BooleanSupplier condition) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS_MAX);
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() < end, "it did not happen within " + SECONDS_MAX + " seconds");
      LockSupport.parkNanos(500_000);
    }
  }
}
