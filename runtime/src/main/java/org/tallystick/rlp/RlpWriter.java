package org.tallystick.rlp;

import java.util.Arrays;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.U256;

/// Writes items one after another in canonical RLP. Belongs to one thread.
///
/// A list is written where it begins with one byte for its header; when it ends and turns out to
/// need a longer one, its payload moves up.
public final class RlpWriter {
  private static final int SHORT_LENGTH_MAX = 55;

  /// The longest array that every JVM gives.
  private static final int ARRAY_MAX = Integer.MAX_VALUE - 8;

  private static final int[] NO_LISTS = {};

  private byte[] buffer;
  private int length;

  /// Where the payload of each open list begins, the innermost last.
  private int[] openLists = NO_LISTS;

  private int depth;

  public RlpWriter() {
    this(256);
  }

  /// @param capacity bytes to hold before the writer has to grow
  public RlpWriter(int capacity) {
    buffer = new byte[capacity];
  }

  /// A writer inside of a list that has no end of its own.
  ///
  /// @param payload how many bytes will be written
  public static RlpWriter ofList(int payload) {
    RlpWriter writer = new RlpWriter(headerLength(payload) + payload);
    writer.length = writer.putHeader(0, Kind.LIST, payload);
    return writer;
  }

  /// Writes a string of bytes.
  public RlpWriter writeBytes(Bytes string) {
    return writeBytes(string.arrayUnsafe());
  }

  /// Writes a string of bytes.
  public RlpWriter writeBytes(byte[] string) {
    return writeBytes(string, 0, string.length);
  }

  /// Writes a string of `count` bytes of the array from `from` on.
  public RlpWriter writeBytes(byte[] array, int from, int count) {
    if (count == 1 && array[from] >= 0) {
      append(array[from]);
      return this;
    }
    reserve(headerLength(count) + count);
    length += putHeader(length, Kind.STRING, count);
    return writeRaw(array, from, count);
  }

  /// Writes a number as a string of its bytes, big-endian without leading zeroes.
  ///
  /// @throws IllegalArgumentException where it is negative: RLP has no negative numbers
  public RlpWriter writeLong(long scalar) {
    if (scalar < 0) {
      throw new IllegalArgumentException("RLP numbers are at least zero, got " + scalar);
    }
    return writeUnsignedLong(scalar);
  }

  /// Writes all 64 bits as a number from zero to 2^64-1.
  public RlpWriter writeUnsignedLong(long scalar) {
    if (scalar > 0 && scalar < 0x80) {
      append((byte) scalar);
      return this;
    }
    int bytes = byteLength(scalar);
    reserve(1 + bytes);
    length += putHeader(length, Kind.STRING, bytes);
    putScalar(length, scalar, bytes);
    length += bytes;
    return this;
  }

  /// Writes a number as a string of its bytes, big-endian without leading zeroes.
  public RlpWriter writeU256(U256 scalar) {
    return writeBytes(scalar.toTrimmedBytes());
  }

  /// Writes an item that is already encoded, as it is.
  public RlpWriter writeRaw(Bytes item) {
    return writeRaw(item.arrayUnsafe(), 0, item.length());
  }

  /// Writes an item that is already encoded in `count` bytes of the array from `from` on.
  public RlpWriter writeRaw(byte[] array, int from, int count) {
    reserve(count);
    System.arraycopy(array, from, buffer, length, count);
    length += count;
    return this;
  }

  /// Begins a list: what is written until its [#endList()] is inside.
  public RlpWriter beginList() {
    append((byte) Kind.LIST.shortBase);
    if (depth == openLists.length) {
      openLists = Arrays.copyOf(openLists, 2 + depth * 2);
    }
    openLists[depth++] = length;
    return this;
  }

  /// Ends the list that began last.
  ///
  /// @throws IllegalStateException where none is open
  public RlpWriter endList() {
    if (depth == 0) {
      throw new IllegalStateException("endList without beginList");
    }
    int start = openLists[--depth];
    int payload = length - start;
    int header = headerLength(payload);
    if (header > 1) {
      reserve(header - 1);
      System.arraycopy(buffer, start, buffer, start - 1 + header, payload);
      length += header - 1;
    }
    putHeader(start - 1, Kind.LIST, payload);
    return this;
  }

  /// All that was written.
  ///
  /// @throws IllegalStateException where a list is still open
  public Bytes toBytes() {
    if (depth != 0) {
      throw new IllegalStateException(depth + " lists are still open");
    }
    // Whatever is written to a full buffer goes to another one, so this one may be given away.
    return length == buffer.length ? Bytes.wrap(buffer) : Bytes.of(buffer, 0, length);
  }

  private void append(byte single) {
    reserve(1);
    buffer[length++] = single;
  }

  private void reserve(int more) {
    int needed = Math.addExact(length, more);
    if (needed > buffer.length) {
      buffer = Arrays.copyOf(buffer, Math.max(needed, (int) Math.min(ARRAY_MAX, needed * 2L)));
    }
  }

  private static int headerLength(int payload) {
    return payload <= SHORT_LENGTH_MAX ? 1 : 1 + byteLength(payload);
  }

  /// Puts a header where there is room for it.
  ///
  /// @return its length
  private int putHeader(int at, Kind kind, int payload) {
    if (payload <= SHORT_LENGTH_MAX) {
      buffer[at] = (byte) (kind.shortBase + payload);
      return 1;
    }
    int bytes = byteLength(payload);
    buffer[at] = (byte) (kind.shortBase + SHORT_LENGTH_MAX + bytes);
    putScalar(at + 1, payload, bytes);
    return 1 + bytes;
  }

  private void putScalar(int at, long scalar, int bytes) {
    for (int index = 0; index < bytes; index++) {
      buffer[at + index] = (byte) (scalar >>> ((bytes - 1 - index) * Byte.SIZE));
    }
  }

  private static int byteLength(long scalar) {
    return (Long.SIZE - Long.numberOfLeadingZeros(scalar) + Byte.SIZE - 1) / Byte.SIZE;
  }

  private enum Kind {
    STRING(0x80),
    LIST(0xc0);

    /// First byte of an empty item.
    private final int shortBase;

    Kind(int shortBase) {
      this.shortBase = shortBase;
    }
  }
}
