package org.tallystick.machine;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The keys that a transaction has made, watched for hashes that were chosen to collide.
///
/// The engine keeps properties and entries in hash tables. Whoever chooses keys of one hash (`Aa`
/// and `BB` are such, and any sequence of them) makes every access as long as the table, at the
/// price of one step. No price could be put on that where a property is read, so the bound is put
/// where keys are made: only so many may fall together, and by chance they never do.
///
/// Keys are compared by the hash that the engine's tables take: for a text of characters c, the sum
/// of c[i]·31^(n-1-i) modulo 2^32.
final class KeyLedger {
  /// Different keys of exactly one hash.
  static final int SAME_HASH_MAX = 32;

  /// Keys that may fall into one slot of a table, above twice the average.
  private static final int SAME_SLOT_MAX = 32;

  /// The smallest table whose slots are counted has 2 to the power of this, and each next is four
  /// times as large: slots of a table between them are at most half as full.
  private static final int FIRST_TABLE_BITS = 8;

  private static final int TABLE_BITS_STEP = 2;
  private static final int TABLES_MAX = 5;
  private static final int START_CAPACITY = 64;
  private static final @Nullable Object[] NONE = new Object[1];

  private final boolean countsSlots;

  /// Open addressing, at most half full.
  private @Nullable Object[] keys = NONE;

  private int size;

  /// How many keys fall into each slot of tables of growing size.
  private int[][] slots = {};

  /// @param countsSlots whether the engine searches a slot of its table from end to end, as in its
  ///   tables of properties; the entries of a Map are sorted by hash within a slot
  KeyLedger(boolean countsSlots) {
    this.countsSlots = countsSlots;
  }

  /// A ledger of the same keys that goes its own way from here.
  KeyLedger copy() {
    KeyLedger copy = new KeyLedger(countsSlots);
    copy.keys = keys.clone();
    copy.size = size;
    copy.slots = Arrays.stream(slots).map(int[]::clone).toArray(int[][]::new);
    return copy;
  }

  /// Forgets the keys of a transaction that ended.
  void clear() {
    if (size > 0) {
      keys = NONE;
      size = 0;
      slots = new int[][] {};
    }
  }

  /// What became of a key.
  enum Added {
    NEW,
    KNOWN,
    /// It was not noted: too many fall together with it.
    CROWDED
  }

  /// Notes a key that is about to be put into a table.
  Added add(Object key) {
    int hash = key.hashCode();
    int at = start(hash);
    int alike = 0;
    for (Object other = keys[at]; other != null; other = keys[at]) {
      if (other.hashCode() == hash) {
        if (other.equals(key)) {
          return Added.KNOWN;
        }
        alike++;
      }
      at = (at + 1) & (keys.length - 1);
    }
    if (alike >= SAME_HASH_MAX || isCrowded(hash)) {
      return Added.CROWDED;
    }
    size++;
    if (2 * size > keys.length) {
      grow();
    }
    put(key, hash);
    count(hash);
    return Added.NEW;
  }

  /// Where a key is looked for first: far from those whose hashes are only similar.
  private int start(int hash) {
    int mixed = hash * 0x9E3779B9;
    return (mixed ^ (mixed >>> 15)) & (keys.length - 1);
  }

  private void put(Object key, int hash) {
    int at = start(hash);
    while (keys[at] != null) {
      at = (at + 1) & (keys.length - 1);
    }
    keys[at] = key;
  }

  private void grow() {
    @Nullable Object[] old = keys;
    keys = new Object[Math.max(START_CAPACITY, 2 * old.length)];
    for (Object key : old) {
      if (key != null) {
        put(key, key.hashCode());
      }
    }
    int bits = FIRST_TABLE_BITS + TABLE_BITS_STEP * slots.length;
    if (countsSlots && slots.length < TABLES_MAX && 4 * size > 1 << bits) {
      addTable(bits);
    }
  }

  private void addTable(int bits) {
    int[][] more = new int[slots.length + 1][];
    System.arraycopy(slots, 0, more, 0, slots.length);
    int[] table = new int[1 << bits];
    for (Object key : keys) {
      if (key != null) {
        table[slot(key.hashCode(), table)]++;
      }
    }
    more[slots.length] = table;
    slots = more;
  }

  private boolean isCrowded(int hash) {
    for (int[] table : slots) {
      if (table[slot(hash, table)] >= SAME_SLOT_MAX + 2 * size / table.length) {
        return true;
      }
    }
    return false;
  }

  private void count(int hash) {
    for (int[] table : slots) {
      table[slot(hash, table)]++;
    }
  }

  /// Where the engine's tables put a key.
  private static int slot(int hash, int[] table) {
    return (hash ^ (hash >>> 16)) & (table.length - 1);
  }
}
