package org.tallystick.rlp;

import java.util.Arrays;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;
import org.tallystick.bytes.U256;

/// Reads items one after another, and refuses every encoding that is not canonical. Belongs to one
/// thread; after an [RlpException] it is spent.
///
/// A header is checked before its payload is touched, so what a message claims about its length
/// costs nothing, and lists are kept on a stack of the reader's own, so nesting has no limit but
/// the input's length. A list that is skipped by [#readRaw()] is not looked into.
public final class RlpReader {
  private static final int STRING = 0x80;
  private static final int LIST = 0xc0;
  private static final int SHORT_LENGTH_MAX = 55;

  private final byte[] input;
  private int at;

  /// End of the list that is being read; of the input, outside of every list.
  private int end;

  /// Ends of the lists around it, the outermost first.
  private int[] outerEnds = new int[8];

  private int depth;

  /// The header last looked at begins here. It is looked at again only after the reader moved.
  private int headerAt = -1;

  private int payloadFrom;
  private int payloadTo;

  private RlpReader(byte[] input) {
    this.input = input;
    this.end = input.length;
  }

  /// A reader at the first item of the input.
  public static RlpReader of(Bytes input) {
    return new RlpReader(input.arrayUnsafe());
  }

  /// Whether an item follows in the current list, or, outside of every list, in the input.
  public boolean hasNext() {
    return at < end;
  }

  /// Whether the next item is a list.
  ///
  /// @throws RlpException where no item follows
  public boolean isList() {
    requireItem();
    return (input[at] & 0xff) >= LIST;
  }

  /// Index of the byte where the next item begins, for error messages.
  public int offset() {
    return at;
  }

  /// Steps into the next item.
  ///
  /// @throws RlpException where it is not a list
  public void enterList() {
    if (!isList()) {
      throw new RlpException(at, "a list is expected, got a string");
    }
    lookAtHeader();
    if (depth == outerEnds.length) {
      outerEnds = Arrays.copyOf(outerEnds, depth * 2);
    }
    outerEnds[depth++] = end;
    end = payloadTo;
    at = payloadFrom;
  }

  /// Steps out of the current list.
  ///
  /// @throws RlpException where items are left in it
  /// @throws IllegalStateException outside of every list
  public void leaveList() {
    if (depth == 0) {
      throw new IllegalStateException("leaveList without enterList");
    }
    if (hasNext()) {
      throw new RlpException(at, "the list should end here, but has " + (end - at) + " more bytes");
    }
    end = outerEnds[--depth];
  }

  /// Ends the reading.
  ///
  /// @throws RlpException where input is left
  /// @throws IllegalStateException inside a list
  public void finish() {
    if (depth != 0) {
      throw new IllegalStateException("inside " + depth + " lists");
    }
    if (hasNext()) {
      throw new RlpException(at, (end - at) + " bytes follow after the end");
    }
  }

  /// The next item, a string.
  ///
  /// @throws RlpException where it is a list
  public Bytes readBytes() {
    lookAtString();
    return take();
  }

  /// The next item, a string of exactly this length.
  ///
  /// @throws RlpException where it is a list or of another length
  public Bytes readBytes(int exactLength) {
    lookAtString();
    if (payloadTo - payloadFrom != exactLength) {
      throw new RlpException(
          at, exactLength + " bytes are expected, got " + (payloadTo - payloadFrom));
    }
    return take();
  }

  /// The next item, a number of at most 63 bits.
  ///
  /// @throws RlpException where it is a list, has a leading zero byte or is larger than 2^63-1
  public long readLong() {
    lookAtScalar(Long.BYTES);
    if (payloadTo - payloadFrom == Long.BYTES && input[payloadFrom] < 0) {
      throw new RlpException(at, "a number of at most 63 bits is expected, got one of 64");
    }
    return takeLong();
  }

  /// The next item, a number of at most 64 bits: above 2^63-1 the result is negative, to be read by
  /// [Long#toUnsignedString(long)] and compared by [Long#compareUnsigned(long, long)].
  ///
  /// @throws RlpException where it is a list, has a leading zero byte or is larger than 2^64-1
  public long readUnsignedLong() {
    lookAtScalar(Long.BYTES);
    return takeLong();
  }

  /// The next item, a number of at most 256 bits.
  ///
  /// @throws RlpException where it is a list, has a leading zero byte or is larger than 2^256-1
  public U256 readU256() {
    lookAtScalar(Hash.LENGTH);
    return U256.fromBytes(take());
  }

  /// The next item with its header, as it is encoded. Of a list, only the header is checked.
  public Bytes readRaw() {
    lookAtHeader();
    Bytes item = Bytes.of(input, at, payloadTo - at);
    at = payloadTo;
    return item;
  }

  /// Passes the next item by. Of a list, only the header is checked.
  public void skip() {
    lookAtHeader();
    at = payloadTo;
  }

  private Bytes take() {
    at = payloadTo;
    return Bytes.of(input, payloadFrom, payloadTo - payloadFrom);
  }

  private long takeLong() {
    long scalar = 0;
    for (int index = payloadFrom; index < payloadTo; index++) {
      scalar = scalar << Byte.SIZE | (input[index] & 0xff);
    }
    at = payloadTo;
    return scalar;
  }

  private void lookAtScalar(int lengthMax) {
    lookAtString();
    int length = payloadTo - payloadFrom;
    if (length > 0 && input[payloadFrom] == 0) {
      throw new RlpException(at, "a number has no leading zero bytes");
    }
    if (length > lengthMax) {
      throw new RlpException(
          at, "a number of at most " + lengthMax + " bytes is expected, got " + length);
    }
  }

  private void lookAtString() {
    if (isList()) {
      throw new RlpException(at, "a string is expected, got a list");
    }
    lookAtHeader();
  }

  private void requireItem() {
    if (!hasNext()) {
      throw new RlpException(at, depth == 0 ? "the input ends here" : "the list ends here");
    }
  }

  /// Finds where the payload of the next item begins and ends.
  private void lookAtHeader() {
    if (headerAt == at) {
      return;
    }
    requireItem();
    int first = input[at] & 0xff;
    int announced = first - (first < LIST ? STRING : LIST);
    if (first < STRING) {
      setPayload(at, 1);
    } else if (announced <= SHORT_LENGTH_MAX) {
      setPayload(at + 1, announced);
      refuseNeedlessHeader(first);
    } else {
      int bytes = announced - SHORT_LENGTH_MAX;
      setPayload(at + 1 + bytes, readLongLength(bytes));
    }
    headerAt = at;
  }

  private void setPayload(int from, long length) {
    if (length > end - from) {
      throw new RlpException(
          at, "announces " + length + " bytes, but only " + (end - from) + " follow");
    }
    payloadFrom = from;
    payloadTo = from + (int) length;
  }

  private void refuseNeedlessHeader(int first) {
    if (first == STRING + 1 && input[payloadFrom] >= 0) {
      throw new RlpException(at, "a single byte below 0x80 has no header");
    }
  }

  /// The length after the first byte of a header.
  ///
  /// @param bytes how many bytes it has, 1 to 8
  private long readLongLength(int bytes) {
    if (bytes > end - at - 1) {
      throw new RlpException(
          at, "announces a length of " + bytes + " bytes, but only " + (end - at - 1) + " follow");
    }
    if (input[at + 1] == 0) {
      throw new RlpException(at, "a length has no leading zero bytes");
    }
    if (bytes > Integer.BYTES) {
      throw new RlpException(
          at, "announces a length of " + bytes + " bytes, more than any input here has");
    }
    long length = 0;
    for (int index = 1; index <= bytes; index++) {
      length = length << Byte.SIZE | (input[at + index] & 0xff);
    }
    if (length <= SHORT_LENGTH_MAX) {
      throw new RlpException(at, "a length up to 55 is part of the first byte, got " + length);
    }
    return length;
  }
}
