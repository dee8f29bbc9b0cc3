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

  /// @param disk makes durable what is written by then; throws where it cannot
  /// @param within the longest time until that is begun
  GroupSync(Runnable disk, Duration within) {
    this.disk = disk;
    this.within = within;
  }

  /// Whether a sync has failed and none succeeded since: the next write has to be durable by
  /// itself, so that it fails where the disk still does.
  boolean hasFailed() {
    return hasFailed;
  }

  /// Takes note of a write that is not durable yet.
  void written() {
    if (!isDue.getAndSet(true)) {
      var _ = thread.schedule(this::sync, within.toNanos(), TimeUnit.NANOSECONDS);
    }
  }

  /// Takes note of a write that is durable, and with it all before.
  void writtenDurably() {
    hasFailed = false;
  }

  private void sync() {
    isDue.set(false);
    try {
      disk.run();
      hasFailed = false;
    } catch (RuntimeException fault) {
      hasFailed = true;
      LOG.log(Level.WARNING, "what was written is not durable yet", fault);
    }
  }

  /// Makes durable what is not yet; [#hasFailed()] says whether it is. There are no writes any
  /// more.
  @Override
  public void close() {
    // Not what is to come; then it waits for the one under way.
    thread.shutdownNow();
    thread.close();
    if (isDue.get() || hasFailed) {
      sync();
    }
  }
}
