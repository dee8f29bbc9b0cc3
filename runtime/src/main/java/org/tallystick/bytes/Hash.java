package org.tallystick.bytes;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/// A string of exactly 32 bytes: a Keccak-256 hash, a storage slot, an event topic. Ordered as
/// unsigned bytes.
public final class Hash implements Comparable<Hash> {
  public static final int LENGTH = 32;

  /// 32 zero bytes.
  public static final Hash ZERO = new Hash(new byte[LENGTH]);

  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

  private final byte[] array;

  private Hash(byte[] array) {
    if (array.length != LENGTH) {
      throw new IllegalArgumentException("a hash has 32 bytes, got " + array.length);
    }
    this.array = array;
  }

  /// A copy of the bytes.
  ///
  /// @throws IllegalArgumentException where they are not 32
  public static Hash of(Bytes bytes) {
    return new Hash(bytes.toArray());
  }

  /// Takes the array as it is. The caller gives it away and never writes to it again.
  ///
  /// @throws IllegalArgumentException where its length is not 32
  public static Hash wrap(byte[] array) {
    return new Hash(array);
  }

  /// Reads `0x` and 64 hex digits.
  ///
  /// @throws IllegalArgumentException where the text is not such
  public static Hash fromHex(String text) {
    return new Hash(Hex.decode(text));
  }

  public Bytes bytes() {
    return Bytes.wrap(array);
  }

  /// A fresh copy, the caller's own.
  public byte[] toArray() {
    return array.clone();
  }

  /// The array itself, for reading only: writing to it would change a value that others hold.
  public byte[] arrayUnsafe() {
    return array;
  }

  public String toHex() {
    return Hex.encode(array);
  }

  @Override
  public int compareTo(Hash other) {
    return Arrays.compareUnsigned(array, other.array);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Hash hash && Arrays.equals(array, hash.array);
  }

  /// The last four bytes: evenly spread in a hash, and different in neighbouring storage slots.
  @Override
  public int hashCode() {
    return (int) INT.get(array, LENGTH - Integer.BYTES) ^ (int) INT.get(array, 0);
  }

  @Override
  public String toString() {
    return toHex();
  }
}
