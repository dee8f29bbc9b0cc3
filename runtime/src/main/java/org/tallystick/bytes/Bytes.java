package org.tallystick.bytes;

import java.util.Arrays;

/// An immutable string of bytes of any length. Ordered as unsigned bytes, shorter first where one
/// begins the other.
public final class Bytes implements Comparable<Bytes> {
  /// The byte string of length zero.
  public static final Bytes EMPTY = new Bytes(new byte[0]);

  private final byte[] array;

  private Bytes(byte[] array) {
    this.array = array;
  }

  /// A copy of the array.
  public static Bytes of(byte... array) {
    return array.length == 0 ? EMPTY : new Bytes(array.clone());
  }

  /// A copy of `length` bytes of the array from `from` on.
  public static Bytes of(byte[] array, int from, int length) {
    return length == 0 ? EMPTY : new Bytes(Arrays.copyOfRange(array, from, from + length));
  }

  /// Takes the array as it is. The caller gives it away and never writes to it again.
  public static Bytes wrap(byte[] array) {
    return array.length == 0 ? EMPTY : new Bytes(array);
  }

  /// Reads `0x` and hex digits.
  ///
  /// @throws IllegalArgumentException where the text is not such
  public static Bytes fromHex(String text) {
    return wrap(Hex.decode(text));
  }

  /// The bytes of all parts, one after another.
  public static Bytes concat(Bytes... parts) {
    int length = 0;
    for (Bytes part : parts) {
      length = Math.addExact(length, part.length());
    }
    byte[] joined = new byte[length];
    int at = 0;
    for (Bytes part : parts) {
      System.arraycopy(part.array, 0, joined, at, part.array.length);
      at += part.array.length;
    }
    return wrap(joined);
  }

  public int length() {
    return array.length;
  }

  public boolean isEmpty() {
    return array.length == 0;
  }

  /// The byte at the index, from -128 to 127.
  public byte get(int index) {
    return array[index];
  }

  /// The bytes from `from` (inclusive) to `to` (exclusive).
  ///
  /// @throws IndexOutOfBoundsException where the range leaves the string
  public Bytes slice(int from, int to) {
    if (from < 0 || to > array.length || from > to) {
      throw new IndexOutOfBoundsException(from + ".." + to + " of " + array.length + " bytes");
    }
    return wrap(Arrays.copyOfRange(array, from, to));
  }

  /// The bytes from `from` to the end.
  public Bytes slice(int from) {
    return slice(from, array.length);
  }

  public boolean startsWith(Bytes prefix) {
    return prefix.length() <= array.length
        && Arrays.equals(array, 0, prefix.length(), prefix.array, 0, prefix.length());
  }

  /// A fresh copy, the caller's own.
  public byte[] toArray() {
    return array.clone();
  }

  /// The array itself, for reading only: writing to it would change a value that others hold.
  public byte[] arrayUnsafe() {
    return array;
  }

  /// Copies all bytes into `target` from `at` on.
  public void copyTo(byte[] target, int at) {
    System.arraycopy(array, 0, target, at, array.length);
  }

  public String toHex() {
    return Hex.encode(array);
  }

  @Override
  public int compareTo(Bytes other) {
    return Arrays.compareUnsigned(array, other.array);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Bytes bytes && Arrays.equals(array, bytes.array);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(array);
  }

  @Override
  public String toString() {
    return toHex();
  }
}
