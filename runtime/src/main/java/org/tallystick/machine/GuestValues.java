package org.tallystick.machine;

import com.oracle.truffle.api.strings.TruffleString;
import com.oracle.truffle.js.runtime.BigInt;
import com.oracle.truffle.js.runtime.JSContext;
import com.oracle.truffle.js.runtime.JSRealm;
import com.oracle.truffle.js.runtime.JSRuntime;
import com.oracle.truffle.js.runtime.Strings;
import com.oracle.truffle.js.runtime.array.TypedArray;
import com.oracle.truffle.js.runtime.array.TypedArrayFactory;
import com.oracle.truffle.js.runtime.builtins.JSAbstractArray;
import com.oracle.truffle.js.runtime.builtins.JSArray;
import com.oracle.truffle.js.runtime.builtins.JSArrayBuffer;
import com.oracle.truffle.js.runtime.builtins.JSArrayBufferObject;
import com.oracle.truffle.js.runtime.builtins.JSArrayBufferView;
import com.oracle.truffle.js.runtime.builtins.JSArrayObject;
import com.oracle.truffle.js.runtime.builtins.JSFunctionObject;
import com.oracle.truffle.js.runtime.builtins.JSOrdinary;
import com.oracle.truffle.js.runtime.builtins.JSTypedArrayObject;
import com.oracle.truffle.js.runtime.objects.JSAttributes;
import com.oracle.truffle.js.runtime.objects.JSObject;
import com.oracle.truffle.js.runtime.objects.JSObjectUtil;
import com.oracle.truffle.js.runtime.objects.Null;
import com.oracle.truffle.js.runtime.objects.Undefined;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.tallystick.abi.AbiParameter;
import org.tallystick.abi.AbiParameters;
import org.tallystick.abi.AbiType;
import org.tallystick.bytes.Address;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hex;

/// Carries values across the border between the ABI and the engine, exactly: integers as real
/// BigInts, byte strings as a Uint8Array of the contract's own, structs as frozen objects.
///
/// What comes out of a contract is read while its meter runs, since a getter is contract code.
final class GuestValues {
  private static final int GAS_PER_ITEM = 3;
  private static final int BYTES_PER_ITEM = 16;
  private static final int SHOWN_CHARACTERS_MAX = 40;

  private final JSContext context;
  private final JSRealm realm;
  private final RunState run;
  private final JSFunctionObject freeze;

  GuestValues(JSRealm realm, RunState run, JSFunctionObject freeze) {
    this.context = realm.getContext();
    this.realm = realm;
    this.run = run;
    this.freeze = freeze;
  }

  // ---- Into the contract
  // -------------------------------------------------------------------------

  /// The guest's value of an ABI value.
  Object toGuest(AbiType type, Object value) {
    return switch (type) {
      case AbiType.UIntType number -> BigInt.fromBigInteger((BigInteger) value);
      case AbiType.IntType number -> BigInt.fromBigInteger((BigInteger) value);
      case AbiType.BoolType bool -> value;
      case AbiType.AddressType address -> text(((Address) value).toHex());
      case AbiType.FixedBytesType bytes -> byteArray((Bytes) value);
      case AbiType.BytesType bytes -> byteArray((Bytes) value);
      case AbiType.StringType string -> text((String) value);
      case AbiType.ArrayType array -> {
        List<?> items = (List<?>) value;
        run.allocate((long) BYTES_PER_ITEM * items.size());
        Object[] guests = new Object[items.size()];
        for (int at = 0; at < guests.length; at++) {
          guests[at] = toGuest(array.element(), items.get(at));
        }
        yield JSArray.createZeroBasedObjectArray(context, realm, guests);
      }
      case AbiType.TupleType tuple -> record(tuple, (List<?>) value);
    };
  }

  Object[] toGuests(AbiParameters parameters, List<?> values) {
    Object[] guests = new Object[values.size()];
    for (int at = 0; at < guests.length; at++) {
      guests[at] = toGuest(parameters.get(at).type(), values.get(at));
    }
    return guests;
  }

  private JSObject record(AbiType.TupleType tuple, List<?> values) {
    JSObject object = JSOrdinary.create(context, realm);
    AbiParameters components = tuple.components();
    run.allocate((long) BYTES_PER_ITEM * components.size());
    for (int at = 0; at < components.size(); at++) {
      AbiParameter component = components.get(at);
      String name = component.name().isEmpty() ? String.valueOf(at) : component.name();
      put(object, name, toGuest(component.type(), values.get(at)));
    }
    JSRuntime.call(freeze, Undefined.instance, new Object[] {object});
    return object;
  }

  static void put(JSObject object, String name, Object value) {
    JSObjectUtil.putDataProperty(
        object, Strings.fromJavaString(name), value, JSAttributes.getDefault());
  }

  JSObject object() {
    return JSOrdinary.create(context, realm);
  }

  JSArrayObject array(Object... items) {
    return JSArray.createZeroBasedObjectArray(context, realm, items);
  }

  static TruffleString text(String text) {
    return Strings.fromJavaString(text);
  }

  /// A Uint8Array over a copy of the bytes.
  JSTypedArrayObject byteArray(Bytes bytes) {
    run.allocate(bytes.length());
    JSArrayBufferObject buffer = JSArrayBuffer.createArrayBuffer(context, realm, bytes.toArray());
    TypedArrayFactory factory = TypedArrayFactory.Uint8Array;
    TypedArray type = factory.createArrayType(TypedArray.BUFFER_TYPE_ARRAY, false, true);
    return JSArrayBufferView.createArrayBufferView(
        context, realm, buffer, factory, type, 0, bytes.length());
  }

  // ---- Out of the contract
  // -----------------------------------------------------------------------

  /// The ABI value of a guest's value.
  ///
  /// @param where names the value in a refusal
  /// @throws Refusal where it does not fit the type
  Object fromGuest(AbiType type, Object value, String where) {
    return switch (type) {
      case AbiType.UIntType number ->
          inRange(integer(type, value, where), 0, number.bits(), type, where);
      case AbiType.IntType number ->
          inRange(integer(type, value, where), 1, number.bits(), type, where);
      case AbiType.BoolType bool -> {
        if (!(value instanceof Boolean)) {
          throw expected("true or false", value, where);
        }
        yield value;
      }
      case AbiType.AddressType address -> address(value, where);
      case AbiType.FixedBytesType fixed -> {
        Bytes bytes = bytes(value, where);
        if (bytes.length() != fixed.size()) {
          throw Refusal.type(
              where
                  + ": "
                  + type.canonicalName()
                  + " has "
                  + fixed.size()
                  + " bytes, got "
                  + bytes.length());
        }
        yield bytes;
      }
      case AbiType.BytesType dynamic -> bytes(value, where);
      case AbiType.StringType string -> string(value, where);
      case AbiType.ArrayType array -> items(array, value, where);
      case AbiType.TupleType tuple -> components(tuple, value, where);
    };
  }

  /// The ABI values of what a contract passed, one for each parameter.
  List<Object> fromGuests(AbiParameters parameters, Object[] values, String what) {
    if (values.length != parameters.size()) {
      throw Refusal.type(what + " takes " + parameters.size() + " arguments, got " + values.length);
    }
    List<Object> converted = new ArrayList<>(values.length);
    for (int at = 0; at < values.length; at++) {
      AbiParameter parameter = parameters.get(at);
      String where = parameter.name().isEmpty() ? what + " argument " + at : parameter.name();
      converted.add(fromGuest(parameter.type(), values[at], where));
    }
    return converted;
  }

  private static BigInteger integer(AbiType type, Object value, String where) {
    if (value instanceof BigInt number) {
      return number.bigIntegerValue();
    }
    if (value instanceof Number number && JSRuntime.isNumber(value)) {
      String shown = Strings.toJavaString(JSRuntime.numberToString(number));
      String hint =
          shown.chars().allMatch(digit -> Character.isDigit(digit) || digit == '-')
              ? " (write " + shown + "n)"
              : "; amounts are whole smallest units, see coin('0.5')";
      throw Refusal.type(
          where
              + ": expected a BigInt for "
              + type.canonicalName()
              + ", got number "
              + shown
              + hint);
    }
    throw expected("a BigInt for " + type.canonicalName(), value, where);
  }

  private static BigInteger inRange(
      BigInteger value, int signBits, int bits, AbiType type, String where) {
    if (signBits == 0 && value.signum() < 0) {
      throw Refusal.range(type.canonicalName() + " underflow: " + where + " = " + shorten(value));
    }
    if (value.bitLength() > bits - signBits) {
      String direction = value.signum() < 0 ? " underflow: " : " overflow: ";
      throw Refusal.range(type.canonicalName() + direction + where + " = " + shorten(value));
    }
    return value;
  }

  /// The number in decimal digits, or what it is where they would be many.
  static String shorten(BigInteger value) {
    // The text of a long number is quadratic work, and nobody reads it.
    return value.bitLength() > 300
        ? "a number of " + value.bitLength() + " bits"
        : value.toString();
  }

  Address address(Object value, String where) {
    if (value instanceof TruffleString text && Strings.length(text) == 2 + 2 * Address.LENGTH) {
      try {
        return Address.fromHex(Strings.toJavaString(text));
      } catch (IllegalArgumentException fault) {
        throw Refusal.type(where + ": not an address: " + fault.getMessage());
      }
    }
    throw expected("an address (0x and 40 hex digits)", value, where);
  }

  /// The bytes of a Uint8Array or of a `0x` text.
  Bytes bytes(Object value, String where) {
    if (value instanceof JSTypedArrayObject array
        && array.getArrayType().getFactory() == TypedArrayFactory.Uint8Array) {
      int length = array.getLength();
      run.allocate(length);
      byte[] buffer = JSArrayBuffer.getByteArray(array.getArrayBuffer());
      return Bytes.of(buffer, array.getByteOffset(), length);
    }
    if (value instanceof TruffleString text) {
      run.allocate(Strings.length(text));
      try {
        return Bytes.wrap(Hex.decode(Strings.toJavaString(text)));
      } catch (IllegalArgumentException fault) {
        throw Refusal.type(where + ": " + fault.getMessage());
      }
    }
    throw expected("a Uint8Array or a 0x text", value, where);
  }

  /// The text of a string that is valid Unicode.
  String string(Object value, String where) {
    if (!(value instanceof TruffleString text)) {
      throw expected("a string", value, where);
    }
    run.allocate(Strings.length(text));
    String string = Strings.toJavaString(text);
    for (int at = 0; at < string.length(); at++) {
      if (Character.isHighSurrogate(string.charAt(at))
          && at + 1 < string.length()
          && Character.isLowSurrogate(string.charAt(at + 1))) {
        at++;
      } else if (Character.isSurrogate(string.charAt(at))) {
        throw Refusal.type(where + ": a lone surrogate at position " + at + " is not text");
      }
    }
    return string;
  }

  /// The items of a contract's array, holes as undefined.
  Object[] itemsOf(JSArrayObject array) {
    long length = JSAbstractArray.arrayGetLength(array);
    // Paid before it is read: `[].length = 2 ** 32 - 1` is a short program.
    run.charge(GAS_PER_ITEM * length);
    run.allocate(BYTES_PER_ITEM * length);
    Object[] items = new Object[(int) length];
    for (int at = 0; at < items.length; at++) {
      items[at] = JSObject.get(array, at);
    }
    return items;
  }

  private List<Object> items(AbiType.ArrayType type, Object value, String where) {
    if (!(value instanceof JSArrayObject array)) {
      throw expected("an array for " + type.canonicalName(), value, where);
    }
    long length = JSAbstractArray.arrayGetLength(array);
    if (type.length().isPresent() && type.length().getAsInt() != length) {
      throw Refusal.type(
          where
              + ": "
              + type.canonicalName()
              + " has "
              + type.length().getAsInt()
              + " items, got "
              + length);
    }
    run.charge(GAS_PER_ITEM * length);
    run.allocate(BYTES_PER_ITEM * length);
    List<Object> items = new ArrayList<>((int) length);
    for (int at = 0; at < length; at++) {
      items.add(fromGuest(type.element(), JSObject.get(array, at), where + "[" + at + "]"));
    }
    return items;
  }

  private List<Object> components(AbiType.TupleType type, Object value, String where) {
    AbiParameters components = type.components();
    run.charge((long) GAS_PER_ITEM * components.size());
    List<Object> converted = new ArrayList<>(components.size());
    if (value instanceof JSArrayObject array) {
      if (JSAbstractArray.arrayGetLength(array) != components.size()) {
        throw Refusal.type(
            where
                + ": "
                + type.canonicalName()
                + " has "
                + components.size()
                + " members, got "
                + JSAbstractArray.arrayGetLength(array));
      }
      for (int at = 0; at < components.size(); at++) {
        converted.add(
            fromGuest(components.get(at).type(), JSObject.get(array, at), where + "[" + at + "]"));
      }
      return converted;
    }
    if (!(value instanceof JSObject object)) {
      throw expected("an object for " + type.canonicalName(), value, where);
    }
    for (AbiParameter component : components) {
      TruffleString name = text(component.name());
      if (!JSObject.hasProperty(object, name)) {
        throw Refusal.type(where + ": the member " + component.name() + " is missing");
      }
      converted.add(
          fromGuest(component.type(), JSObject.get(object, name), where + "." + component.name()));
    }
    return converted;
  }

  private static Refusal expected(String what, Object value, String where) {
    return Refusal.type(where + ": expected " + what + ", got " + describe(value));
  }

  @SuppressWarnings("ReferenceEquality") // There is one undefined in an engine.
  static boolean isUndefined(Object value) {
    return value == Undefined.instance;
  }

  @SuppressWarnings("ReferenceEquality") // There is one null in an engine.
  static boolean isNull(Object value) {
    return value == Null.instance;
  }

  /// A value in a few words, for an error; never runs contract code.
  static String describe(Object value) {
    if (isUndefined(value)) {
      return "undefined";
    }
    if (isNull(value)) {
      return "null";
    }
    if (value instanceof TruffleString text) {
      // A long text would be copied, only to be measured.
      int characters = Strings.length(text);
      return characters <= SHOWN_CHARACTERS_MAX
          ? "\"" + Strings.toJavaString(text) + "\""
          : "a string of " + characters + " characters";
    }
    if (value instanceof BigInt number) {
      return "BigInt " + shorten(number.bigIntegerValue());
    }
    if (value instanceof JSArrayObject) {
      return "an array";
    }
    return Strings.toJavaString(JSRuntime.typeof(value));
  }
}
