package org.tallystick.node.store;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/// Which keys each of the newest blocks may have changed, so that only the records of those are
/// read that did: a [sketch][UndoRecord#sketch()] of each record. Safe to share.
final class KeySketches {
  /// Those of 1,024 blocks with 8,000 changes each.
  private static final long BYTES_MAX = 32L << 20;

  /// What a sketch takes besides its keys.
  private static final int SKETCH_BYTES = 80;

  private final Map<Long, int[]> sketches = new ConcurrentHashMap<>();
  private final AtomicLong bytes = new AtomicLong();

  /// The sketch of a block's record, where it is kept.
  Optional<int[]> find(long blockNumber) {
    return Optional.ofNullable(sketches.get(blockNumber));
  }

  /// Where there is no room, what is there stays: whoever looks for a key goes through all of them
  /// in one order, so that the oldest one is the next that is wanted.
  boolean hasRoom() {
    return bytes.get() < BYTES_MAX;
  }

  void put(long blockNumber, int[] sketch) {
    if (hasRoom() && sketches.putIfAbsent(blockNumber, sketch) == null) {
      bytes.addAndGet(bytes(sketch));
    }
  }

  /// Forgets those of blocks below a number.
  void forgetBelow(long firstKept) {
    sketches.keySet().stream()
        .filter(blockNumber -> blockNumber < firstKept)
        .toList()
        .forEach(this::forget);
  }

  private void forget(Long blockNumber) {
    int[] sketch = sketches.remove(blockNumber);
    if (sketch != null) {
      bytes.addAndGet(-bytes(sketch));
    }
  }

  /// Those of the blocks up to a number, for a chain that goes on from there in another way.
  KeySketches upTo(long blockNumber) {
    KeySketches same = new KeySketches();
    sketches.forEach((each, sketch) -> {
      if (each <= blockNumber) {
        same.put(each, sketch);
      }
    });
    return same;
  }

  private static long bytes(int[] sketch) {
    return SKETCH_BYTES + (long) Integer.BYTES * sketch.length;
  }
}
