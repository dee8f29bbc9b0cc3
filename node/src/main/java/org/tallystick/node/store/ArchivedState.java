package org.tallystick.node.store;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;
import org.tallystick.node.store.RocksStore.Family;
import org.tallystick.node.store.StateDatabase.Position;
import org.tallystick.state.BranchCache;
import org.tallystick.state.LayeredState;
import org.tallystick.state.NodeKey;
import org.tallystick.state.SlotKey;
import org.tallystick.state.StateStore;
import org.tallystick.state.StateTrie;
import org.tallystick.state.StateUpdate;

/// The state after any block of an archive. A value is what it was before the first block after
/// this one that changed it. Nodes are known as of the last point up to this block; only a proof
/// needs them, and then what the blocks since the point changed is laid over them, once.
///
/// Readable as long as the newer state is.
final class ArchivedState implements StateStore {
  /// Ranges of values that make one branch, at most.
  private static final int ENTRIES_KEPT_MAX = 17;

  private static final int RANGES_KEPT_MAX = 4_096;

  private final Archive archive;
  private final PinnedState newer;
  private final RocksStore.Pin pin;
  private final Position at;
  private final Position point;
  private volatile @Nullable StateStore trie;

  /// Small ranges that were read: in a state that was small, one may have cost all that came since.
  private final Map<Range, List<Entry>> ranges = new ConcurrentHashMap<>();

  private record Range(byte kind, Bytes first, Bytes last, int entriesMax) {}

  /// @param at the block after which this state is
  /// @param point the last one up to that block
  ArchivedState(
      Archive archive, PinnedState newer, RocksStore.Pin pin, Position at, Position point) {
    this.archive = archive;
    this.newer = newer;
    this.pin = pin;
    this.at = at;
    this.point = point;
  }

  @Override
  public Hash root() {
    return at.stateRoot();
  }

  @Override
  public Optional<Bytes> account(Hash accountKey) {
    return Versions.after(
        pin, Versions.ofAccount(accountKey), at.blockNumber(), () -> newer.account(accountKey));
  }

  @Override
  public Optional<Bytes> slot(SlotKey key) {
    return Versions.after(pin, Versions.ofSlot(key), at.blockNumber(), () -> newer.slot(key));
  }

  @Override
  public List<Entry> accounts(Hash first, Hash last, int entriesMax) {
    return range(new Range(Versions.ACCOUNT, first.bytes(), last.bytes(), entriesMax));
  }

  @Override
  public List<Entry> slots(Hash accountKey, Hash first, Hash last, int entriesMax) {
    Bytes from = new SlotKey(accountKey, first).toBytes();
    Bytes to = new SlotKey(accountKey, last).toBytes();
    return range(new Range(Versions.SLOT, from, to, entriesMax));
  }

  private List<Entry> range(Range range) {
    List<Entry> known = ranges.get(range);
    if (known != null) {
      return known;
    }
    Family family = range.kind == Versions.ACCOUNT ? Family.ACCOUNT : Family.SLOT;
    List<Entry> read =
        new PastRange(pin, at.blockNumber(), family, range.kind, range.first, range.last)
            .first(range.entriesMax);
    if (range.entriesMax <= ENTRIES_KEPT_MAX && ranges.size() < RANGES_KEPT_MAX) {
      ranges.put(range, read);
    }
    return read;
  }

  @Override
  public Optional<Bytes> node(NodeKey key) {
    return at.equals(point)
        ? NodeHistory.node(pin, key.toBytes(), point.blockNumber())
        : trie().node(key);
  }

  @Override
  public Optional<Bytes> code(Hash codeHash) {
    return newer.code(codeHash);
  }

  @Override
  public BranchCache branches() {
    return archive.branches();
  }

  private StateStore trie() {
    StateStore known = trie;
    if (known == null) {
      known = goOn();
      trie = known;
    }
    return known;
  }

  private synchronized StateStore goOn() {
    ArchivedState then = new ArchivedState(archive, newer, pin, point, point);
    Archive.Way way = new Archive.Way(point, at);
    return LayeredState.over(then).apply(archive.trie(way).orElseGet(() -> goOn(then, way)));
  }

  private StateUpdate goOn(ArchivedState then, Archive.Way way) {
    StateUpdate values = UndoLog.between(point, at, this, newer::undoRecord);
    StateUpdate update = StateTrie.prepare(then, values.accounts(), values.slots());
    at.requireRoot(
        update.root(), "what was changed since block " + point.blockNumber() + " leads to");
    archive.remember(way, update);
    return update;
  }
}
