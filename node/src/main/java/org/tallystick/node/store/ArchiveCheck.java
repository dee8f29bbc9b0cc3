package org.tallystick.node.store;

import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.function.LongFunction;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;
import org.tallystick.node.store.RocksStore.Family;
import org.tallystick.node.store.StateDatabase.Position;

/// Looks whether an archive holds what its blocks changed, that and no more. Its nodes are looked
/// at by whoever reads them: each by its hash.
final class ArchiveCheck {
  private static final int ENTRIES_AT_ONCE = 1_000;

  private final RocksStore.Pin pin;
  private final long beginning;
  private final long head;
  private long versions;

  ArchiveCheck(RocksStore.Pin pin, long beginning, long head) {
    this.pin = pin;
    this.beginning = beginning;
    this.head = head;
  }

  /// @param records what each block changed
  /// @param roots the state root of each block
  /// @throws StoreException where something is missing or another
  void run(LongFunction<UndoRecord> records, LongFunction<Hash> roots, LongConsumer progress) {
    for (long number = beginning + 1; number <= head; number++) {
      long block = number;
      UndoRecord record = records.apply(block);
      record.accounts((key, before) -> require(Versions.ofAccount(key), block, before));
      record.slots((key, before) -> require(Versions.ofSlot(key), block, before));
      progress.accept(block);
    }
    long found = count(Versions.ACCOUNT) + count(Versions.SLOT);
    if (found != versions) {
      throw unfit(
          "the archive has " + found + " older values, what its blocks changed are " + versions);
    }
    requirePoints(roots);
  }

  private void require(Bytes place, long blockNumber, Optional<Bytes> before) {
    Optional<Bytes> found = pin.get(Family.HISTORY, Versions.key(place, blockNumber));
    if (!found.equals(Optional.of(before.orElse(Bytes.EMPTY)))) {
      throw unfit(
          "the archive's value before block "
              + blockNumber
              + " under the key "
              + place.slice(1)
              + (found.isPresent() ? " is another" : " is missing"));
    }
    versions++;
  }

  private long count(byte kind) {
    Bytes last = Bytes.of((byte) (kind + 1));
    Bytes next = Bytes.of(kind);
    long count = 0;
    while (true) {
      List<RocksStore.Entry> entries = pin.range(Family.HISTORY, next, last, ENTRIES_AT_ONCE);
      count += entries.size();
      if (entries.size() < ENTRIES_AT_ONCE) {
        return count;
      }
      next = Bytes.concat(entries.getLast().key(), Bytes.of((byte) 0));
    }
  }

  private void requirePoints(LongFunction<Hash> roots) {
    Optional<Position> point = NodeHistory.point(pin, head);
    long first = head;
    while (point.isPresent()) {
      first = point.get().blockNumber();
      Hash expected = roots.apply(first);
      if (!point.get().stateRoot().equals(expected)) {
        throw unfit(
            "the archive's state root of block "
                + first
                + ": expected "
                + expected
                + ", found "
                + point.get().stateRoot());
      }
      point = first == 0 ? Optional.empty() : NodeHistory.point(pin, first - 1);
    }
    if (first != beginning) {
      throw unfit("the archive begins at block " + beginning + ", its nodes at block " + first);
    }
  }

  private static StoreException unfit(String fault) {
    return StoreException.corrupt(
        fault + "; `tally db drop-archive` gives the older states up and keeps the chain", null);
  }
}
