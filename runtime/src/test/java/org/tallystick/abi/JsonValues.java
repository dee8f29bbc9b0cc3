package org.tallystick.abi;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.tallystick.bytes.Address;
import org.tallystick.bytes.Bytes;
import org.tallystick.json.JsonNumber;
import org.tallystick.json.JsonView;

/// Values of test vectors: JSON read as the type says. Bytes are hex, or the characters themselves.
final class JsonValues {
  private JsonValues() {}

  static List<Object> read(AbiParameters parameters, JsonView json) {
    List<Object> values = new ArrayList<>();
    for (int at = 0; at < parameters.size(); at++) {
      values.add(read(parameters.get(at).type(), json.elements().get(at)));
    }
    return values;
  }

  private static Object read(AbiType type, JsonView json) {
    return switch (type) {
      case AbiType.UIntType _, AbiType.IntType _ ->
          json.value() instanceof JsonNumber ? json.integer() : new BigInteger(json.text());
      case AbiType.BoolType _ -> json.bool();
      case AbiType.AddressType _ -> Address.fromHex(json.text());
      case AbiType.FixedBytesType _, AbiType.BytesType _ ->
          json.text().startsWith("0x")
              ? Bytes.fromHex(json.text())
              : Bytes.wrap(json.text().getBytes(StandardCharsets.UTF_8));
      case AbiType.StringType _ -> json.text();
      case AbiType.ArrayType array ->
          json.elements().stream().map(element -> read(array.element(), element)).toList();
      case AbiType.TupleType tuple -> read(tuple.components(), json);
    };
  }
}
