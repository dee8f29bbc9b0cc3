package org.tallystick.node.load;

import java.time.Duration;
import java.util.Optional;

/// What a load took.
///
/// @param requests transactions, or calls
/// @param accepting from the first request to the answer to the last
/// @param whole from the first request until all were seen in blocks; of calls, until all were
///   answered
/// @param latencies of each transaction from its request until its receipt was seen, of each call
///   until its answer; absent where the senders did not wait
/// @param used by the node meanwhile
public record Measured(
    int requests,
    Duration accepting,
    Duration whole,
    Optional<Latencies> latencies,
    Optional<Used> used) {
  private static final double NANOS_PER_SECOND = 1e9;

  /// What the node's process used.
  ///
  /// @param cpuMillis while the load lasted
  /// @param residentBytes of memory at its end
  public record Used(long cpuMillis, long residentBytes) {}

  public double acceptedPerSecond() {
    return requests * NANOS_PER_SECOND / accepting.toNanos();
  }

  public double perSecond() {
    return requests * NANOS_PER_SECOND / whole.toNanos();
  }

  /// CPU of the node for each request.
  public Optional<Double> cpuMicrosPerRequest() {
    return used.map(it -> it.cpuMillis() * 1_000.0 / requests);
  }
}
