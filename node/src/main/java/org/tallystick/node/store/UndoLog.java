package org.tallystick.node.store;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongFunction;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;
import org.tallystick.node.store.RocksStore.Batch;
import org.tallystick.node.store.RocksStore.Family;
import org.tallystick.node.store.StateDatabase.Position;
import org.tallystick.state.SlotKey;
import org.tallystick.state.StateStore;
import org.tallystick.state.StateUpdate;
import org.tallystick.state.ValueChange;

/// What each of the newest blocks changed in the state, to go back by. Safe to share.
final class UndoLog {
  private static final long CACHE_BYTES_MAX = 64L << 20;

  /// Records that were read lately, the latest last.
  private final LinkedHashMap<Long, UndoRecord> cache = new LinkedHashMap<>(16, 0.75f, true);

  private long cacheBytes;

  static void put(Batch batch, long blockNumber, StateUpdate update) {
    batch.put(Family.UNDO, key(blockNumber), UndoRecord.of(update).toBytes());
  }

  static void remove(Batch batch, long blockNumber) {
    batch.delete(Family.UNDO, key(blockNumber));
  }

  /// Forgets what blocks below a number changed.
  static void prune(Batch batch, long firstKept) {
    batch.deleteRange(Family.UNDO, key(0), key(firstKept));
    KeptFrom.RECORDS.put(batch, firstKept);
  }

  /// What a block changed, as the database had it when it was pinned.
  ///
  /// @throws StoreException where it had nothing
  UndoRecord record(RocksStore.Pin pin, long blockNumber) {
    Optional<UndoRecord> cached = cached(blockNumber);
    if (cached.isPresent()) {
      return cached.get();
    }
    Bytes stored =
        pin.get(Family.UNDO, key(blockNumber))
            .orElseThrow(() ->
                StoreException.corrupt(
                    "what block " + blockNumber + " changed in the state is missing", null));
    UndoRecord record = UndoRecord.read(blockNumber, stored);
    remember(blockNumber, record);
    return record;
  }

  private synchronized Optional<UndoRecord> cached(long blockNumber) {
    return Optional.ofNullable(cache.get(blockNumber));
  }

  private synchronized void remember(long blockNumber, UndoRecord record) {
    if (cache.put(blockNumber, record) == null) {
      cacheBytes += record.length();
    }
    while (cacheBytes > CACHE_BYTES_MAX) {
      Map.Entry<Long, UndoRecord> oldest = cache.pollFirstEntry();
      cacheBytes -= oldest.getValue().length();
    }
  }

  /// What leads from the state after an older block to that after a newer one, in values; the nodes
  /// are not known.
  ///
  /// @param newer the state after the newer block
  /// @param records what each block in between changed
  static StateUpdate between(
      Position from, Position to, StateStore newer, LongFunction<UndoRecord> records) {
    TreeMap<Hash, Optional<Bytes>> accountsBefore = new TreeMap<>();
    TreeMap<SlotKey, Optional<Bytes>> slotsBefore = new TreeMap<>();
    for (long number = from.blockNumber() + 1; number <= to.blockNumber(); number++) {
      UndoRecord record = records.apply(number);
      // The first block that changed a value knows what it was at the beginning.
      record.accounts(accountsBefore::putIfAbsent);
      record.slots(slotsBefore::putIfAbsent);
    }
    List<ValueChange<Hash>> accounts = new ArrayList<>(accountsBefore.size());
    accountsBefore.forEach(
        (key, before) -> accounts.add(new ValueChange<>(key, before, newer.account(key))));
    List<ValueChange<SlotKey>> slots = new ArrayList<>(slotsBefore.size());
    slotsBefore.forEach(
        (key, before) -> slots.add(new ValueChange<>(key, before, newer.slot(key))));
    return new StateUpdate(from.stateRoot(), to.stateRoot(), accounts, slots, Map.of(), Map.of());
  }

  private static Bytes key(long blockNumber) {
    return Bytes.wrap(ByteBuffer.allocate(Long.BYTES).putLong(blockNumber).array());
  }
}
