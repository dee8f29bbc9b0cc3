package org.tallystick.node.store;

import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.tallystick.node.store.StateDatabase.Position;
import org.tallystick.state.BranchCache;
import org.tallystick.state.StateUpdate;

/// What leads back to older states, nodes too, as it was made for the latest proofs. One way is
/// made at a time, whoever wants it, and who waited for it takes it. Safe to share.
final class WaysBack {
  /// Of one way, and of all that are kept.
  static final int CHANGES_MAX = 100_000;

  /// Apart from the head's, so that who asks for the past does not slow down blocks.
  private static final long BRANCH_CACHE_BYTES = 16L << 20;

  private final BranchCache branches;
  private final LinkedHashMap<Way, StateUpdate> ways = new LinkedHashMap<>(16, 0.75f, true);
  private final ReentrantLock making = new ReentrantLock();
  private int changes;

  /// From a state back to that after an older block.
  record Way(Position from, Position to) {}

  /// @param head the branches of the head's tries, of which many are old ones' too
  WaysBack(BranchCache head) {
    branches = BranchCache.before(head, BRANCH_CACHE_BYTES);
  }

  /// Branches of older states.
  BranchCache branches() {
    return branches;
  }

  StateUpdate find(Way way, Supplier<StateUpdate> make) {
    Optional<StateUpdate> known = known(way);
    if (known.isPresent()) {
      return known.get();
    }
    making.lock();
    try {
      Optional<StateUpdate> meanwhile = known(way);
      return meanwhile.isPresent() ? meanwhile.get() : remember(way, make.get());
    } finally {
      making.unlock();
    }
  }

  private synchronized Optional<StateUpdate> known(Way way) {
    return Optional.ofNullable(ways.get(way));
  }

  /// The latest way is kept however long it is.
  private synchronized StateUpdate remember(Way way, StateUpdate made) {
    ways.put(way, made);
    changes += changes(made);
    while (changes > CHANGES_MAX && ways.size() > 1) {
      changes -= changes(ways.pollFirstEntry().getValue());
    }
    return made;
  }

  private static int changes(StateUpdate update) {
    return update.accounts().size() + update.slots().size();
  }
}
