package org.tallystick.node.cli;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.tallystick.abi.AbiParameters;
import org.tallystick.abi.AbiType;
import org.tallystick.bytes.Address;
import org.tallystick.bytes.Bytes;
import org.tallystick.crypto.Checksum;
import org.tallystick.json.Json;
import org.tallystick.json.JsonNull;
import org.tallystick.json.JsonObject;

/// ABI values as JSON for people and scripts: numbers as decimal texts, bytes as `0x` hex,
/// addresses with their checksum, structs as objects.
final class PlainData {
  private PlainData() {}

  /// What a function returned: null for nothing, the value itself where there is one.
  static Json returned(AbiParameters outputs, List<Object> values) {
    return switch (values.size()) {
      case 0 -> JsonNull.NULL;
      case 1 -> of(outputs.get(0).type(), values.getFirst());
      default -> members(outputs, values);
    };
  }

  private static Json of(AbiType type, Object value) {
    return switch (value) {
      case BigInteger number -> Json.of(number.toString());
      case Boolean flag -> Json.of(flag);
      case Address address -> Json.of(Checksum.encode(address));
      case Bytes bytes -> Json.of(bytes.toHex());
      case String text -> Json.of(text);
      case List<?> items -> list(type, items);
      default -> throw new IllegalStateException("no ABI value: " + value.getClass());
    };
  }

  private static Json list(AbiType type, List<?> items) {
    if (type instanceof AbiType.TupleType tuple) {
      return members(tuple.components(), items);
    }
    if (type instanceof AbiType.ArrayType array) {
      return Json.array(items.stream().map(item -> of(array.element(), item)).toList());
    }
    throw new IllegalStateException("a list is no value of " + type.canonicalName());
  }

  /// An object where every value has a name of its own, an array otherwise.
  static Json members(AbiParameters parameters, List<?> values) {
    Set<String> names = new HashSet<>();
    List<Json> items = new ArrayList<>();
    JsonObject.Builder object = Json.object();
    for (int at = 0; at < values.size(); at++) {
      String name = parameters.get(at).name();
      Json item = of(parameters.get(at).type(), values.get(at));
      items.add(item);
      if (!name.isEmpty() && names.add(name)) {
        object.put(name, item);
      }
    }
    return names.size() == items.size() ? object.build() : Json.array(items);
  }
}
