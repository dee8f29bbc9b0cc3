package org.tallystick.node.load;

import java.util.Arrays;
import java.util.List;

/// How long requests took, each of them.
public final class Latencies {
  private static final double NANOS_PER_MILLI = 1e6;

  private final long[] sortedNanos;

  /// @param nanos at least one, in any order
  Latencies(long[] nanos) {
    if (nanos.length == 0) {
      throw new IllegalArgumentException("nothing was measured");
    }
    sortedNanos = nanos.clone();
    Arrays.sort(sortedNanos);
  }

  /// All of these together.
  static Latencies of(List<long[]> nanos) {
    return new Latencies(nanos.stream().flatMapToLong(Arrays::stream).toArray());
  }

  /// The least time within which so many of a hundred were done (nearest rank).
  ///
  /// @param percent above 0, at most 100
  public double percentileMillis(double percent) {
    int rank = (int) Math.ceil(percent / 100 * sortedNanos.length);
    return sortedNanos[Math.max(rank, 1) - 1] / NANOS_PER_MILLI;
  }
}
