package org.tallystick.abi;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.tallystick.bytes.Address;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;

/// Reads values out of bytes that a stranger wrote.
///
/// As in Solidity, offsets may point anywhere inside the data, need not be multiples of 32, and
/// bytes that nothing points at are ignored. What Solidity refuses is refused: heads, lengths and
/// offsets outside the data, integers, booleans and addresses with bits beyond their type. Stricter
/// than Solidity: the padding of `bytes` and `string` is zero as far as there is any (the end of
/// the data may cut it off), and text is valid UTF-8.
///
/// Since offsets may point anywhere, a short text can describe a long value: an array of arrays of
/// arrays, each element pointing at the same next one. So every word that is read is paid from a
/// budget of as many words as there are in the data, which is what an encoding without overlaps
/// takes; work and memory are bounded by the length of the data.
///
/// Belongs to one thread, for one decoding.
final class AbiDecoder {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private static final int WORD = AbiType.WORD;

  /// What a decoder that met malformed UTF-8 puts in its place.
  private static final char REPLACEMENT = '\ufffd';

  private final byte[] data;

  /// Where the data begins, for people: positions in errors are counted from here.
  private final int start;

  private long wordsLeft;

  private AbiDecoder(byte[] data, int start) {
    this.data = data;
    this.start = start;
    this.wordsLeft = words((long) data.length - start);
  }

  /// The values that stand in the data from `start` on.
  static List<Object> decode(AbiParameters parameters, Bytes data, int start) {
    return new AbiDecoder(data.arrayUnsafe(), start).content(parameters, start);
  }

  /// The value that is the word.
  static Object decodeWord(AbiType.ValueType type, Hash word) {
    return new AbiDecoder(word.arrayUnsafe(), 0).word(type, 0);
  }

  /// Values with their heads at `base`, from where their offsets are counted.
  private List<Object> content(AbiParameters parameters, int base) {
    int size = parameters.headSize();
    if (size > data.length - base) {
      throw new AbiDataException(
          "%s takes at least %,d bytes, there are %,d"
              .formatted(parameters.canonicalName(), size, data.length - base));
    }
    spend(size / WORD);
    Object[] values = new Object[parameters.size()];
    int at = base;
    for (int index = 0; index < values.length; index++) {
      AbiType type = parameters.type(index);
      try {
        values[index] = value(type, base, at);
      } catch (AbiDataException fault) {
        throw fault.inside(parameters.step(index));
      }
      at += type.headSize();
    }
    return Collections.unmodifiableList(Arrays.asList(values));
  }

  /// Elements with their heads at `base`, from where their offsets are counted.
  private List<Object> elements(AbiType element, int count, int base) {
    long size = (long) count * element.headSize();
    if (size > data.length - base) {
      throw new AbiDataException(
          "%,d elements of %s take at least %,d bytes, there are %,d"
              .formatted(count, element.canonicalName(), size, data.length - base));
    }
    spend(size / WORD);
    Object[] values = new Object[count];
    int at = base;
    for (int index = 0; index < count; index++) {
      try {
        values[index] = value(element, base, at);
      } catch (AbiDataException fault) {
        throw fault.inside("[" + index + "]");
      }
      at += element.headSize();
    }
    return Collections.unmodifiableList(Arrays.asList(values));
  }

  /// The value whose head is at `at`; the head is inside the data and paid for.
  private Object value(AbiType type, int base, int at) {
    return type.isDynamic() ? tail(type, offset(base, at)) : fixed(type, at);
  }

  private Object tail(AbiType type, int at) {
    return switch (type) {
      case AbiType.BytesType _ -> {
        int length = byteCount(at);
        yield Bytes.of(data, at + WORD, length);
      }
      case AbiType.StringType _ -> {
        int length = byteCount(at);
        yield text(at + WORD, length);
      }
      case AbiType.ArrayType array ->
          array.length().isPresent()
              ? elements(array.element(), array.length().getAsInt(), at)
              : elements(array.element(), count(at), at + WORD);
      case AbiType.TupleType tuple -> content(tuple.components(), at);
      case AbiType.ValueType _ -> throw new IllegalStateException(type + " has no tail");
    };
  }

  /// A value of fixed size; all its words are inside the data and paid for.
  private Object fixed(AbiType type, int at) {
    return switch (type) {
      case AbiType.ValueType word -> word(word, at);
      case AbiType.ArrayType array -> {
        Object[] values = new Object[array.length().orElseThrow()];
        int next = at;
        for (int index = 0; index < values.length; index++) {
          try {
            values[index] = fixed(array.element(), next);
          } catch (AbiDataException fault) {
            throw fault.inside("[" + index + "]");
          }
          next += array.element().headSize();
        }
        yield Collections.unmodifiableList(Arrays.asList(values));
      }
      case AbiType.TupleType tuple -> {
        Object[] values = new Object[tuple.components().size()];
        int next = at;
        for (int index = 0; index < values.length; index++) {
          AbiType component = tuple.components().type(index);
          try {
            values[index] = fixed(component, next);
          } catch (AbiDataException fault) {
            throw fault.inside(tuple.components().step(index));
          }
          next += component.headSize();
        }
        yield Collections.unmodifiableList(Arrays.asList(values));
      }
      case AbiType.BytesType _, AbiType.StringType _ ->
          throw new IllegalStateException(type + " has no fixed size");
    };
  }

  private Object word(AbiType.ValueType type, int at) {
    return switch (type) {
      case AbiType.UIntType(int bits) -> unsigned(type, bits, at);
      case AbiType.IntType(int bits) -> signed(type, bits, at);
      case AbiType.BoolType _ -> {
        if (isZero(at, WORD - 1) && (data[at + WORD - 1] & ~1) == 0) {
          yield data[at + WORD - 1] == 1;
        }
        throw dirty(type, at, "a bool is 0 or 1");
      }
      case AbiType.AddressType _ -> {
        int padding = WORD - Address.LENGTH;
        if (isZero(at, padding)) {
          yield Address.wrap(Arrays.copyOfRange(data, at + padding, at + WORD));
        }
        throw dirty(type, at, "the 12 bytes before an address are zero");
      }
      case AbiType.FixedBytesType(int size) -> {
        if (isZero(at + size, WORD - size)) {
          yield Bytes.of(data, at, size);
        }
        throw dirty(type, at, "the bytes after the value are zero");
      }
    };
  }

  private BigInteger unsigned(AbiType type, int bits, int at) {
    if (isZero(at, WORD - Long.BYTES)) {
      long low = (long) LONG.get(data, at + WORD - Long.BYTES);
      if (low >= 0) {
        if (bits < Long.SIZE && low >>> bits != 0) {
          throw dirty(type, at, "the bytes before the value are zero");
        }
        return BigInteger.valueOf(low);
      }
    }
    BigInteger value = new BigInteger(1, data, at, WORD);
    if (value.bitLength() > bits) {
      throw dirty(type, at, "the bytes before the value are zero");
    }
    return value;
  }

  private BigInteger signed(AbiType type, int bits, int at) {
    BigInteger value = new BigInteger(data, at, WORD);
    if (value.bitLength() >= bits) {
      throw dirty(type, at, "the bytes before the value repeat its sign");
    }
    return value;
  }

  private String text(int from, int length) {
    String text = new String(data, from, length, StandardCharsets.UTF_8);
    // Only text that may be malformed is looked at again: the sign may also have been sent.
    if (text.indexOf(REPLACEMENT) >= 0) {
      ByteBuffer bytes = ByteBuffer.wrap(data, from, length);
      try {
        StandardCharsets.UTF_8.newDecoder().decode(bytes);
      } catch (CharacterCodingException fault) {
        throw new AbiDataException(
            "the text is not UTF-8 from its byte " + (bytes.position() - from) + " on");
      }
    }
    return text;
  }

  /// The length of `bytes` or `string` at `at`; content and padding are checked and paid for.
  private int byteCount(int at) {
    int length = count(at);
    int from = at + WORD;
    if (length > data.length - from) {
      throw new AbiDataException(
          "%,d bytes from byte %,d on, there are %,d"
              .formatted(length, from - start, data.length - from));
    }
    spend(words(length));
    long paddedEnd = from + words(length) * WORD;
    int end = (int) Math.min(paddedEnd, data.length);
    if (!isZero(from + length, end - from - length)) {
      throw new AbiDataException(
          "the padding after byte %,d is not zero".formatted(from + length - start));
    }
    return length;
  }

  /// The word at `at`, which says how many bytes or elements follow.
  private int count(int at) {
    if (WORD > data.length - at) {
      throw new AbiDataException(
          "the length at byte %,d is cut off: the data has %,d bytes"
              .formatted(at - start, data.length - start));
    }
    spend(1);
    return small(at, "length");
  }

  /// Where the tail begins whose offset stands at `at`.
  private int offset(int base, int at) {
    int offset = small(at, "offset");
    if (offset > data.length - base) {
      throw new AbiDataException(
          "the offset at byte %,d leads %,d bytes on, there are %,d"
              .formatted(at - start, offset, data.length - base));
    }
    return base + offset;
  }

  /// A word that counts bytes or elements: none is meaningful that is larger than the data.
  private int small(int at, String what) {
    long low = (long) LONG.get(data, at + WORD - Long.BYTES);
    if (!isZero(at, WORD - Long.BYTES) || low < 0 || low > data.length - start) {
      throw new AbiDataException(
          "the %s at byte %,d is %s, more than the %,d bytes of the data"
              .formatted(
                  what,
                  at - start,
                  new BigInteger(1, data, at, WORD).toString(),
                  data.length - start));
    }
    return (int) low;
  }

  private void spend(long words) {
    wordsLeft -= words;
    if (wordsLeft < 0) {
      throw new AbiDataException(
          "offsets overlap: the values are longer than the %,d bytes of the data"
              .formatted(data.length - start));
    }
  }

  private boolean isZero(int from, int length) {
    int at = from;
    int end = from + length;
    for (; at + Long.BYTES <= end; at += Long.BYTES) {
      if ((long) LONG.get(data, at) != 0) {
        return false;
      }
    }
    for (; at < end; at++) {
      if (data[at] != 0) {
        return false;
      }
    }
    return true;
  }

  private AbiDataException dirty(AbiType type, int at, String rule) {
    return new AbiDataException(
        "not a %s at byte %,d: %s; got %s"
            .formatted(type.canonicalName(), at - start, rule, Bytes.of(data, at, WORD).toHex()));
  }

  private static long words(long length) {
    return (length + WORD - 1) / WORD;
  }
}
