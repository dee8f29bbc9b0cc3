package org.tallystick.machine;

import com.oracle.truffle.api.strings.TruffleString;
import com.oracle.truffle.js.runtime.BigInt;
import com.oracle.truffle.js.runtime.JSException;
import com.oracle.truffle.js.runtime.JSRuntime;
import com.oracle.truffle.js.runtime.Strings;
import com.oracle.truffle.js.runtime.Symbol;
import com.oracle.truffle.js.runtime.array.TypedArrayFactory;
import com.oracle.truffle.js.runtime.builtins.JSAbstractArray;
import com.oracle.truffle.js.runtime.builtins.JSArgumentsObject;
import com.oracle.truffle.js.runtime.builtins.JSArrayBuffer;
import com.oracle.truffle.js.runtime.builtins.JSArrayObject;
import com.oracle.truffle.js.runtime.builtins.JSDictionary;
import com.oracle.truffle.js.runtime.builtins.JSError;
import com.oracle.truffle.js.runtime.builtins.JSErrorObject;
import com.oracle.truffle.js.runtime.builtins.JSFunctionObject;
import com.oracle.truffle.js.runtime.builtins.JSMapObject;
import com.oracle.truffle.js.runtime.builtins.JSSetObject;
import com.oracle.truffle.js.runtime.builtins.JSStringObject;
import com.oracle.truffle.js.runtime.builtins.JSTypedArrayObject;
import com.oracle.truffle.js.runtime.objects.JSObject;
import com.oracle.truffle.js.runtime.objects.PropertyDescriptor;
import org.jspecify.annotations.Nullable;
import org.tallystick.bytes.Bytes;

/// The line that a contract's values make on the console: shallow, cut at a bound, and made without
/// running contract code, so that looking changes nothing. Belongs to one call.
final class ConsoleText {
  /// Characters of a line; more are cut off.
  static final int CHARACTERS_MAX = 1_000;

  private static final int BYTES_SHOWN_MAX = 32;

  /// Of an object that has more, only their number is shown.
  private static final int PROPERTIES_SHOWN_MAX = 50;

  private static final int GAS_PER_PROPERTY = 10;

  private static final String CUT = "…";

  private final RunState run;
  private final StringBuilder line = new StringBuilder();

  private ConsoleText(RunState run) {
    this.run = run;
  }

  /// Makes the line, and takes gas for what has to be gone through. The line's own characters are
  /// for the caller to charge.
  static String of(Object[] values, RunState run) {
    ConsoleText text = new ConsoleText(run);
    for (int at = 0; at < values.length && !text.isFull(); at++) {
      text.add(at == 0 ? "" : " ");
      text.value(values[at]);
    }
    return text.isFull() ? text.line.substring(0, CHARACTERS_MAX) + CUT : text.line.toString();
  }

  private boolean isFull() {
    return line.length() > CHARACTERS_MAX;
  }

  private void add(String text) {
    for (int at = 0; at < text.length() && !isFull(); at++) {
      add(text.charAt(at));
    }
  }

  /// One line stays one line, and a terminal that shows it is told nothing.
  private void add(char character) {
    switch (Character.getType(character)) {
      case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
          line.append(character == '\n' ? "\\n" : "\\u%04x".formatted((int) character));
      default -> line.append(character);
    }
  }

  private void value(Object value) {
    switch (value) {
      case JSErrorObject error -> error(error);
      case JSArrayObject array -> array(array, JSAbstractArray.arrayGetLength(array));
      case JSArgumentsObject list -> array(list, JSAbstractArray.arrayGetLength(list));
      case JSFunctionObject _ -> add("function");
      case JSStringObject text -> text(text.getString());
      case JSMapObject map -> add("Map of " + map.getMap().size());
      case JSSetObject set -> add("Set of " + set.getMap().size());
      case JSTypedArrayObject array -> typedArray(array);
      case JSObject object -> object(object);
      default -> plain(value);
    }
  }

  /// A value inside an array or object, which is not opened in turn.
  private void inner(@Nullable PropertyDescriptor property) {
    if (property == null) {
      add("undefined");
    } else if (!property.isDataDescriptor()) {
      add(CUT);
    } else if (property.getValue() instanceof TruffleString text) {
      add("'");
      text(text);
      add("'");
    } else {
      switch (property.getValue()) {
        case JSArrayObject _ -> add("[" + CUT + "]");
        case JSFunctionObject function -> value(function);
        case JSTypedArrayObject array -> typedArray(array);
        case JSObject _ -> add("{" + CUT + "}");
        default -> plain(property.getValue());
      }
    }
  }

  private void plain(Object value) {
    switch (value) {
      case TruffleString text -> text(text);
      case Boolean flag -> add(flag.toString());
      case BigInt number -> add(GuestValues.shorten(number.bigIntegerValue()) + "n");
      case Symbol symbol -> {
        add("Symbol(");
        if (symbol.getDescription() instanceof TruffleString description) {
          text(description);
        }
        add(")");
      }
      case Number number when JSRuntime.isNumber(number) ->
          add(Strings.toJavaString(JSRuntime.numberToString(number)));
      default -> add(GuestValues.describe(value));
    }
  }

  /// The engine copies a text together before it gives any part of it.
  private void text(TruffleString text) {
    run.chargeText(Strings.length(text));
    int taken = Math.min(Strings.length(text), CHARACTERS_MAX + 1);
    add(Strings.toJavaString(Strings.lazySubstring(text, 0, taken)));
  }

  private void array(JSObject array, long length) {
    add("[");
    for (long at = 0; at < length && !isFull(); at++) {
      add(at == 0 ? "" : ", ");
      inner(JSObject.getOwnProperty(array, Strings.fromLong(at)));
    }
    add("]");
  }

  private void typedArray(JSTypedArrayObject array) {
    if (array.getArrayType().getFactory() != TypedArrayFactory.Uint8Array) {
      add(array.getArrayType().getFactory().getName() + " of " + array.getLength());
      return;
    }
    int shown = Math.min(array.getLength(), BYTES_SHOWN_MAX);
    byte[] buffer = JSArrayBuffer.getByteArray(array.getArrayBuffer());
    add(Bytes.of(buffer, array.getByteOffset(), shown).toHex());
    if (array.getLength() > shown) {
      add(CUT + " (" + array.getLength() + " bytes)");
    }
  }

  private void error(JSErrorObject error) {
    if (!ownText(error, "name")) {
      add(
          JSError.getException(error) instanceof JSException engines
              ? engines.getErrorType().name()
              : "Error");
    }
    int named = line.length();
    add(": ");
    if (!ownText(error, "message")) {
      line.setLength(named);
    }
  }

  /// Adds an own property of an object, where that is a text.
  private boolean ownText(JSObject object, String name) {
    PropertyDescriptor property = JSObject.getOwnProperty(object, Strings.fromJavaString(name));
    if (property != null
        && property.isDataDescriptor()
        && property.getValue() instanceof TruffleString text) {
      text(text);
      return true;
    }
    return false;
  }

  private void object(JSObject object) {
    long properties = properties(object);
    run.charge(GAS_PER_PROPERTY * properties);
    if (properties > PROPERTIES_SHOWN_MAX) {
      add("an object with " + properties + " properties");
      return;
    }
    add("{ ");
    boolean isFirst = true;
    for (Object key : JSObject.ownPropertyKeys(object)) {
      if (key instanceof TruffleString name && !isFull()) {
        add(isFirst ? "" : ", ");
        text(name);
        add(": ");
        inner(JSObject.getOwnProperty(object, name));
        isFirst = false;
      }
    }
    add(isFirst ? "}" : " }");
  }

  private static long properties(JSObject object) {
    return JSDictionary.isJSDictionaryObject(object)
        ? JSObject.ownPropertyKeys(object).size()
        : object.getShape().getPropertyCount();
  }
}
