package org.tallystick.machine;

import com.oracle.truffle.api.strings.TruffleString;
import com.oracle.truffle.js.runtime.BigInt;
import com.oracle.truffle.js.runtime.JSRuntime;
import com.oracle.truffle.js.runtime.Strings;
import com.oracle.truffle.js.runtime.Symbol;
import com.oracle.truffle.js.runtime.builtins.JSAbstractArray;
import com.oracle.truffle.js.runtime.builtins.JSArrayObject;
import com.oracle.truffle.js.runtime.builtins.JSErrorObject;
import com.oracle.truffle.js.runtime.builtins.JSFunctionObject;
import com.oracle.truffle.js.runtime.builtins.JSMapObject;
import com.oracle.truffle.js.runtime.builtins.JSSetObject;
import com.oracle.truffle.js.runtime.builtins.JSTypedArrayObject;
import com.oracle.truffle.js.runtime.objects.JSObject;
import com.oracle.truffle.js.runtime.objects.PropertyDescriptor;
import com.oracle.truffle.js.runtime.util.JSHashMap;
import java.util.ArrayList;
import java.util.List;
import org.tallystick.json.Json;
import org.tallystick.json.JsonArray;
import org.tallystick.json.JsonBool;
import org.tallystick.json.JsonNull;
import org.tallystick.json.JsonNumber;
import org.tallystick.json.JsonObject;
import org.tallystick.json.JsonText;

/// Copies what a function returned as plain data, for people: BigInts as decimal texts, byte arrays
/// as `0x` hex, undefined as null, NaN and the infinities as texts, a Map as its entries.
///
/// Getters are contract code, so the copy is made while the meter runs; depth and size are bounded.
final class GuestJson {
  private static final int DEPTH_MAX = 16;
  private static final int BYTES_MAX = 65_536;
  private static final int GAS_PER_VALUE = 5;

  private final RunState run;
  private int bytes;

  GuestJson(RunState run) {
    this.run = run;
  }

  /// @throws Refusal where the value is too deep or too large
  Json copy(Object value) {
    return copy(value, 0);
  }

  private Json copy(Object value, int depth) {
    run.charge(GAS_PER_VALUE);
    if (depth > DEPTH_MAX) {
      throw Refusal.type("the result is more than " + DEPTH_MAX + " deep");
    }
    take(1);
    return switch (value) {
      case Boolean flag -> new JsonBool(flag);
      case Integer number -> JsonNumber.of(number);
      case BigInt number -> text(number.bigIntegerValue().toString());
      case Number number -> number(number);
      case TruffleString text -> text(Strings.toJavaString(text));
      case Symbol symbol -> text(symbol.toString());
      case JSFunctionObject function -> JsonNull.NULL;
      case JSArrayObject array -> items(array, depth);
      case JSTypedArrayObject array -> bytes(array);
      case JSMapObject map -> entries(map.getMap(), true, depth);
      case JSSetObject set -> entries(set.getMap(), false, depth);
      case JSErrorObject error -> text(describe(error));
      case JSObject object when !GuestValues.isUndefined(object) && !GuestValues.isNull(object) ->
          members(object, depth);
      default -> JsonNull.NULL;
    };
  }

  private static String describe(JSErrorObject error) {
    return Strings.toJavaString(JSRuntime.toDisplayString(error, false));
  }

  private static Json number(Number number) {
    double value = number.doubleValue();
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      return new JsonText(Strings.toJavaString(JSRuntime.doubleToString(value)));
    }
    return new JsonNumber(Strings.toJavaString(JSRuntime.doubleToString(value)));
  }

  private Json text(String text) {
    take(text.length());
    return new JsonText(text);
  }

  private void take(int more) {
    bytes += more;
    if (bytes > BYTES_MAX) {
      throw Refusal.type("the result is larger than " + BYTES_MAX + " bytes");
    }
  }

  private Json items(JSArrayObject array, int depth) {
    long length = JSAbstractArray.arrayGetLength(array);
    List<Json> items = new ArrayList<>();
    for (long at = 0; at < length; at++) {
      items.add(copy(JSObject.get(array, at), depth + 1));
    }
    return new JsonArray(items);
  }

  private Json bytes(JSTypedArrayObject array) {
    StringBuilder hex = new StringBuilder("0x");
    for (int at = 0; at < array.getLength(); at++) {
      take(2);
      Object item = JSObject.get(array, at);
      if (item instanceof Integer octet && octet >= 0 && octet <= 0xff) {
        hex.append(Character.forDigit(octet >> 4, 16)).append(Character.forDigit(octet & 15, 16));
      } else {
        return items(array);
      }
    }
    return new JsonText(hex.toString());
  }

  private Json items(JSTypedArrayObject array) {
    List<Json> items = new ArrayList<>();
    for (int at = 0; at < array.getLength(); at++) {
      items.add(copy(JSObject.get(array, at), 1));
    }
    return new JsonArray(items);
  }

  private Json entries(JSHashMap map, boolean withValues, int depth) {
    List<Json> entries = new ArrayList<>();
    JSHashMap.Cursor cursor = map.getEntries();
    while (cursor.advance()) {
      Json key = copy(cursor.getKey(), depth + 1);
      entries.add(
          withValues ? new JsonArray(List.of(key, copy(cursor.getValue(), depth + 1))) : key);
    }
    return new JsonArray(entries);
  }

  private Json members(JSObject object, int depth) {
    JsonObject.Builder members = Json.object();
    for (Object key : JSObject.ownPropertyKeys(object)) {
      PropertyDescriptor property = JSObject.getOwnProperty(object, key);
      if (key instanceof TruffleString name && property != null && property.getEnumerable()) {
        take(Strings.length(name));
        members.put(Strings.toJavaString(name), copy(JSObject.get(object, key), depth + 1));
      }
    }
    return members.build();
  }
}
