package org.tallystick.node.consensus.local;

import java.util.OptionalLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Wakes the one thread that makes blocks.
///
/// A ring is kept until the thread takes it, and it takes it before it looks for work. So whatever
/// comes after the look rings again, and nothing is slept through.
final class Alarm {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private boolean isRung;
  private boolean isClosed;

  void ring() {
    lock.lock();
    try {
      isRung = true;
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  /// Ends all waiting, now and later.
  void close() {
    lock.lock();
    try {
      isClosed = true;
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  boolean isClosed() {
    lock.lock();
    try {
      return isClosed;
    } finally {
      lock.unlock();
    }
  }

  /// Waits for a ring and takes it, but no longer than until a time.
  ///
  /// @param nanoTime as [System#nanoTime()] counts; absent, it waits for however long it takes
  /// @return `false` once the alarm is closed, or where the thread is interrupted
  boolean awaitRing(OptionalLong nanoTime) {
    lock.lock();
    try {
      boolean isInTime = true;
      while (!isRung && !isClosed && isInTime) {
        if (nanoTime.isPresent()) {
          isInTime = changed.awaitNanos(nanoTime.getAsLong() - System.nanoTime()) > 0;
        } else {
          changed.await();
        }
      }
      isRung = false;
      return !isClosed;
    } catch (InterruptedException askedToEnd) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      lock.unlock();
    }
  }

  /// Waits for a time to come, whoever rings.
  ///
  /// @param nanoTime as [System#nanoTime()] counts
  /// @return `false` once the alarm is closed, or where the thread is interrupted
  boolean awaitTime(long nanoTime) {
    lock.lock();
    try {
      long left = nanoTime - System.nanoTime();
      while (left > 0 && !isClosed) {
        left = changed.awaitNanos(left);
      }
      return !isClosed;
    } catch (InterruptedException askedToEnd) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      lock.unlock();
    }
  }
}
