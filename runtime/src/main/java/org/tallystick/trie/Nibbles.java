package org.tallystick.trie;

import java.util.Arrays;
import org.tallystick.bytes.Bytes;

/// A path through a hex trie: half-bytes, each from 0 to 15. Immutable; parts of a path share its
/// digits. Ordered as strings of digits.
public final class Nibbles implements Comparable<Nibbles> {
  /// The path of no steps.
  public static final Nibbles EMPTY = new Nibbles(new byte[0], 0, 0);

  /// Ways to go at each step.
  public static final int RADIX = 16;

  /// One digit a byte; what lies outside of `from..to` belongs to longer paths.
  private final byte[] digits;

  private final int from;
  private final int to;

  private Nibbles(byte[] digits, int from, int to) {
    this.digits = digits;
    this.from = from;
    this.to = to;
  }

  /// The path of a key: two digits for each byte, the high one first.
  public static Nibbles ofKey(Bytes key) {
    return unpack(key, 0, 2 * key.length());
  }

  /// Reads digits that [#packTo(byte\[\], int)] wrote.
  ///
  /// @param at index of the byte where they begin
  /// @param count how many digits to read
  /// @throws IndexOutOfBoundsException where there are fewer
  public static Nibbles unpack(Bytes packed, int at, int count) {
    byte[] digits = new byte[count];
    for (int index = 0; index < count; index++) {
      int two = packed.get(at + index / 2);
      digits[index] = (byte) (index % 2 == 0 ? two >> 4 & 0xf : two & 0xf);
    }
    return new Nibbles(digits, 0, count);
  }

  /// How many bytes so many digits are packed into.
  public static int packedLength(int count) {
    return (count + 1) / 2;
  }

  public int length() {
    return to - from;
  }

  public boolean isEmpty() {
    return from == to;
  }

  /// The digit at the index, from 0 to 15.
  ///
  /// @throws IndexOutOfBoundsException where the path has no such step
  public int at(int index) {
    if (index < 0 || index >= length()) {
      throw new IndexOutOfBoundsException("step " + index + " of " + length());
    }
    return digits[from + index];
  }

  /// The first `count` steps.
  ///
  /// @throws IndexOutOfBoundsException where there are fewer
  public Nibbles take(int count) {
    return slice(0, count);
  }

  /// What follows the first `count` steps.
  ///
  /// @throws IndexOutOfBoundsException where there are fewer
  public Nibbles drop(int count) {
    return slice(count, length());
  }

  private Nibbles slice(int start, int end) {
    if (start < 0 || end > length() || start > end) {
      throw new IndexOutOfBoundsException(start + ".." + end + " of " + length() + " steps");
    }
    return new Nibbles(digits, from + start, from + end);
  }

  /// This path and one more step.
  public Nibbles plus(int digit) {
    if (digit < 0 || digit >= RADIX) {
      throw new IllegalArgumentException("a hex digit is 0 to 15, got " + digit);
    }
    byte[] longer = Arrays.copyOfRange(digits, from, to + 1);
    longer[length()] = (byte) digit;
    return new Nibbles(longer, 0, longer.length);
  }

  /// This path, then the other.
  public Nibbles plus(Nibbles other) {
    if (other.isEmpty()) {
      return this;
    }
    byte[] longer = Arrays.copyOfRange(digits, from, to + other.length());
    System.arraycopy(other.digits, other.from, longer, length(), other.length());
    return new Nibbles(longer, 0, longer.length);
  }

  /// How many steps both paths begin with.
  public int commonPrefix(Nibbles other) {
    int mismatch = Arrays.mismatch(digits, from, to, other.digits, other.from, other.to);
    return mismatch < 0 ? length() : mismatch;
  }

  public boolean startsWith(Nibbles prefix) {
    return commonPrefix(prefix) == prefix.length();
  }

  /// Writes two digits into each byte, the high one first; an odd last one is followed by zero.
  public void packTo(byte[] target, int at) {
    for (int index = 0; index < length(); index += 2) {
      int low = index + 1 < length() ? digits[from + index + 1] : 0;
      target[at + index / 2] = (byte) (digits[from + index] << 4 | low);
    }
  }

  @Override
  public int compareTo(Nibbles other) {
    return Arrays.compare(digits, from, to, other.digits, other.from, other.to);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Nibbles path
        && Arrays.equals(digits, from, to, path.digits, path.from, path.to);
  }

  @Override
  public int hashCode() {
    int hash = 1;
    for (int index = from; index < to; index++) {
      hash = 31 * hash + digits[index];
    }
    return hash;
  }

  /// The digits in hex, without a prefix.
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(length());
    for (int index = from; index < to; index++) {
      text.append(Character.forDigit(digits[index], RADIX));
    }
    return text.toString();
  }
}
