package org.tallystick.node.rpc.live;

import java.time.Duration;

/// How much clients may follow at once.
///
/// @param filtersMax of all clients together
/// @param filterIdle a filter that nobody asks for so long is gone
/// @param subscriptionsMax on one connection
/// @param fillBlocksMax blocks that are read at once for a subscription to logs that is behind
/// @param fillLogsMax logs that are held for it at once, or those of one block
/// @param pendingBytesMax of the newest executable transactions, which are remembered for those who
///   follow them; older ones are not told of any more
/// @param filterNamesMax addresses and topics in the filters of all clients together
/// @param subscriptionNamesMax those in all subscriptions of one connection
public record LiveLimits(
    int filtersMax,
    Duration filterIdle,
    int subscriptionsMax,
    int fillBlocksMax,
    int fillLogsMax,
    long pendingBytesMax,
    int filterNamesMax,
    int subscriptionNamesMax) {
  public static final LiveLimits DEFAULT =
      new LiveLimits(1_000, Duration.ofMinutes(2), 100, 5_000, 1_000, 16 << 20, 200_000, 10_000);

  public LiveLimits {
    if (filtersMax < 1 || subscriptionsMax < 1 || fillBlocksMax < 1 || fillLogsMax < 1) {
      throw new IllegalArgumentException("a limit is at least 1");
    }
  }

  public LiveLimits withFiltersMax(int next) {
    return new LiveLimits(
        next,
        filterIdle,
        subscriptionsMax,
        fillBlocksMax,
        fillLogsMax,
        pendingBytesMax,
        filterNamesMax,
        subscriptionNamesMax);
  }

  public LiveLimits withPendingBytesMax(long next) {
    return new LiveLimits(
        filtersMax,
        filterIdle,
        subscriptionsMax,
        fillBlocksMax,
        fillLogsMax,
        next,
        filterNamesMax,
        subscriptionNamesMax);
  }

  public LiveLimits withFill(int blocksMax, int logsMax) {
    return new LiveLimits(
        filtersMax,
        filterIdle,
        subscriptionsMax,
        blocksMax,
        logsMax,
        pendingBytesMax,
        filterNamesMax,
        subscriptionNamesMax);
  }

  public LiveLimits withNames(int ofFiltersMax, int ofSubscriptionsMax) {
    return new LiveLimits(
        filtersMax,
        filterIdle,
        subscriptionsMax,
        fillBlocksMax,
        fillLogsMax,
        pendingBytesMax,
        ofFiltersMax,
        ofSubscriptionsMax);
  }
}
