package org.tallystick.node.store;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
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
///
/// All that are in memory together are larger than what may stay there, and who looks for a value
/// goes through all of them. So a record is only read where its sketch has the key.
final class UndoLog {
  private static final long CACHE_BYTES_MAX = 64L << 20;

  /// Records that were read lately, the latest last.
  private final LinkedHashMap<Long, UndoRecord> cache = new LinkedHashMap<>(16, 0.75f, true);

  private long cacheBytes;
  private final KeySketches sketches;

  UndoLog() {
    this(new KeySketches());
  }

  private UndoLog(KeySketches sketches) {
    this.sketches = sketches;
  }

  /// That of a chain which has the same blocks up to a number.
  UndoLog upTo(long blockNumber) {
    return new UndoLog(sketches.upTo(blockNumber));
  }

  static void put(Batch batch, long blockNumber, UndoRecord record) {
    batch.put(Family.UNDO, key(blockNumber), record.toBytes());
  }

  /// Takes note of a record that the database has.
  void added(long blockNumber, UndoRecord record) {
    sketches.put(blockNumber, record.sketch());
  }

  /// Takes note that blocks below a number will not be asked for.
  void forgetBelow(long blockNumber) {
    sketches.forgetBelow(blockNumber);
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

  /// How many values a block changed.
  int changes(RocksStore.Pin pin, long blockNumber) {
    return sketches
        .find(blockNumber)
        .map(sketch -> sketch.length)
        .orElseGet(() -> record(pin, blockNumber).changes());
  }

  /// An account before a block; absent where the block did not change it.
  Optional<UndoRecord.Before> account(RocksStore.Pin pin, long blockNumber, Hash key) {
    return mayHave(pin, blockNumber, UndoRecord.sketch(key))
        ? record(pin, blockNumber).account(key)
        : Optional.empty();
  }

  /// A slot before a block; absent where the block did not change it.
  Optional<UndoRecord.Before> slot(RocksStore.Pin pin, long blockNumber, SlotKey key) {
    return mayHave(pin, blockNumber, UndoRecord.sketch(key))
        ? record(pin, blockNumber).slot(key)
        : Optional.empty();
  }

  private boolean mayHave(RocksStore.Pin pin, long blockNumber, int keySketch) {
    Optional<int[]> known = sketches.find(blockNumber);
    if (known.isEmpty() && sketches.hasRoom()) {
      known = Optional.of(record(pin, blockNumber).sketch());
      sketches.put(blockNumber, known.get());
    }
    return known.isEmpty() || Arrays.binarySearch(known.get(), keySketch) >= 0;
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
