package org.tallystick.ledger;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;
import org.tallystick.bytes.Address;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;
import org.tallystick.crypto.Keccak;

/// A filter of 2,048 bits over addresses and topics of logs (Yellow Paper, section 4.3.1): says of
/// each that it is certainly not among the logs, or that it may be.
public final class Bloom {
  /// Length in bytes.
  public static final int LENGTH = 256;

  /// How many bits that are.
  public static final int BITS = LENGTH * Byte.SIZE;

  /// The filter of no logs.
  public static final Bloom EMPTY = new Bloom(new byte[LENGTH]);

  /// Bits that one value sets; two may fall on the same place.
  private static final int BITS_OF_VALUE = 3;

  private final byte[] array;

  private Bloom(byte[] array) {
    this.array = array;
  }

  /// The bits that one value sets: what is looked up in many filters is hashed once.
  public record Bits(int first, int second, int third) {
    public static Bits of(Address address) {
      return of(address.arrayUnsafe());
    }

    public static Bits of(Hash topic) {
      return of(topic.arrayUnsafe());
    }

    private static Bits of(byte[] value) {
      byte[] hash = Keccak.digest(value);
      return new Bits(bit(hash, 0), bit(hash, 1), bit(hash, 2));
    }
  }

  /// The filter of these logs.
  public static Bloom of(List<Log> logs) {
    if (logs.isEmpty()) {
      return EMPTY;
    }
    byte[] array = new byte[LENGTH];
    for (Log log : logs) {
      add(array, log.address().arrayUnsafe());
      for (Hash topic : log.topics()) {
        add(array, topic.arrayUnsafe());
      }
    }
    return new Bloom(array);
  }

  /// A filter as it is encoded.
  ///
  /// @throws IllegalArgumentException where there are not 256 bytes
  public static Bloom fromBytes(Bytes bytes) {
    if (bytes.length() != LENGTH) {
      throw new IllegalArgumentException("a bloom filter has 256 bytes, got " + bytes.length());
    }
    return new Bloom(bytes.toArray());
  }

  /// The filter of the logs of both.
  public Bloom or(Bloom other) {
    byte[] joined = array.clone();
    for (int at = 0; at < LENGTH; at++) {
      joined[at] |= other.array[at];
    }
    return new Bloom(joined);
  }

  /// Whether a log of this contract may be among the logs; `false` is certain.
  public boolean mayContain(Address address) {
    return mayContain(Bits.of(address));
  }

  /// Whether a log with this topic may be among the logs; `false` is certain.
  public boolean mayContain(Hash topic) {
    return mayContain(Bits.of(topic));
  }

  /// The 256 bytes.
  public Bytes bytes() {
    return Bytes.wrap(array);
  }

  /// Whether a value that sets these bits may be in the logs; `false` is certain.
  public boolean mayContain(Bits bits) {
    return has(bits.first) && has(bits.second) && has(bits.third);
  }

  /// Gives the number of each bit that is set, as [Bits] numbers them.
  public void forEachBit(IntConsumer each) {
    for (int at = LENGTH - 1; at >= 0; at--) {
      int left = array[at] & 0xff;
      while (left != 0) {
        each.accept((LENGTH - 1 - at) * Byte.SIZE + Integer.numberOfTrailingZeros(left));
        left &= left - 1;
      }
    }
  }

  private boolean has(int bit) {
    return (array[at(bit)] & mask(bit)) != 0;
  }

  /// Sets the bits of a value in a filter under construction.
  static void add(byte[] array, byte[] value) {
    byte[] hash = Keccak.digest(value);
    for (int index = 0; index < BITS_OF_VALUE; index++) {
      int bit = bit(hash, index);
      array[at(bit)] |= mask(bit);
    }
  }

  /// The low 11 bits of the hash's pair of bytes at this index.
  private static int bit(byte[] hash, int index) {
    return ((hash[2 * index] & 0xff) << Byte.SIZE | (hash[2 * index + 1] & 0xff)) % BITS;
  }

  /// Bit 0 is the lowest of the last byte.
  private static int at(int bit) {
    return LENGTH - 1 - bit / Byte.SIZE;
  }

  private static byte mask(int bit) {
    return (byte) (1 << bit % Byte.SIZE);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Bloom bloom && Arrays.equals(array, bloom.array);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(array);
  }

  @Override
  public String toString() {
    return bytes().toHex();
  }
}
