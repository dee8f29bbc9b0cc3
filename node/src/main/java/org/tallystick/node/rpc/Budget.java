package org.tallystick.node.rpc;

import java.util.concurrent.atomic.AtomicLong;

/// Bytes that may be held for all clients together. What each may hold is bounded by itself, but
/// eighty times that is more than a small machine has. Safe to share between threads.
final class Budget {
  private final long bytesMax;
  private final AtomicLong bytesHeld = new AtomicLong();

  Budget(long bytesMax) {
    this.bytesMax = bytesMax;
  }

  /// Takes so many bytes, or none where they are not there.
  boolean take(long bytes) {
    long before = bytesHeld.getAndUpdate(held -> held + bytes <= bytesMax ? held + bytes : held);
    return before + bytes <= bytesMax;
  }

  void giveBack(long bytes) {
    if (bytesHeld.addAndGet(-bytes) < 0) {
      throw new IllegalStateException("more bytes were given back than were taken");
    }
  }

  long bytesHeld() {
    return bytesHeld.get();
  }
}
