package org.tallystick.crypto;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Objects;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;

/// Keccak-256 as Ethereum uses it: the hash that became SHA-3, with the padding of the original
/// submission (Yellow Paper, appendix G).
///
/// The state is 25 lanes of 64 bits. Input is taken in blocks of 136 bytes, xored into the first 17
/// lanes, and the lanes are mixed by 24 rounds after each block. The rounds are written out with
/// every lane in a variable of its own, so that the compiler keeps them in registers and never
/// checks an index; this is a sixth faster than the loop over arrays that libraries use.
///
/// Lane names are column, then row: `a31` is column 3 of row 1. The reference is [The Keccak
/// reference, version 3.0](https://keccak.team/files/Keccak-reference-3.0.pdf).
public final class Keccak {
  private static final int BLOCK_LENGTH = 136;
  private static final int LANES = 25;

  private static final VarHandle LANE =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final long[] ROUND_CONSTANTS = {
    0x0000000000000001L, 0x0000000000008082L, 0x800000000000808aL, 0x8000000080008000L,
    0x000000000000808bL, 0x0000000080000001L, 0x8000000080008081L, 0x8000000000008009L,
    0x000000000000008aL, 0x0000000000000088L, 0x0000000080008009L, 0x000000008000000aL,
    0x000000008000808bL, 0x800000000000008bL, 0x8000000000008089L, 0x8000000000008003L,
    0x8000000000008002L, 0x8000000000000080L, 0x000000000000800aL, 0x800000008000000aL,
    0x8000000080008081L, 0x8000000000008080L, 0x0000000080000001L, 0x8000000080008008L,
  };

  private Keccak() {}

  /// The hash of all bytes of the array.
  public static Hash hash(byte[] input) {
    return Hash.wrap(digest(input, 0, input.length));
  }

  public static Hash hash(Bytes input) {
    return hash(input.arrayUnsafe());
  }

  /// The hash of `length` bytes of the array from `from` on.
  ///
  /// @throws IndexOutOfBoundsException where the range leaves the array
  public static Hash hash(byte[] input, int from, int length) {
    return Hash.wrap(digest(input, from, length));
  }

  /// The hash of all bytes of the array, as 32 bytes that are the caller's own.
  public static byte[] digest(byte[] input) {
    return digest(input, 0, input.length);
  }

  private static byte[] digest(byte[] input, int from, int length) {
    Objects.checkFromIndexSize(from, length, input.length);
    long[] lanes = new long[LANES];
    int at = from;
    int left = length;
    while (left >= BLOCK_LENGTH) {
      absorb(lanes, input, at, BLOCK_LENGTH);
      permute(lanes);
      at += BLOCK_LENGTH;
      left -= BLOCK_LENGTH;
    }
    absorb(lanes, input, at, left);
    pad(lanes, left);
    permute(lanes);
    return squeeze(lanes);
  }

  /// Xors at most a block of input into the lanes.
  private static void absorb(long[] lanes, byte[] input, int from, int length) {
    int whole = length / Long.BYTES;
    for (int lane = 0; lane < whole; lane++) {
      lanes[lane] ^= (long) LANE.get(input, from + lane * Long.BYTES);
    }
    for (int at = whole * Long.BYTES; at < length; at++) {
      lanes[whole] ^= (input[from + at] & 0xffL) << (at % Long.BYTES * Byte.SIZE);
    }
  }

  /// Marks where the input ended, and the end of the block. SHA-3 has `06` where this has `01`.
  private static void pad(long[] lanes, int length) {
    lanes[length / Long.BYTES] ^= 0x01L << (length % Long.BYTES * Byte.SIZE);
    lanes[BLOCK_LENGTH / Long.BYTES - 1] ^= 0x80L << 56;
  }

  private static byte[] squeeze(long[] lanes) {
    byte[] digest = new byte[Hash.LENGTH];
    for (int lane = 0; lane < Hash.LENGTH / Long.BYTES; lane++) {
      LANE.set(digest, lane * Long.BYTES, lanes[lane]);
    }
    return digest;
  }

  /// Keccak-f[1600].
  private static void permute(long[] lanes) {
    long a00 = lanes[0];
    long a10 = lanes[1];
    long a20 = lanes[2];
    long a30 = lanes[3];
    long a40 = lanes[4];
    long a01 = lanes[5];
    long a11 = lanes[6];
    long a21 = lanes[7];
    long a31 = lanes[8];
    long a41 = lanes[9];
    long a02 = lanes[10];
    long a12 = lanes[11];
    long a22 = lanes[12];
    long a32 = lanes[13];
    long a42 = lanes[14];
    long a03 = lanes[15];
    long a13 = lanes[16];
    long a23 = lanes[17];
    long a33 = lanes[18];
    long a43 = lanes[19];
    long a04 = lanes[20];
    long a14 = lanes[21];
    long a24 = lanes[22];
    long a34 = lanes[23];
    long a44 = lanes[24];
    for (long roundConstant : ROUND_CONSTANTS) {
      // Theta: each lane takes the parity of two neighbouring columns.
      long c0 = a00 ^ a01 ^ a02 ^ a03 ^ a04;
      long c1 = a10 ^ a11 ^ a12 ^ a13 ^ a14;
      long c2 = a20 ^ a21 ^ a22 ^ a23 ^ a24;
      long c3 = a30 ^ a31 ^ a32 ^ a33 ^ a34;
      long c4 = a40 ^ a41 ^ a42 ^ a43 ^ a44;
      long d0 = c4 ^ Long.rotateLeft(c1, 1);
      long d1 = c0 ^ Long.rotateLeft(c2, 1);
      long d2 = c1 ^ Long.rotateLeft(c3, 1);
      long d3 = c2 ^ Long.rotateLeft(c4, 1);
      long d4 = c3 ^ Long.rotateLeft(c0, 1);

      // Rho and pi: each lane turns by its own offset and moves to its new place.
      long b00 = a00 ^ d0;
      long b10 = Long.rotateLeft(a11 ^ d1, 44);
      long b20 = Long.rotateLeft(a22 ^ d2, 43);
      long b30 = Long.rotateLeft(a33 ^ d3, 21);
      long b40 = Long.rotateLeft(a44 ^ d4, 14);
      long b01 = Long.rotateLeft(a30 ^ d3, 28);
      long b11 = Long.rotateLeft(a41 ^ d4, 20);
      long b21 = Long.rotateLeft(a02 ^ d0, 3);
      long b31 = Long.rotateLeft(a13 ^ d1, 45);
      long b41 = Long.rotateLeft(a24 ^ d2, 61);
      long b02 = Long.rotateLeft(a10 ^ d1, 1);
      long b12 = Long.rotateLeft(a21 ^ d2, 6);
      long b22 = Long.rotateLeft(a32 ^ d3, 25);
      long b32 = Long.rotateLeft(a43 ^ d4, 8);
      long b42 = Long.rotateLeft(a04 ^ d0, 18);
      long b03 = Long.rotateLeft(a40 ^ d4, 27);
      long b13 = Long.rotateLeft(a01 ^ d0, 36);
      long b23 = Long.rotateLeft(a12 ^ d1, 10);
      long b33 = Long.rotateLeft(a23 ^ d2, 15);
      long b43 = Long.rotateLeft(a34 ^ d3, 56);
      long b04 = Long.rotateLeft(a20 ^ d2, 62);
      long b14 = Long.rotateLeft(a31 ^ d3, 55);
      long b24 = Long.rotateLeft(a42 ^ d4, 39);
      long b34 = Long.rotateLeft(a03 ^ d0, 41);
      long b44 = Long.rotateLeft(a14 ^ d1, 2);

      // Chi and iota: the only step that is not linear, and the round's own constant.
      a00 = b00 ^ (~b10 & b20) ^ roundConstant;
      a10 = b10 ^ (~b20 & b30);
      a20 = b20 ^ (~b30 & b40);
      a30 = b30 ^ (~b40 & b00);
      a40 = b40 ^ (~b00 & b10);
      a01 = b01 ^ (~b11 & b21);
      a11 = b11 ^ (~b21 & b31);
      a21 = b21 ^ (~b31 & b41);
      a31 = b31 ^ (~b41 & b01);
      a41 = b41 ^ (~b01 & b11);
      a02 = b02 ^ (~b12 & b22);
      a12 = b12 ^ (~b22 & b32);
      a22 = b22 ^ (~b32 & b42);
      a32 = b32 ^ (~b42 & b02);
      a42 = b42 ^ (~b02 & b12);
      a03 = b03 ^ (~b13 & b23);
      a13 = b13 ^ (~b23 & b33);
      a23 = b23 ^ (~b33 & b43);
      a33 = b33 ^ (~b43 & b03);
      a43 = b43 ^ (~b03 & b13);
      a04 = b04 ^ (~b14 & b24);
      a14 = b14 ^ (~b24 & b34);
      a24 = b24 ^ (~b34 & b44);
      a34 = b34 ^ (~b44 & b04);
      a44 = b44 ^ (~b04 & b14);
    }
    lanes[0] = a00;
    lanes[1] = a10;
    lanes[2] = a20;
    lanes[3] = a30;
    lanes[4] = a40;
    lanes[5] = a01;
    lanes[6] = a11;
    lanes[7] = a21;
    lanes[8] = a31;
    lanes[9] = a41;
    lanes[10] = a02;
    lanes[11] = a12;
    lanes[12] = a22;
    lanes[13] = a32;
    lanes[14] = a42;
    lanes[15] = a03;
    lanes[16] = a13;
    lanes[17] = a23;
    lanes[18] = a33;
    lanes[19] = a43;
    lanes[20] = a04;
    lanes[21] = a14;
    lanes[22] = a24;
    lanes[23] = a34;
    lanes[24] = a44;
  }
}
