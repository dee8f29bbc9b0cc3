package org.tallystick.bytes;

import java.util.Arrays;

/// The 20 bytes that name an account. Text is lower case here; the checksummed form of EIP-55 is in
/// `crypto`, since it needs a hash.
public final class Address implements Comparable<Address> {
  public static final int LENGTH = 20;

  /// 20 zero bytes: nobody's account.
  public static final Address ZERO = new Address(new byte[LENGTH]);

  private final byte[] array;

  private Address(byte[] array) {
    if (array.length != LENGTH) {
      throw new IllegalArgumentException("an address has 20 bytes, got " + array.length);
    }
    this.array = array;
  }

  /// A copy of the bytes.
  ///
  /// @throws IllegalArgumentException where they are not 20
  public static Address of(Bytes bytes) {
    return new Address(bytes.toArray());
  }

  /// Takes the array as it is. The caller gives it away and never writes to it again.
  ///
  /// @throws IllegalArgumentException where its length is not 20
  public static Address wrap(byte[] array) {
    return new Address(array);
  }

  /// Reads `0x` and 40 hex digits of either case; a checksum in the case is not looked at.
  ///
  /// @throws IllegalArgumentException where the text is not such
  public static Address fromHex(String text) {
    return new Address(Hex.decode(text));
  }

  /// The last 20 bytes of the hash: how Ethereum derives an address (Yellow Paper, section 4.1).
  public static Address fromLastBytes(Hash hash) {
    return new Address(Arrays.copyOfRange(hash.arrayUnsafe(), Hash.LENGTH - LENGTH, Hash.LENGTH));
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

  /// `0x` and 40 lower-case digits.
  public String toHex() {
    return Hex.encode(array);
  }

  @Override
  public int compareTo(Address other) {
    return Arrays.compareUnsigned(array, other.array);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Address address && Arrays.equals(array, address.array);
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
