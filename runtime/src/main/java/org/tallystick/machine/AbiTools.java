package org.tallystick.machine;

import java.util.ArrayList;
import java.util.List;
import org.tallystick.abi.AbiCodec;
import org.tallystick.abi.AbiType;
import org.tallystick.bytes.Bytes;

/// `abi.encode`, `abi.encodePacked` and `abi.decode` of the library.
final class AbiTools {
  private AbiTools() {}

  static Bytes encode(GuestValues values, List<String> types, Object[] passed) {
    List<AbiType> parsed = parse(types);
    return AbiCodec.encode(parsed, convert(values, parsed, passed));
  }

  static Bytes encodePacked(GuestValues values, List<String> types, Object[] passed) {
    List<AbiType> parsed = parse(types);
    return AbiCodec.encodePacked(parsed, convert(values, parsed, passed));
  }

  /// An array of the decoded values.
  static Object decode(GuestValues values, List<String> types, Bytes data) {
    List<AbiType> parsed = parse(types);
    List<Object> decoded = AbiCodec.decode(parsed, data);
    Object[] guests = new Object[decoded.size()];
    for (int at = 0; at < guests.length; at++) {
      guests[at] = values.toGuest(parsed.get(at), decoded.get(at));
    }
    return values.array(guests);
  }

  private static List<AbiType> parse(List<String> types) {
    return types.stream().map(AbiType::parse).toList();
  }

  private static List<Object> convert(GuestValues values, List<AbiType> types, Object[] passed) {
    if (types.size() != passed.length) {
      throw Refusal.type(
          "there are " + types.size() + " types and " + passed.length + " values: give one each");
    }
    List<Object> converted = new ArrayList<>(passed.length);
    for (int at = 0; at < passed.length; at++) {
      converted.add(values.fromGuest(types.get(at), passed[at], "values[" + at + "]"));
    }
    return converted;
  }
}
