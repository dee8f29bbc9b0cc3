package org.tallystick.abi;

import java.util.List;
import org.tallystick.bytes.Bytes;

/// Turns values into bytes and back, as the Solidity ABI says
/// ([specification](https://docs.soliditylang.org/en/latest/abi-spec.html)).
///
/// | type | value |
/// |---|---|
/// | `uintN`, `intN` | `BigInteger`; to encode also `U256`, `Long`, `Integer` |
/// | `bool` | `Boolean` |
/// | `address` | [org.tallystick.bytes.Address] |
/// | `bytesN`, `bytes` | [Bytes]; to encode a `bytes32` also a `Hash` |
/// | `string` | `String` |
/// | arrays and tuples | `List<Object>`, in order |
///
/// Decoding is as strict as Solidity's: dirty padding, lengths and offsets outside the data are
/// refused. It takes time and memory in proportion to the length of the data, whatever the data
/// says.
public final class AbiCodec {
  private AbiCodec() {}

  /// @throws AbiValueException where the values do not fit the types
  public static Bytes encode(AbiParameters parameters, List<?> values) {
    return AbiEncoder.encode(Bytes.EMPTY, parameters, values);
  }

  /// @throws AbiValueException where the values do not fit the types
  public static Bytes encode(List<? extends AbiType> types, List<?> values) {
    return encode(AbiParameters.ofTypes(types), values);
  }

  /// The values in the data. Bytes that nothing points at are ignored, as in Solidity.
  ///
  /// @throws AbiDataException where the data is no encoding of the types
  public static List<Object> decode(AbiParameters parameters, Bytes data) {
    return AbiDecoder.decode(parameters, data, 0);
  }

  /// The values in the data. Bytes that nothing points at are ignored, as in Solidity.
  ///
  /// @throws AbiDataException where the data is no encoding of the types
  public static List<Object> decode(List<? extends AbiType> types, Bytes data) {
    return decode(AbiParameters.ofTypes(types), data);
  }

  /// The values in data that is exactly what encoding them gives: nothing between, nothing behind.
  ///
  /// @throws AbiDataException where the data is no encoding of the types, or not the one
  public static List<Object> decodeExactly(AbiParameters parameters, Bytes data) {
    List<Object> values = decode(parameters, data);
    Bytes exact = encode(parameters, values);
    if (!exact.equals(data)) {
      throw new AbiDataException(
          "not the encoding of its own values: %,d bytes, which would be encoded as %,d"
              .formatted(data.length(), exact.length()));
    }
    return values;
  }

  /// The values without padding, one after another, as Solidity's `abi.encodePacked` gives them:
  /// for hashing, not for reading back. Elements of arrays are padded; arrays of anything but plain
  /// values, and tuples, are refused.
  ///
  /// @throws AbiValueException where the values do not fit the types, or a type cannot be packed
  public static Bytes encodePacked(AbiParameters parameters, List<?> values) {
    return AbiEncoder.encodePacked(parameters, values);
  }

  /// [#encodePacked(AbiParameters, List)] for types without names.
  ///
  /// @throws AbiValueException where the values do not fit the types, or a type cannot be packed
  public static Bytes encodePacked(List<? extends AbiType> types, List<?> values) {
    return encodePacked(AbiParameters.ofTypes(types), values);
  }
}
