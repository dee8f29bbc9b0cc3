package org.tallystick.bytes;

import java.math.BigInteger;

/// An unsigned 256-bit integer. Arithmetic that leaves the range throws, never wraps.
///
/// @param value at least zero and less than 2^256
public record U256(BigInteger value) implements Comparable<U256> {
  public static final int BITS = 256;
  public static final U256 ZERO = new U256(BigInteger.ZERO);
  public static final U256 ONE = new U256(BigInteger.ONE);
  public static final U256 MAX = new U256(BigInteger.ONE.shiftLeft(BITS).subtract(BigInteger.ONE));

  /// @throws ArithmeticException where the value is negative or needs more than 256 bits
  public U256 {
    if (value.signum() < 0 || value.bitLength() > BITS) {
      throw new ArithmeticException("not in 0..2^256-1: " + value);
    }
  }

  /// @throws ArithmeticException where the value is negative
  public static U256 of(long value) {
    return value == 0 ? ZERO : value == 1 ? ONE : new U256(BigInteger.valueOf(value));
  }

  /// Reads at most 32 bytes, big-endian; no bytes are zero.
  ///
  /// @throws IllegalArgumentException where there are more than 32
  public static U256 fromBytes(Bytes bigEndian) {
    return fromBytes(bigEndian.arrayUnsafe());
  }

  /// Reads at most 32 bytes, big-endian; no bytes are zero.
  ///
  /// @throws IllegalArgumentException where there are more than 32
  public static U256 fromBytes(byte[] bigEndian) {
    if (bigEndian.length > Hash.LENGTH) {
      throw new IllegalArgumentException(
          "a 256-bit integer has at most 32 bytes, got " + bigEndian.length);
    }
    return bigEndian.length == 0 ? ZERO : new U256(new BigInteger(1, bigEndian));
  }

  /// Reads decimal digits.
  ///
  /// @throws NumberFormatException where the text is not such
  public static U256 fromDecimal(String digits) {
    return new U256(new BigInteger(digits));
  }

  public boolean isZero() {
    return value.signum() == 0;
  }

  /// @throws ArithmeticException where the sum passes 2^256-1
  public U256 plus(U256 other) {
    return new U256(value.add(other.value));
  }

  /// @throws ArithmeticException where `other` is larger
  public U256 minus(U256 other) {
    return new U256(value.subtract(other.value));
  }

  /// @throws ArithmeticException where the product passes 2^256-1
  public U256 times(U256 other) {
    return new U256(value.multiply(other.value));
  }

  /// @throws ArithmeticException where the product passes 2^256-1
  public U256 times(long other) {
    return new U256(value.multiply(BigInteger.valueOf(other)));
  }

  public U256 min(U256 other) {
    return compareTo(other) <= 0 ? this : other;
  }

  public boolean isLessThan(U256 other) {
    return compareTo(other) < 0;
  }

  /// 32 bytes, big-endian.
  public byte[] toWord() {
    byte[] word = new byte[Hash.LENGTH];
    byte[] magnitude = value.toByteArray();
    int length = Math.min(magnitude.length, Hash.LENGTH);
    System.arraycopy(magnitude, magnitude.length - length, word, Hash.LENGTH - length, length);
    return word;
  }

  /// Big-endian without leading zeroes: zero has no bytes, as in RLP.
  public Bytes toTrimmedBytes() {
    byte[] magnitude = value.toByteArray();
    return magnitude[0] == 0 ? Bytes.of(magnitude, 1, magnitude.length - 1) : Bytes.wrap(magnitude);
  }

  /// `0x` and digits without leading zeroes, as in a JSON-RPC quantity.
  public String toQuantity() {
    return "0x" + value.toString(16);
  }

  @Override
  public int compareTo(U256 other) {
    return value.compareTo(other.value);
  }

  /// Decimal digits.
  @Override
  public String toString() {
    return value.toString();
  }
}
