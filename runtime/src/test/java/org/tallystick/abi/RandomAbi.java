package org.tallystick.abi;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.tallystick.bytes.Address;
import org.tallystick.bytes.Bytes;

/// Types and values by a seed: all kinds, nested, with the edges of each range more often than
/// chance would have them.
final class RandomAbi {
  private static final int WIDTH_MAX = 4;
  private static final String[] LETTERS = {"a", "Z", "\u00e9", "\u20ac", "\ud83d\ude00", "\u0000"};

  private final Random random;

  RandomAbi(long seed) {
    this.random = new Random(seed);
  }

  AbiParameters parameters(int depth) {
    List<AbiParameter> parameters = new ArrayList<>();
    for (int at = random.nextInt(WIDTH_MAX + 1); at > 0; at--) {
      parameters.add(new AbiParameter("p" + at, type(depth)));
    }
    return AbiParameters.of(parameters);
  }

  /// @param depth how many arrays and tuples may stand around the innermost type
  AbiType type(int depth) {
    return switch (random.nextInt(depth == 0 ? 7 : 11)) {
      case 0 -> new AbiType.UIntType(8 * (1 + random.nextInt(32)));
      case 1 -> new AbiType.IntType(8 * (1 + random.nextInt(32)));
      case 2 -> new AbiType.BoolType();
      case 3 -> new AbiType.AddressType();
      case 4 -> new AbiType.FixedBytesType(1 + random.nextInt(32));
      case 5 -> new AbiType.BytesType();
      case 6 -> new AbiType.StringType();
      case 7, 8 -> AbiType.ArrayType.of(type(depth - 1));
      case 9 -> AbiType.ArrayType.of(type(depth - 1), 1 + random.nextInt(WIDTH_MAX));
      default -> {
        List<AbiParameter> fields = new ArrayList<>();
        for (int at = 1 + random.nextInt(WIDTH_MAX); at > 0; at--) {
          fields.add(new AbiParameter("f" + at, type(depth - 1)));
        }
        yield AbiType.TupleType.of(AbiParameters.of(fields));
      }
    };
  }

  List<Object> values(AbiParameters parameters) {
    List<Object> values = new ArrayList<>();
    for (AbiParameter parameter : parameters) {
      values.add(value(parameter.type()));
    }
    return values;
  }

  Object value(AbiType type) {
    return switch (type) {
      case AbiType.UIntType(int bits) -> integer(bits);
      case AbiType.IntType(int bits) ->
          random.nextBoolean() ? integer(bits - 1) : integer(bits - 1).not();
      case AbiType.BoolType _ -> random.nextBoolean();
      case AbiType.AddressType _ -> Address.wrap(bytes(Address.LENGTH));
      case AbiType.FixedBytesType(int size) -> Bytes.wrap(bytes(size));
      case AbiType.BytesType _ -> Bytes.wrap(bytes(random.nextInt(70)));
      case AbiType.StringType _ -> {
        StringBuilder text = new StringBuilder();
        for (int at = random.nextInt(40); at > 0; at--) {
          text.append(LETTERS[random.nextInt(LETTERS.length)]);
        }
        yield text.toString();
      }
      case AbiType.ArrayType array -> {
        List<Object> elements = new ArrayList<>();
        for (int at = array.length().orElseGet(() -> random.nextInt(4)); at > 0; at--) {
          elements.add(value(array.element()));
        }
        yield elements;
      }
      case AbiType.TupleType tuple -> values(tuple.components());
    };
  }

  private BigInteger integer(int bits) {
    return switch (random.nextInt(4)) {
      case 0 -> BigInteger.ONE.shiftLeft(bits).subtract(BigInteger.ONE);
      case 1 -> BigInteger.ONE.shiftLeft(bits).shiftRight(1);
      case 2 -> BigInteger.ZERO;
      default -> new BigInteger(bits, random);
    };
  }

  private byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }
}
