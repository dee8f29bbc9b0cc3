package org.tallystick.node.consensus.local;

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

  /// Waits for a ring and takes it.
  ///
  /// @return `false` once the alarm is closed
  boolean awaitRing() {
    lock.lock();
    try {
      while (!isRung && !isClosed) {
        changed.awaitUninterruptibly();
      }
      isRung = false;
      return !isClosed;
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
