package org.tallystick.node.store;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/// Makes what was written durable, for many writes at once: a *group commit*. Nobody waits for it,
/// so that a machine that loses its power loses the newest writes: those of a time, and all after.
final class GroupSync implements AutoCloseable {
  private static final Logger LOG = System.getLogger(GroupSync.class.getName());

  private final Runnable disk;
  private final Duration within;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("sync").factory());

  /// Something is written that no sync has begun for since.
  private final AtomicBoolean isDue = new AtomicBoolean();

  private volatile boolean hasFailed;

  /// @param disk makes durable what is written by then; throws a [StoreException] where it cannot
  /// @param within the longest time until that is begun
  GroupSync(Runnable disk, Duration within) {
    this.disk = disk;
    this.within = within;
  }

  /// Once a sync has failed, nothing is written until one succeeds.
  ///
  /// @throws StoreException where it fails again
  void beforeWrite() {
    if (hasFailed) {
      disk.run();
      hasFailed = false;
    }
  }

  void afterWrite() {
    if (!isDue.getAndSet(true)) {
      var _ = thread.schedule(this::sync, within.toNanos(), TimeUnit.NANOSECONDS);
    }
  }

  private void sync() {
    isDue.set(false);
    try {
      disk.run();
    } catch (RuntimeException fault) {
      hasFailed = true;
      LOG.log(Level.WARNING, "what was written is not durable yet", fault);
    }
  }

  /// Makes durable what is not yet. There are no writes any more.
  @Override
  public void close() {
    thread.shutdownNow();
    if (isDue.get() || hasFailed) {
      sync();
    }
  }
}
