package org.tallystick.machine;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.strings.TruffleString;
import com.oracle.truffle.js.runtime.BigInt;
import com.oracle.truffle.js.runtime.JSArguments;
import com.oracle.truffle.js.runtime.JSRuntime;
import com.oracle.truffle.js.runtime.Strings;
import com.oracle.truffle.js.runtime.Symbol;
import com.oracle.truffle.js.runtime.builtins.JSArrayObject;
import com.oracle.truffle.js.runtime.builtins.JSStringObject;
import com.oracle.truffle.js.runtime.builtins.JSTypedArrayObject;
import com.oracle.truffle.js.runtime.objects.JSObject;
import com.oracle.truffle.js.runtime.objects.PropertyDescriptor;
import com.oracle.truffle.js.runtime.objects.Undefined;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What it costs that a value of the contract's is taken as the name of a property.
///
/// A name is hashed and compared character by character, so a long one pays for its length each
/// time; a BigInt is written out first.
final class PropertyKeys {
  private static final int SHORT_NAME_CHARACTERS = 32;
  private static final int CHARACTERS_PER_GAS = 8;

  static final int GAS_PER_WIDE_NUMBER = 30;

  private static final int GAS_PER_SYMBOL = 60;
  private static final Integer LENGTH_MAX = 999_999;
  private static final TruffleString VALUE = Strings.constant("value");

  /// Notes what a call is about to make: properties, entries of Maps and Sets, places of arrays.
  @FunctionalInterface
  interface Maker {
    /// @param arguments receiver, function, then what the caller passed
    void note(RunState run, Object[] arguments);
  }

  private static final Map<String, Maker> MAKERS =
      Map.of(
          "Reflect.set", PropertyKeys::set,
          "Reflect.defineProperty", PropertyKeys::defineOne,
          "Object.defineProperty", PropertyKeys::defineOne,
          "Object.defineProperties", PropertyKeys::defineAll,
          "Object.assign", PropertyKeys::assign,
          "Map.prototype.set", PropertyKeys::enter,
          "Set.prototype.add", PropertyKeys::enter,
          "JSON.parse", PropertyKeys::parse);

  private PropertyKeys() {}

  /// Charges a name before a property is looked for: `o[key]`, `key in o`, `delete o[key]`, and the
  /// computed keys of literals, classes and patterns.
  static void read(RunState run, Object key) {
    if (key instanceof TruffleString text) {
      if (Strings.length(text) > SHORT_NAME_CHARACTERS) {
        run.charge(Strings.length(text) / CHARACTERS_PER_GAS);
      }
    } else if (key instanceof BigInt number) {
      run.charge(BigIntRules.writingGas(number));
    } else if (isWide(key)) {
      run.charge(GAS_PER_WIDE_NUMBER);
    } else if (key instanceof JSStringObject text) {
      read(run, text.getString());
    } else if (key instanceof Symbol symbol) {
      // A function under it is named after it.
      readDescription(run, symbol);
    }
  }

  /// Whether a number takes work to write out: a fraction, or more than 32 bits. It is asked of the
  /// value, since the engine keeps one value in several forms.
  static boolean isWide(Object value) {
    return value instanceof Number number
        && !(value instanceof Integer)
        && number.doubleValue() != (int) number.doubleValue();
  }

  @TruffleBoundary(transferToInterpreterOnException = false)
  private static void readDescription(RunState run, Symbol symbol) {
    if (symbol.getDescription() instanceof TruffleString description) {
      read(run, description);
    }
  }

  /// Charges a write before it is done: `target[key] = value` in any of its forms.
  static void write(RunState run, Object target, Object key, Object value) {
    switch (target) {
      case JSArrayObject array when key instanceof TruffleString name -> {
        define(run, name);
        ArrayLengths.chargeWrite(run, array, name, value);
      }
      case JSArrayObject _ -> read(run, key);
      case JSTypedArrayObject array -> {
        read(run, key);
        BigIntRules.chargeElement(run, array, value);
      }
      case JSObject _ -> define(run, key);
      default -> read(run, key);
    }
  }

  /// What a built-in makes, or null where it makes nothing of the kind.
  static @Nullable Maker maker(String builtin) {
    return MAKERS.get(builtin);
  }

  @TruffleBoundary(transferToInterpreterOnException = false)
  private static void set(RunState run, Object[] arguments) {
    write(
        run,
        Sizes.argument(arguments, 0),
        Sizes.argument(arguments, 1),
        Sizes.argument(arguments, 2));
  }

  @TruffleBoundary(transferToInterpreterOnException = false)
  private static void defineOne(RunState run, Object[] arguments) {
    write(
        run,
        Sizes.argument(arguments, 0),
        Sizes.argument(arguments, 1),
        plain(Sizes.argument(arguments, 2), VALUE));
  }

  @TruffleBoundary(transferToInterpreterOnException = false)
  private static void defineAll(RunState run, Object[] arguments) {
    copyLength(run, arguments, plain(Sizes.argument(arguments, 1), ArrayLengths.NAME), true);
  }

  @TruffleBoundary(transferToInterpreterOnException = false)
  private static void assign(RunState run, Object[] arguments) {
    for (int at = 1; at < JSArguments.getUserArgumentCount(arguments); at++) {
      copyLength(run, arguments, plain(Sizes.argument(arguments, at), ArrayLengths.NAME), false);
    }
  }

  private static void enter(RunState run, Object[] arguments) {
    Object key = Sizes.argument(arguments, 0);
    if (!(key instanceof Integer || key instanceof JSObject)) {
      run.entryMade(key);
    }
  }

  @TruffleBoundary(transferToInterpreterOnException = false)
  private static void parse(RunState run, Object[] arguments) {
    if (Sizes.argument(arguments, 0) instanceof TruffleString text) {
      JsonOutline.names(Strings.toJavaString(text)).forEach(name -> define(run, name));
    }
  }

  /// Charges an array among the targets of a copy for a length that it is given.
  private static void copyLength(
      RunState run, Object[] arguments, Object length, boolean isDescribed) {
    if (Sizes.argument(arguments, 0) instanceof JSArrayObject array
        && !GuestValues.isUndefined(length)) {
      ArrayLengths.charge(run, array, isDescribed ? plain(length, VALUE) : length);
    }
  }

  /// A property of plain data; what contract code would compute is taken for the longest length.
  private static Object plain(Object holder, TruffleString name) {
    Object next = holder;
    while (next instanceof JSObject object) {
      PropertyDescriptor property = JSObject.getOwnProperty(object, name);
      if (property != null) {
        return property.isDataDescriptor() && !(property.getValue() instanceof JSObject)
            ? property.getValue()
            : LENGTH_MAX;
      }
      next = JSObject.getPrototype(object);
    }
    return Undefined.instance;
  }

  /// Charges a property that is about to be made under a name that the contract computed.
  @TruffleBoundary(transferToInterpreterOnException = false)
  static void define(RunState run, Object key) {
    read(run, key);
    switch (key) {
      case TruffleString name -> run.nameMade(name);
      case Number number -> run.nameMade(JSRuntime.toString(number));
      case BigInt number -> run.nameMade(Strings.fromJavaString(number.toString()));
      case Symbol _ -> run.charge(GAS_PER_SYMBOL);
      default -> {}
    }
  }
}
