package org.tallystick.node.store;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;
import org.tallystick.node.store.RocksStore.Family;
import org.tallystick.state.StateStore;

/// The flat values in a range of keys as they were after a block, in the order of their keys: those
/// that are there now, each corrected by what it was before it changed. Belongs to one thread.
///
/// Reads some entries at a time, however many there are, so that nobody who waits for the database
/// waits long: few where most would be passed over, many where they are wanted one after another.
/// What is done grows with the keys in the range that changed since, not with how often they did.
final class PastRange {
  private static final int ENTRIES_AT_FIRST = 16;
  private static final int ENTRIES_AT_ONCE_MAX = 256;

  private final RocksStore.Pin pin;
  private final long blockNumber;
  private final Run values;
  private final Run versions;

  /// The key whose value after the block is known.
  private Bytes decided = Bytes.EMPTY;

  /// A value after the block that a later one changed.
  private record Past(Bytes key, Optional<Bytes> value) {}

  /// @param family of the values, whose versions are of this kind
  /// @param first lowest key
  /// @param last highest key, itself included, and as long
  PastRange(
      RocksStore.Pin pin, long blockNumber, Family family, byte kind, Bytes first, Bytes last) {
    this.pin = pin;
    this.blockNumber = blockNumber;
    values = new Run(family, first, last);
    Bytes prefix = Bytes.of(kind);
    versions =
        new Run(
            Family.HISTORY,
            Versions.key(Bytes.concat(prefix, first), blockNumber + 1),
            Versions.key(Bytes.concat(prefix, last), Long.MAX_VALUE));
  }

  /// The first entries, each with the last part of its key.
  List<StateStore.Entry> first(int entriesMax) {
    List<StateStore.Entry> found = new ArrayList<>();
    Optional<Past> past = nextPast();
    while (found.size() < entriesMax) {
      RocksStore.Entry now = values.peek();
      if (past.isPresent() && (now == null || past.get().key.compareTo(now.key()) <= 0)) {
        Bytes key = past.get().key;
        past.get().value.ifPresent(value -> found.add(entry(key, value)));
        if (now != null && key.equals(now.key())) {
          values.remove();
        }
        past = nextPast();
      } else if (now != null) {
        found.add(entry(now.key(), now.value()));
        values.remove();
      } else {
        break;
      }
    }
    return found;
  }

  private static StateStore.Entry entry(Bytes key, Bytes value) {
    return new StateStore.Entry(Hash.of(key.slice(key.length() - Hash.LENGTH)), value);
  }

  /// The next key of which a later block than the one asked for changed the value.
  private Optional<Past> nextPast() {
    for (RocksStore.Entry entry = versions.peek(); entry != null; entry = versions.peek()) {
      versions.remove();
      Bytes place = Versions.place(entry);
      if (place.equals(decided)) {
        continue;
      }
      if (Versions.blockNumber(entry) > blockNumber) {
        decided = place;
        // What else was in the place may be much, and is not read.
        versions.goOnFrom(Versions.key(place, Long.MAX_VALUE));
        return Optional.of(new Past(place.slice(1), Versions.before(entry)));
      }
      versions.goOnFrom(Versions.key(place, blockNumber + 1));
    }
    return Optional.empty();
  }

  /// Entries of a family, read as they are wanted.
  private final class Run {
    private final Family family;
    private final Bytes last;
    private final Deque<RocksStore.Entry> read = new ArrayDeque<>();
    private int entriesAtOnce = ENTRIES_AT_FIRST;

    /// Where to go on reading; null behind the end.
    private @Nullable Bytes next;

    Run(Family family, Bytes first, Bytes last) {
      this.family = family;
      this.last = last;
      this.next = first;
    }

    RocksStore.@Nullable Entry peek() {
      if (read.isEmpty() && next != null) {
        read.addAll(pin.range(family, next, last, entriesAtOnce));
        // The lowest key above one has a zero more.
        next =
            read.size() < entriesAtOnce
                ? null
                : Bytes.concat(read.getLast().key(), Bytes.of((byte) 0));
        entriesAtOnce = Math.min(2 * entriesAtOnce, ENTRIES_AT_ONCE_MAX);
      }
      return read.peek();
    }

    void remove() {
      read.remove();
    }

    /// Leaves out what lies below a key and was not read yet.
    void goOnFrom(Bytes key) {
      if (next != null && next.compareTo(key) < 0) {
        next = key;
        entriesAtOnce = ENTRIES_AT_FIRST;
      }
    }
  }
}
