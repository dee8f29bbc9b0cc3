package org.tallystick.abi;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.math.BigInteger;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tallystick.bytes.Address;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;
import org.tallystick.bytes.U256;

/// Writes values as bytes, in the three encodings of the specification: the standard one with head
/// and tail, the one in place that indexed values of events are hashed in, and the packed one.
///
/// All write into one buffer that only ever grows with zero bytes, so what is not written is
/// already padding. Belongs to one thread, for one encoding.
final class AbiEncoder {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private static final int WORD = AbiType.WORD;
  private static final int LONG_AT = WORD - Long.BYTES;
  private static final int TAIL_GUESS = 8 * WORD;

  private byte[] buffer;
  private int length;

  private AbiEncoder(int capacity) {
    buffer = new byte[capacity];
  }

  /// The prefix and then the values in the standard encoding.
  static Bytes encode(Bytes prefix, AbiParameters parameters, List<?> values) {
    int head = prefix.length() + parameters.headSize();
    AbiEncoder encoder = new AbiEncoder(parameters.isDynamic() ? head + TAIL_GUESS : head);
    encoder.raw(prefix);
    encoder.content(parameters, values);
    return Bytes.wrap(encoder.taken());
  }

  /// The encoding whose hash is the topic of an indexed value: everything in place, without lengths
  /// and offsets; padded to words but for `bytes` and `string` by themselves.
  static byte[] encodeInPlace(AbiType type, Object value) {
    AbiEncoder encoder = new AbiEncoder(WORD);
    switch (type) {
      case AbiType.BytesType _, AbiType.StringType _ -> encoder.raw(text(type, value));
      case AbiType.ValueType _, AbiType.ArrayType _, AbiType.TupleType _ ->
          encoder.inPlace(type, value);
    }
    return encoder.taken();
  }

  /// What Solidity's `abi.encodePacked` gives.
  static Bytes encodePacked(AbiParameters parameters, List<?> values) {
    AbiEncoder encoder = new AbiEncoder(parameters.headSize());
    requireCount(parameters.size(), values.size(), "values");
    for (int at = 0; at < parameters.size(); at++) {
      try {
        encoder.packed(parameters.type(at), values.get(at));
      } catch (AbiValueException fault) {
        throw fault.inside(parameters.step(at));
      }
    }
    return Bytes.wrap(encoder.taken());
  }

  private byte[] taken() {
    return length == buffer.length ? buffer : Arrays.copyOf(buffer, length);
  }

  /// Makes room for zero bytes at the end.
  ///
  /// @return where they begin
  private int reserve(long size) {
    int from = length;
    if (size > AbiLimits.ENCODED_LENGTH_MAX - from) {
      throw AbiValueException.wrongKind(
          "the encoding is longer than %,d bytes".formatted(AbiLimits.ENCODED_LENGTH_MAX));
    }
    length = from + (int) size;
    if (length > buffer.length) {
      buffer = Arrays.copyOf(buffer, Math.max(length, 2 * buffer.length));
    }
    return from;
  }

  /// Heads of all values, then the tails of those that have one.
  private void content(AbiParameters parameters, List<?> values) {
    requireCount(parameters.size(), values.size(), "values");
    int base = reserve(parameters.headSize());
    int at = base;
    for (int index = 0; index < parameters.size(); index++) {
      AbiType type = parameters.type(index);
      try {
        value(type, values.get(index), base, at);
      } catch (AbiValueException fault) {
        throw fault.inside(parameters.step(index));
      }
      at += type.headSize();
    }
  }

  private void elements(AbiType.ArrayType array, List<?> values) {
    AbiType element = array.element();
    int base = reserve((long) element.headSize() * values.size());
    int at = base;
    int index = 0;
    for (Object value : values) {
      try {
        value(element, value, base, at);
      } catch (AbiValueException fault) {
        throw fault.inside(step(array, index));
      }
      at += element.headSize();
      index++;
    }
  }

  /// Writes the head of a value at `at`, and its tail, if any, to the end.
  ///
  /// @param base where offsets are counted from
  private void value(AbiType type, Object value, int base, int at) {
    if (type.isDynamic()) {
      LONG.set(buffer, at + LONG_AT, (long) (length - base));
      tail(type, value);
    } else {
      fixed(type, value, at);
    }
  }

  private void tail(AbiType type, Object value) {
    switch (type) {
      case AbiType.BytesType _, AbiType.StringType _ -> {
        Bytes content = text(type, value);
        count(content.length());
        padded(content);
      }
      case AbiType.ArrayType array -> {
        List<?> values = list(array, value);
        if (array.length().isEmpty()) {
          count(values.size());
        }
        elements(array, values);
      }
      case AbiType.TupleType tuple -> content(tuple.components(), list(tuple, value));
      case AbiType.ValueType _ -> throw new IllegalStateException(type + " has no tail");
    }
  }

  /// Writes a value of fixed size into room that is there already.
  ///
  /// @return where the room behind it begins
  private int fixed(AbiType type, Object value, int at) {
    if (type instanceof AbiType.ValueType word) {
      word(word, value, at);
      return at + WORD;
    }
    int next = at;
    int index = 0;
    for (Object child : list(type, value)) {
      try {
        next = fixed(childOf(type, index), child, next);
      } catch (AbiValueException fault) {
        throw fault.inside(step(type, index));
      }
      index++;
    }
    return next;
  }

  private void inPlace(AbiType type, Object value) {
    switch (type) {
      case AbiType.ValueType word -> word(word, value, reserve(WORD));
      case AbiType.BytesType _, AbiType.StringType _ -> padded(text(type, value));
      case AbiType.ArrayType _, AbiType.TupleType _ -> {
        int index = 0;
        for (Object child : list(type, value)) {
          try {
            inPlace(childOf(type, index), child);
          } catch (AbiValueException fault) {
            throw fault.inside(step(type, index));
          }
          index++;
        }
      }
    }
  }

  private void packed(AbiType type, Object value) {
    switch (type) {
      case AbiType.ValueType word -> packedWord(word, value);
      case AbiType.BytesType _, AbiType.StringType _ -> raw(text(type, value));
      case AbiType.ArrayType array when array.element() instanceof AbiType.ValueType ->
          inPlace(array, value);
      case AbiType.ArrayType _, AbiType.TupleType _ ->
          throw AbiValueException.wrongKind(
              type.canonicalName()
                  + " cannot be packed: only plain values, bytes, strings and arrays of plain"
                  + " values; use abi.encode");
    }
  }

  /// A value without its padding: `uint16` takes two bytes.
  private void packedWord(AbiType.ValueType type, Object value) {
    int from = reserve(WORD);
    word(type, value, from);
    int size = packedSize(type);
    if (!(type instanceof AbiType.FixedBytesType)) {
      System.arraycopy(buffer, from + WORD - size, buffer, from, size);
    }
    Arrays.fill(buffer, from + size, from + WORD, (byte) 0);
    length = from + size;
  }

  private static int packedSize(AbiType.ValueType type) {
    return switch (type) {
      case AbiType.UIntType(int bits) -> bits / Byte.SIZE;
      case AbiType.IntType(int bits) -> bits / Byte.SIZE;
      case AbiType.BoolType _ -> 1;
      case AbiType.AddressType _ -> Address.LENGTH;
      case AbiType.FixedBytesType(int size) -> size;
    };
  }

  private void count(int number) {
    // Reserving may replace the buffer, so it comes first; so below.
    int at = reserve(WORD);
    LONG.set(buffer, at + LONG_AT, (long) number);
  }

  private void raw(Bytes content) {
    int at = reserve(content.length());
    content.copyTo(buffer, at);
  }

  private void padded(Bytes content) {
    long words = ((long) content.length() + WORD - 1) / WORD;
    int at = reserve(words * WORD);
    content.copyTo(buffer, at);
  }

  private void word(AbiType.ValueType type, Object value, int at) {
    switch (type) {
      case AbiType.UIntType(int bits) -> integer(type, bits, integer(type, value), at);
      case AbiType.IntType(int bits) -> integer(type, bits, integer(type, value), at);
      case AbiType.BoolType _ -> {
        if (!(value instanceof Boolean bool)) {
          throw wrongKind(type, "true or false", value);
        }
        buffer[at + WORD - 1] = (byte) (bool ? 1 : 0);
      }
      case AbiType.AddressType _ -> {
        if (!(value instanceof Address address)) {
          throw wrongKind(type, "an address", value);
        }
        System.arraycopy(
            address.arrayUnsafe(), 0, buffer, at + WORD - Address.LENGTH, Address.LENGTH);
      }
      case AbiType.FixedBytesType(int size) -> {
        byte[] bytes =
            switch (value) {
              case Bytes string -> string.arrayUnsafe();
              case Hash hash -> hash.arrayUnsafe();
              default -> throw wrongKind(type, size + " bytes", value);
            };
        if (bytes.length != size) {
          throw AbiValueException.wrongKind(
              "expected %d bytes for %s, got %d"
                  .formatted(size, type.canonicalName(), bytes.length));
        }
        System.arraycopy(bytes, 0, buffer, at, size);
      }
    }
  }

  private static BigInteger integer(AbiType type, Object value) {
    return switch (value) {
      case BigInteger integer -> integer;
      case U256(BigInteger integer) -> integer;
      case Long number -> BigInteger.valueOf(number);
      case Integer number -> BigInteger.valueOf(number);
      default -> throw wrongKind(type, "an integer", value);
    };
  }

  private void integer(AbiType type, int bits, BigInteger value, int at) {
    boolean isSigned = type instanceof AbiType.IntType;
    int magnitudeBits = isSigned ? bits - 1 : bits;
    if (value.bitLength() > magnitudeBits || (!isSigned && value.signum() < 0)) {
      throw outOfRange(type, value, isSigned, magnitudeBits);
    }
    if (value.signum() < 0) {
      Arrays.fill(buffer, at, at + WORD, (byte) 0xff);
    }
    if (value.bitLength() < Long.SIZE) {
      LONG.set(buffer, at + LONG_AT, value.longValue());
      return;
    }
    byte[] bytes = value.toByteArray();
    // A positive number of 256 bits comes with a byte for its sign in front.
    int size = Math.min(bytes.length, WORD);
    System.arraycopy(bytes, bytes.length - size, buffer, at + WORD - size, size);
  }

  private static AbiValueException outOfRange(
      AbiType type, BigInteger value, boolean isSigned, int magnitudeBits) {
    boolean isBelow = value.signum() < 0;
    BigInteger power = BigInteger.ONE.shiftLeft(magnitudeBits);
    String bound;
    if (isBelow) {
      bound =
          "the least is "
              + (!isSigned ? "0" : magnitudeBits < 64 ? "-" + power : "-2^" + magnitudeBits);
    } else {
      bound =
          "the greatest is "
              + (magnitudeBits < 64 ? power.subtract(BigInteger.ONE) : "2^" + magnitudeBits + "-1");
    }
    // Long numbers are slow to write in decimal, and nobody reads them.
    int bitsShownMax = 512;
    String got =
        value.bitLength() <= bitsShownMax
            ? value.toString()
            : "a number of %,d bits".formatted(value.bitLength());
    return AbiValueException.outOfRange(
        "%s %s: %s, %s"
            .formatted(type.canonicalName(), isBelow ? "underflow" : "overflow", got, bound));
  }

  /// The bytes of a value of type `bytes` or `string`.
  private static Bytes text(AbiType type, Object value) {
    if (type instanceof AbiType.StringType) {
      if (!(value instanceof String text)) {
        throw wrongKind(type, "text", value);
      }
      requireWhole(text);
      return Bytes.wrap(text.getBytes(StandardCharsets.UTF_8));
    }
    if (!(value instanceof Bytes bytes)) {
      throw wrongKind(type, "bytes", value);
    }
    return bytes;
  }

  private static void requireWhole(String text) {
    int at = 0;
    while (at < text.length()) {
      int letter = text.codePointAt(at);
      if (letter >= Character.MIN_SURROGATE && letter <= Character.MAX_SURROGATE) {
        throw AbiValueException.wrongKind(
            "half a character (lone surrogate U+%04X) at position %d has no UTF-8"
                .formatted(letter, at));
      }
      at += Character.charCount(letter);
    }
  }

  /// The parts of an array or tuple, as many as the type says.
  private static List<?> list(AbiType type, Object value) {
    if (!(value instanceof List<?> list)) {
      throw wrongKind(type, "a list", value);
    }
    switch (type) {
      case AbiType.ArrayType array -> {
        if (array.length().isPresent()) {
          requireCount(array.length().getAsInt(), list.size(), "elements");
        }
      }
      case AbiType.TupleType tuple ->
          requireCount(tuple.components().size(), list.size(), "fields");
      case AbiType.ValueType _, AbiType.BytesType _, AbiType.StringType _ ->
          throw new IllegalStateException(type + " has no parts");
    }
    return list;
  }

  private static AbiType childOf(AbiType type, int index) {
    return switch (type) {
      case AbiType.ArrayType array -> array.element();
      case AbiType.TupleType tuple -> tuple.components().type(index);
      case AbiType.ValueType _, AbiType.BytesType _, AbiType.StringType _ ->
          throw new IllegalStateException(type + " has no parts");
    };
  }

  private static String step(AbiType type, int index) {
    return type instanceof AbiType.TupleType tuple
        ? tuple.components().step(index)
        : "[" + index + "]";
  }

  private static void requireCount(int expected, int got, String what) {
    if (expected != got) {
      throw AbiValueException.wrongKind("expected " + expected + " " + what + ", got " + got);
    }
  }

  private static AbiValueException wrongKind(AbiType type, String expected, @Nullable Object got) {
    return AbiValueException.wrongKind(
        "expected %s for %s, got %s"
            .formatted(
                expected,
                type.canonicalName(),
                got == null ? "null" : got.getClass().getSimpleName()));
  }
}
