package org.tallystick.node.rpc.protocol;

import java.util.concurrent.atomic.AtomicLong;

/// Bytes that may be held for all clients together. What each may hold is bounded by itself, but
/// eighty times that is more than a small machine has. Safe to share between threads.
public final class Budget {
  private final long bytesMax;
  private final AtomicLong bytesHeld = new AtomicLong();

  public Budget(long bytesMax) {
    this.bytesMax = bytesMax;
  }

  /// Takes so many bytes, or none where they are not there.
  public boolean take(long bytes) {
    long before = bytesHeld.getAndUpdate(held -> held + bytes <= bytesMax ? held + bytes : held);
    return before + bytes <= bytesMax;
  }

  public void giveBack(long bytes) {
    if (bytesHeld.addAndGet(-bytes) < 0) {
      throw new IllegalStateException("more bytes were given back than were taken");
    }
  }

  public long bytesHeld() {
    return bytesHeld.get();
  }
}
