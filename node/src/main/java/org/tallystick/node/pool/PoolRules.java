package org.tallystick.node.pool;

import java.time.Duration;

/// How much a pool holds and for how long. Every node keeps its own.
///
/// @param executableMax transactions that could be in the next block if there were room, of all
///   accounts together
/// @param queuedMax transactions that wait for one before them, of all accounts together
/// @param queuedPerAccountMax the same of one account
/// @param executablePerAccountKept executable transactions that no account loses to another when
///   the pool is full; while it is not, an account may have as many as it likes
/// @param bumpPercent by how much a transaction has to outbid the one whose place it takes
/// @param lifetime how long a transaction waits before it is dropped
/// @param waitsForBaseFee whether a transaction may wait that bids less than the next block burns;
///   otherwise it is turned away, since on some chains no base fee falls while nobody sends
public record PoolRules(
    int executableMax,
    int queuedMax,
    int queuedPerAccountMax,
    int executablePerAccountKept,
    int bumpPercent,
    Duration lifetime,
    boolean waitsForBaseFee) {

  /// For a node among others.
  public static final PoolRules DEFAULT =
      new PoolRules(5_120, 1_024, 64, 16, 10, Duration.ofHours(3), true);

  /// For a development chain, where everybody is a friend and in a hurry. One who sends thousands
  /// at once over many connections has them arrive in any order, so as many may wait for the first.
  public static final PoolRules DEVELOPMENT =
      new PoolRules(100_000, 100_000, 100_000, 16, 10, Duration.ofHours(3), false);

  public PoolRules {
    requireAtLeastOne("executableMax", executableMax);
    requireAtLeastOne("queuedMax", queuedMax);
    requireAtLeastOne("queuedPerAccountMax", queuedPerAccountMax);
    requireAtLeastOne("executablePerAccountKept", executablePerAccountKept);
  }

  private static void requireAtLeastOne(String name, int number) {
    if (number < 1) {
      throw new IllegalArgumentException(name + " is at least 1, got " + number);
    }
  }
}
