package org.tallystick.machine;

import java.util.Arrays;
import java.util.OptionalInt;
import org.tallystick.gas.Limits;

/// Numbers by section of a source: a sorted array, since a large file has a hundred thousand of
/// them and is kept for as long as its contract is warm.
final class SectionTable {
  private static final int PLACE_BITS = 19;
  private static final int NUMBER_BITS = 64 - 2 * PLACE_BITS;
  private static final int NUMBER_MAX = (1 << (NUMBER_BITS - 1)) - 1;

  // Character index, length and number of each entry, most significant first.
  private final long[] entries;

  private SectionTable(long[] entries) {
    this.entries = entries;
  }

  OptionalInt find(int charIndex, int charLength) {
    long key = key(charIndex, charLength);
    int after = Arrays.binarySearch(entries, (key + 1) << NUMBER_BITS);
    // The entry looked for is the last one before the next key; that key alone is no entry.
    int at = (after < 0 ? -after - 1 : after) - 1;
    return at >= 0 && entries[at] >>> NUMBER_BITS == key
        ? OptionalInt.of((int) entries[at] & NUMBER_MAX)
        : OptionalInt.empty();
  }

  private static long key(int charIndex, int charLength) {
    return (long) charIndex << PLACE_BITS | charLength;
  }

  /// Gathers entries. Where several share a section the largest number counts.
  static final class Builder {
    private long[] entries = new long[64];
    private int size;

    void add(int charIndex, int charLength, int number) {
      if (charIndex + charLength > Limits.CODE_BYTES_MAX || number < 0) {
        throw new IllegalArgumentException(
            "no entry for " + charIndex + "+" + charLength + ": " + number);
      }
      if (size == entries.length) {
        entries = Arrays.copyOf(entries, 2 * size);
      }
      entries[size++] = key(charIndex, charLength) << NUMBER_BITS | Math.min(number, NUMBER_MAX);
    }

    SectionTable build() {
      long[] sorted = Arrays.copyOf(entries, size);
      Arrays.sort(sorted);
      return new SectionTable(sorted);
    }
  }
}
