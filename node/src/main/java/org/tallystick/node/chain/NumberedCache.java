package org.tallystick.node.chain;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;

/// Values by the number of their block, up to so many bytes: what was not asked for for the longest
/// time leaves first. Safe to share between threads.
final class NumberedCache<T> {
  private final long bytesMax;
  private final ToLongFunction<T> bytesOf;
  private final Map<Long, T> byNumber = new LinkedHashMap<>(64, 0.75f, true);
  private long bytes;

  /// @param bytesMax of all values together, roughly
  NumberedCache(long bytesMax, ToLongFunction<T> bytesOf) {
    this.bytesMax = bytesMax;
    this.bytesOf = bytesOf;
  }

  synchronized Optional<T> get(long number) {
    return Optional.ofNullable(byNumber.get(number));
  }

  /// Another cache with the values up to this number.
  synchronized NumberedCache<T> upTo(long number) {
    NumberedCache<T> others = new NumberedCache<>(bytesMax, bytesOf);
    byNumber.forEach((key, value) -> {
      if (key <= number) {
        others.put(key, value);
      }
    });
    return others;
  }

  synchronized void put(long number, T value) {
    bytes += bytesOf.applyAsLong(value);
    T before = byNumber.put(number, value);
    if (before != null) {
      bytes -= bytesOf.applyAsLong(before);
    }
    var oldestFirst = byNumber.values().iterator();
    while (bytes > bytesMax && oldestFirst.hasNext()) {
      bytes -= bytesOf.applyAsLong(oldestFirst.next());
      oldestFirst.remove();
    }
  }
}
