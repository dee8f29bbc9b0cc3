package org.tallystick.node.store;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;
import org.tallystick.state.BranchCache;
import org.tallystick.state.LayeredState;
import org.tallystick.state.NodeKey;
import org.tallystick.state.SlotKey;
import org.tallystick.state.StateStore;

/// The state after an older block, read from a newer one's and from what the blocks in between
/// changed. A value is looked up in their records, the oldest first: the first that has it knows
/// what it was. Only a proof needs the trie as it was; what leads to it is one of the [WaysBack],
/// which others share who want the same.
///
/// Readable as long as the newer state is.
final class PastState implements StateStore {
  private final long blockNumber;
  private final Hash root;
  private final long newerNumber;
  private final PinnedState newer;
  private volatile @Nullable StateStore whole;

  /// @param newerNumber number of the block after which the newer state is
  PastState(long blockNumber, Hash root, long newerNumber, PinnedState newer) {
    this.blockNumber = blockNumber;
    this.root = root;
    this.newerNumber = newerNumber;
    this.newer = newer;
  }

  @Override
  public Hash root() {
    return root;
  }

  @Override
  public Optional<Bytes> account(Hash accountKey) {
    for (long number = blockNumber + 1; number <= newerNumber; number++) {
      Optional<UndoRecord.Before> before = newer.accountBefore(number, accountKey);
      if (before.isPresent()) {
        return before.get().value();
      }
    }
    return newer.account(accountKey);
  }

  @Override
  public Optional<Bytes> slot(SlotKey key) {
    for (long number = blockNumber + 1; number <= newerNumber; number++) {
      Optional<UndoRecord.Before> before = newer.slotBefore(number, key);
      if (before.isPresent()) {
        return before.get().value();
      }
    }
    return newer.slot(key);
  }

  @Override
  public List<Entry> accounts(Hash first, Hash last, int entriesMax) {
    return whole().accounts(first, last, entriesMax);
  }

  @Override
  public List<Entry> slots(Hash accountKey, Hash first, Hash last, int entriesMax) {
    return whole().slots(accountKey, first, last, entriesMax);
  }

  @Override
  public Optional<Bytes> node(NodeKey key) {
    return whole().node(key);
  }

  @Override
  public Optional<Bytes> code(Hash codeHash) {
    return newer.code(codeHash);
  }

  @Override
  public BranchCache branches() {
    return newer.branches();
  }

  private StateStore whole() {
    StateStore known = whole;
    return known == null ? goBack() : known;
  }

  private synchronized StateStore goBack() {
    StateStore known = whole;
    if (known == null) {
      StateDatabase.Position to = new StateDatabase.Position(blockNumber, root);
      known = LayeredState.over(newer).apply(newer.sharedWayBack(to, newerNumber));
      whole = known;
    }
    return known;
  }
}
