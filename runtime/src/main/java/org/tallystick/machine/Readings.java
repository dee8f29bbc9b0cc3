package org.tallystick.machine;

import com.oracle.truffle.api.strings.TruffleString;
import com.oracle.truffle.js.runtime.JSArguments;
import com.oracle.truffle.js.runtime.Strings;
import com.oracle.truffle.js.runtime.array.ScriptArray;
import com.oracle.truffle.js.runtime.array.dyn.AbstractDoubleArray;
import com.oracle.truffle.js.runtime.array.dyn.AbstractIntArray;
import com.oracle.truffle.js.runtime.builtins.JSAbstractArray;
import com.oracle.truffle.js.runtime.builtins.JSArrayObject;
import com.oracle.truffle.js.runtime.builtins.JSTypedArrayObject;
import com.oracle.truffle.js.runtime.objects.JSObject;
import com.oracle.truffle.js.runtime.objects.PropertyDescriptor;

/// What it costs that texts are read as numbers where a typed array takes them: at worst, as the
/// elements of a BigInt64Array, each digit shifts all before it.
final class Readings {
  private Readings() {}

  /// Gas for the texts among the arguments of a call.
  static long ofArguments(Object[] arguments) {
    long gas = 0;
    for (int at = 0; at < JSArguments.getUserArgumentCount(arguments); at++) {
      gas += gas(JSArguments.getUserArgument(arguments, at));
    }
    return gas;
  }

  static long gas(Object value) {
    return value instanceof TruffleString text
            && Strings.length(text) > RunState.SHORT_TEXT_CHARACTERS
        ? BigIntRules.readingGas(Strings.length(text))
        : 0;
  }

  /// Gas for the texts in an array, or in what is taken as one. What getters give is contract
  /// code's own to pay.
  static long ofElements(Object list) {
    if (list instanceof JSTypedArrayObject || isOfNumbers(list)) {
      return 0;
    }
    long gas = 0;
    for (JSObject holder : DeepSizes.holders(list)) {
      for (Object key : JSObject.ownPropertyKeys(holder)) {
        PropertyDescriptor property = JSObject.getOwnProperty(holder, key);
        if (property != null && property.isDataDescriptor()) {
          gas += gas(property.getValue());
        }
      }
    }
    return gas;
  }

  private static boolean isOfNumbers(Object list) {
    if (!(list instanceof JSArrayObject array)) {
      return false;
    }
    ScriptArray elements = JSAbstractArray.arrayGetArrayType(array);
    return elements instanceof AbstractIntArray || elements instanceof AbstractDoubleArray;
  }
}
