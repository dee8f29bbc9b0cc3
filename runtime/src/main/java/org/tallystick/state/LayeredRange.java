package org.tallystick.state;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;

/// The values in a range of keys of a state that differs from another in some: those of the other,
/// each corrected by what it was changed to. Reads no more of either than is asked for, and what
/// the changes hide. Belongs to one thread.
final class LayeredRange {
  private static final int ENTRIES_AT_ONCE_MAX = 256;

  private final Run<StateStore.Entry> base;
  private final Run<Change> changes;

  /// What a key's value was changed to; absent where it was removed.
  record Change(Hash key, Optional<Bytes> value) {}

  /// Reads the first entries from a key up to the end of the range.
  interface Source<T> {
    List<T> read(Hash first, int entriesMax);
  }

  /// @param last highest key of the range, itself included
  LayeredRange(Hash first, Hash last, Source<StateStore.Entry> base, Source<Change> changes) {
    this.base = new Run<>(base, StateStore.Entry::key, first, last);
    this.changes = new Run<>(changes, Change::key, first, last);
  }

  List<StateStore.Entry> first(int entriesMax) {
    List<StateStore.Entry> found = new ArrayList<>();
    while (found.size() < entriesMax) {
      int more = entriesMax - found.size();
      StateStore.Entry below = base.peek(more);
      Change change = changes.peek(more);
      if (change != null && (below == null || change.key.compareTo(below.key()) <= 0)) {
        if (below != null && change.key.equals(below.key())) {
          base.remove();
        }
        changes.remove();
        change.value.ifPresent(value -> found.add(new StateStore.Entry(change.key, value)));
      } else if (below != null) {
        base.remove();
        found.add(below);
      } else {
        break;
      }
    }
    return found;
  }

  /// Entries of a source, read as they are wanted.
  private static final class Run<T> {
    private final Source<T> source;
    private final Function<T, Hash> keyOf;
    private final Hash last;
    private final Deque<T> read = new ArrayDeque<>();

    /// More each time, since those that were read before were hidden or wanted.
    private int entriesAtOnce = 1;

    /// Where to go on reading; null behind the end.
    private @Nullable Hash next;

    Run(Source<T> source, Function<T, Hash> keyOf, Hash first, Hash last) {
      this.source = source;
      this.keyOf = keyOf;
      this.last = last;
      next = first.compareTo(last) <= 0 ? first : null;
    }

    /// @param more how many are still wanted
    @Nullable T peek(int more) {
      if (read.isEmpty() && next != null) {
        int entriesMax = Math.min(Math.max(entriesAtOnce, more), ENTRIES_AT_ONCE_MAX);
        read.addAll(source.read(next, entriesMax));
        next = read.size() < entriesMax ? null : after(keyOf.apply(read.getLast()));
        entriesAtOnce = 2 * entriesMax;
      }
      return read.peek();
    }

    void remove() {
      read.remove();
    }

    /// The next key that a range still has.
    private @Nullable Hash after(Hash key) {
      if (key.compareTo(last) >= 0) {
        return null;
      }
      byte[] bytes = key.toArray();
      int index = bytes.length - 1;
      while (++bytes[index] == 0) {
        index--;
      }
      return Hash.wrap(bytes);
    }
  }
}
