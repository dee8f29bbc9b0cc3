package org.tallystick.node.store;

import java.util.LinkedHashMap;
import java.util.Optional;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;
import org.tallystick.node.store.RocksStore.Batch;
import org.tallystick.node.store.RocksStore.Family;
import org.tallystick.node.store.StateDatabase.Position;
import org.tallystick.rlp.RlpException;
import org.tallystick.rlp.RlpReader;
import org.tallystick.rlp.RlpWriter;
import org.tallystick.state.BranchCache;
import org.tallystick.state.SlotKey;
import org.tallystick.state.StateUpdate;
import org.tallystick.state.ValueChange;

/// What leads from the head's state to that of any block since the archive began: what values and
/// nodes were before they changed. Nothing is stored twice, so what never changes costs nothing.
/// Written to by one thread, read by any.
///
/// | family | key | value |
/// |---|---|---|
/// | hist | 'a', an account's key, number of a block | the account before the block, empty: none |
/// | hist | 's', a slot's key, number of a block | the same of the slot |
/// | hist | 'n', 'p', 'k' | [of nodes][NodeHistory] |
/// | meta | "arch" | number of the block at which it begins, RLP |
final class Archive {
  private static final Bytes ENTRY = Bytes.of((byte) 'a', (byte) 'r', (byte) 'c', (byte) 'h');

  /// Apart from the head's, so that who asks for the past does not slow down blocks.
  private static final long BRANCH_CACHE_BYTES = 16L << 20;

  /// Each holds what the blocks between two points changed.
  private static final int TRIES_MAX = 4;

  private final long beginning;
  private final BranchCache branches;
  private final LinkedHashMap<Way, StateUpdate> tries = new LinkedHashMap<>(16, 0.75f, true);

  /// From a point to a block after it.
  record Way(Position point, Position block) {}

  private Archive(long beginning, BranchCache branches) {
    this.beginning = beginning;
    this.branches = branches;
  }

  /// The archive in the database, where it is one.
  static Optional<Archive> in(RocksStore database) {
    return database
        .get(Family.META, ENTRY.arrayUnsafe())
        .map(entry -> new Archive(readBeginning(entry), new BranchCache(BRANCH_CACHE_BYTES)));
  }

  /// Begins an archive at a block whose nodes the database holds.
  static void begin(Batch batch, Position position) {
    putBeginning(batch, position.blockNumber());
    NodeHistory.begin(batch, position);
  }

  /// Makes a database one that is no archive.
  static void remove(Batch batch) {
    batch.delete(Family.META, ENTRY);
    KeptFrom.NODE_KEYS.remove(batch);
    batch.clear(Family.HISTORY);
  }

  /// The block from which on every state can be read.
  long beginning() {
    return beginning;
  }

  BranchCache branches() {
    return branches;
  }

  static void putValues(Batch batch, long blockNumber, StateUpdate update) {
    for (ValueChange<Hash> change : update.accounts()) {
      Versions.put(batch, Versions.ofAccount(change.key()), blockNumber, change.before());
    }
    for (ValueChange<SlotKey> change : update.slots()) {
      Versions.put(batch, Versions.ofSlot(change.key()), blockNumber, change.before());
    }
  }

  static void removeValues(Batch batch, long blockNumber, UndoRecord record) {
    record.accounts((key, _) -> Versions.remove(batch, Versions.ofAccount(key), blockNumber));
    record.slots((key, _) -> Versions.remove(batch, Versions.ofSlot(key), blockNumber));
  }

  /// Where the chain went back to a block before the beginning, that is where it begins.
  void backTo(Batch batch, long blockNumber) {
    putBeginning(batch, from(blockNumber).beginning);
  }

  /// This archive after the chain went back to a block.
  Archive from(long blockNumber) {
    return blockNumber < beginning ? new Archive(blockNumber, branches) : this;
  }

  /// The state after a block, read from a newer one's; absent where the archive did not have it.
  ///
  /// @param pin in which the newer state is the head's
  Optional<ArchivedState> state(PinnedState newer, RocksStore.Pin pin, Position at) {
    return NodeHistory.point(pin, at.blockNumber())
        .map(point -> new ArchivedState(this, newer, pin, at, point));
  }

  synchronized Optional<StateUpdate> trie(Way way) {
    return Optional.ofNullable(tries.get(way));
  }

  synchronized void remember(Way way, StateUpdate update) {
    tries.put(way, update);
    if (tries.size() > TRIES_MAX) {
      tries.pollFirstEntry();
    }
  }

  private static void putBeginning(Batch batch, long blockNumber) {
    batch.put(Family.META, ENTRY, new RlpWriter().writeLong(blockNumber).toBytes());
  }

  private static long readBeginning(Bytes entry) {
    try {
      return RlpReader.of(entry).readLong();
    } catch (RlpException fault) {
      throw StoreException.corrupt("the entry that names the archive is unreadable", fault);
    }
  }
}
