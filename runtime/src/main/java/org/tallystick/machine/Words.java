package org.tallystick.machine;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import org.tallystick.abi.AbiType;
import org.tallystick.bytes.Address;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;
import org.tallystick.bytes.U256;

/// A value in one storage slot, as its ABI word: integers big-endian and sign-extended, byte
/// strings of fixed length on the left.
final class Words {
  private static final BigInteger TWO_TO_256 = BigInteger.ONE.shiftLeft(U256.BITS);

  private Words() {}

  /// Whether values of the type take one slot; texts and byte strings may take more.
  static boolean fitsOneSlot(AbiType type) {
    return !type.isDynamic();
  }

  static U256 write(AbiType type, Object value) {
    return switch (type) {
      case AbiType.UIntType number -> new U256((BigInteger) value);
      case AbiType.IntType number -> {
        BigInteger signed = (BigInteger) value;
        yield new U256(signed.signum() < 0 ? signed.add(TWO_TO_256) : signed);
      }
      case AbiType.BoolType bool -> U256.of((Boolean) value ? 1 : 0);
      case AbiType.AddressType address -> U256.fromBytes(((Address) value).arrayUnsafe());
      case AbiType.FixedBytesType fixed -> {
        byte[] word = new byte[Hash.LENGTH];
        ((Bytes) value).copyTo(word, 0);
        yield U256.fromBytes(word);
      }
      case AbiType.BytesType bytes -> throw new MachineFault("bytes do not fit one slot");
      case AbiType.StringType string -> throw new MachineFault("a string does not fit one slot");
      case AbiType.ArrayType array -> throw new MachineFault("an array is not a value");
      case AbiType.TupleType tuple -> throw new MachineFault("a struct is not a value");
    };
  }

  static Object read(AbiType type, U256 word) {
    return switch (type) {
      case AbiType.UIntType number -> word.value();
      case AbiType.IntType number ->
          word.value().testBit(U256.BITS - 1) ? word.value().subtract(TWO_TO_256) : word.value();
      case AbiType.BoolType bool -> !word.isZero();
      case AbiType.AddressType address -> Address.fromLastBytes(Hash.wrap(word.toWord()));
      case AbiType.FixedBytesType fixed -> Bytes.of(word.toWord(), 0, fixed.size());
      case AbiType.BytesType bytes -> throw new MachineFault("bytes do not fit one slot");
      case AbiType.StringType string -> throw new MachineFault("a string does not fit one slot");
      case AbiType.ArrayType array -> throw new MachineFault("an array is not a value");
      case AbiType.TupleType tuple -> throw new MachineFault("a struct is not a value");
    };
  }

  /// The bytes of a text or byte string.
  static Bytes bytesOf(AbiType type, Object value) {
    return type instanceof AbiType.StringType
        ? Bytes.wrap(((String) value).getBytes(StandardCharsets.UTF_8))
        : (Bytes) value;
  }

  static String text(Bytes utf8) {
    return new String(utf8.arrayUnsafe(), StandardCharsets.UTF_8);
  }
}
