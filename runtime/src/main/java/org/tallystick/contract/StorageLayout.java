package org.tallystick.contract;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;
import org.tallystick.bytes.U256;
import org.tallystick.crypto.Keccak;

/// Where the declared state of a contract lies in its storage: pure arithmetic on slots, the same
/// that a client does who asks `eth_getProof` for a field.
///
/// A field has a base; everything inside it hashes that base, so no two things ever meet. Mappings
/// and lists lie where Solidity puts them. Nothing is packed: every value has a slot of its own.
public final class StorageLayout {
  private static final BigInteger SLOTS = BigInteger.ONE.shiftLeft(U256.BITS);

  /// Longest text or byte string that lies in one slot together with its length.
  private static final int SHORT_BYTES = 31;

  private StorageLayout() {}

  /// The base of a field of the contract: `keccak256(utf8(name))`.
  public static Hash field(String name) {
    return Keccak.hash(name.getBytes(StandardCharsets.UTF_8));
  }

  /// The base of a field of a struct, or of a part of a map or set: `keccak256(utf8(name) ‖ base)`.
  public static Hash field(String name, Hash base) {
    return entry(Bytes.wrap(name.getBytes(StandardCharsets.UTF_8)), base);
  }

  /// The base of a mapping's entry: `keccak256(key ‖ base)`.
  ///
  /// @param key the ABI word of a value; the bytes themselves of a string or byte string
  public static Hash entry(Bytes key, Hash base) {
    byte[] joined = new byte[key.length() + Hash.LENGTH];
    key.copyTo(joined, 0);
    System.arraycopy(base.arrayUnsafe(), 0, joined, key.length(), Hash.LENGTH);
    return Keccak.hash(joined);
  }

  /// The base of a list's first item: `keccak256(base)`. The length lies at the list's own base.
  public static Hash items(Hash base) {
    return Keccak.hash(base.toArray());
  }

  /// The slot `offset` places behind `first`, counted around the end.
  public static Hash plus(Hash first, BigInteger offset) {
    BigInteger sum = new BigInteger(1, first.arrayUnsafe()).add(offset).mod(SLOTS);
    return Hash.wrap(new U256(sum).toWord());
  }

  /// How many slots a byte string takes behind [#items], its head apart.
  public static int tailSlots(int byteLength) {
    return byteLength <= SHORT_BYTES ? 0 : (byteLength + Hash.LENGTH - 1) / Hash.LENGTH;
  }

  /// The head of a byte string in Solidity's form: up to 31 bytes lie here with twice their length
  /// in the last byte; of a longer one only twice its length plus one.
  public static U256 bytesHead(Bytes value) {
    if (value.length() > SHORT_BYTES) {
      return U256.of(2L * value.length() + 1);
    }
    byte[] word = new byte[Hash.LENGTH];
    value.copyTo(word, 0);
    word[Hash.LENGTH - 1] = (byte) (2 * value.length());
    return U256.fromBytes(word);
  }

  /// The length of the byte string whose head this is.
  ///
  /// @throws IllegalStateException where no byte string of this chain has such a head
  public static int bytesLength(U256 head) {
    byte[] word = head.toWord();
    int last = word[Hash.LENGTH - 1] & 0xff;
    if ((last & 1) == 0 && last / 2 <= SHORT_BYTES) {
      return last / 2;
    }
    BigInteger length = head.value().shiftRight(1);
    if ((last & 1) == 0 || length.bitLength() > 31) {
      throw new IllegalStateException("not the head of a byte string: " + head.toQuantity());
    }
    return length.intValue();
  }

  /// The bytes of a short byte string, out of its head.
  public static Bytes shortBytes(U256 head, int length) {
    return Bytes.of(head.toWord(), 0, length);
  }

  /// The word at a place of a long byte string's tail, zero-padded on the right.
  public static U256 bytesTail(Bytes value, int index) {
    byte[] word = new byte[Hash.LENGTH];
    int from = index * Hash.LENGTH;
    int length = Math.min(Hash.LENGTH, value.length() - from);
    System.arraycopy(value.arrayUnsafe(), from, word, 0, length);
    return U256.fromBytes(word);
  }
}
