package org.tallystick.node.consensus.local;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/// The snapshots that can be come back to. Who comes back to one loses it and all after it. Of too
/// many the oldest are forgotten.
///
/// Each is of a descendant of the head that the one before is of, so the first is the lowest. Used
/// between two blocks only.
final class Snapshots {
  static final int COUNT_MAX = 100_000;

  /// Transactions in pools, those counted once that several snapshots in a row have in common.
  static final long TRANSACTIONS_MAX = 1_000_000;

  private final TreeMap<Long, Snapshot> byId = new TreeMap<>();
  private long taken;
  private long transactions;

  /// @return the name of the snapshot, counted from 1
  long add(Snapshot snapshot) {
    boolean isPoolNew = byId.isEmpty() || !isSamePool(byId.lastEntry().getValue(), snapshot);
    transactions += isPoolNew ? size(snapshot) : 0;
    taken++;
    byId.put(taken, snapshot);
    while (byId.size() > COUNT_MAX || (transactions > TRANSACTIONS_MAX && byId.size() > 1)) {
      forgetOldest();
    }
    return taken;
  }

  private void forgetOldest() {
    Snapshot oldest = byId.pollFirstEntry().getValue();
    boolean isPoolGone = byId.isEmpty() || !isSamePool(oldest, byId.firstEntry().getValue());
    transactions -= isPoolGone ? size(oldest) : 0;
  }

  Optional<Snapshot> find(long id) {
    return Optional.ofNullable(byId.get(id));
  }

  /// Forgets one and all after it.
  void forgetFrom(long id) {
    while (!byId.isEmpty() && byId.lastKey() >= id) {
      Map.Entry<Long, Snapshot> last = byId.pollLastEntry();
      boolean isPoolGone =
          byId.isEmpty() || !isSamePool(byId.lastEntry().getValue(), last.getValue());
      transactions -= isPoolGone ? size(last.getValue()) : 0;
    }
  }

  void forgetAll() {
    byId.clear();
    transactions = 0;
  }

  int count() {
    return byId.size();
  }

  /// The number of the lowest head that one may come back to.
  OptionalLong lowest() {
    return byId.isEmpty()
        ? OptionalLong.empty()
        : OptionalLong.of(byId.firstEntry().getValue().number());
  }

  private static long size(Snapshot snapshot) {
    return snapshot.pool().transactions().size();
  }

  /// Whether it is one list in memory. Two that are alike take twice the room.
  @SuppressWarnings("ReferenceEquality")
  private static boolean isSamePool(Snapshot one, Snapshot other) {
    return one.pool() == other.pool();
  }
}
