package org.tallystick.machine;

import com.oracle.truffle.api.strings.TruffleString;
import com.oracle.truffle.js.runtime.BigInt;
import com.oracle.truffle.js.runtime.Errors;
import com.oracle.truffle.js.runtime.JSArguments;
import com.oracle.truffle.js.runtime.Strings;
import com.oracle.truffle.js.runtime.builtins.JSErrorObject;
import com.oracle.truffle.js.runtime.builtins.JSFunction;
import com.oracle.truffle.js.runtime.builtins.JSFunctionObject;
import com.oracle.truffle.js.runtime.objects.JSObject;
import org.tallystick.gas.Limits;

/// What a price alone cannot bound: calls of a few built-ins that are refused, as an error that the
/// contract can catch, before they work.
final class BuiltinRules {
  private static final TruffleString STACK = Strings.constant("stack");

  /// Decimal digits of the largest BigInt, and the most a text of one may have.
  private static final int BIG_INT_DIGITS_MAX = 19_729;

  /// Values inside one another in a JSON text.
  private static final int JSON_DEPTH_MAX = 500;

  /// Every property that is not found is looked for in all of them.
  private static final int PROTOTYPES_MAX = 64;

  private BuiltinRules() {}

  /// @param arguments receiver, function, then what the caller passed
  static void check(String builtin, Object[] arguments) {
    switch (builtin) {
      case "Function.prototype.bind" -> {
        if (JSArguments.getThisObject(arguments) instanceof JSFunctionObject function
            && JSFunction.isBoundFunction(function)) {
          throw Errors.createTypeError("a bound function cannot be bound again");
        }
      }
      case "RegExp" -> {
        if (first(arguments) instanceof TruffleString pattern) {
          requireLinear(pattern, second(arguments));
        }
      }
      case "String.prototype.match", "String.prototype.matchAll", "String.prototype.search" -> {
        if (first(arguments) instanceof TruffleString pattern) {
          requireLinear(pattern, false);
        }
      }
      case "BigInt" -> {
        if (first(arguments) instanceof TruffleString digits
            && Strings.length(digits) > BIG_INT_DIGITS_MAX) {
          BigIntRules.requireBits(4L * Strings.length(digits));
        }
      }
      case "BigInt.asUintN", "BigInt.asIntN" -> {
        // asUintN of a negative number is as long as the width asks.
        if (second(arguments) instanceof BigInt
            && first(arguments) instanceof Number bits
            && bits.doubleValue() > Limits.BIG_INT_BITS_MAX) {
          BigIntRules.requireBits(bits.longValue());
        }
      }
      case "Object.create" -> requireShortChain(first(arguments));
      case "JSON.parse" -> {
        if (first(arguments) instanceof TruffleString text) {
          requireShallow(Strings.toJavaString(text));
        }
      }
      default -> {}
    }
  }

  private static Object first(Object[] arguments) {
    return JSArguments.getUserArgumentCount(arguments) > 0
        ? JSArguments.getUserArgument(arguments, 0)
        : false;
  }

  private static Object second(Object[] arguments) {
    return JSArguments.getUserArgumentCount(arguments) > 1
        ? JSArguments.getUserArgument(arguments, 1)
        : false;
  }

  private static void requireLinear(TruffleString pattern, Object flags) {
    String options = flags instanceof TruffleString text ? Strings.toJavaString(text) : "";
    Patterns.check(Strings.toJavaString(pattern), options)
        .ifPresent(reason -> {
          throw Errors.createSyntaxError(reason);
        });
  }

  private static void requireShortChain(Object prototype) {
    int length = 0;
    for (Object next = prototype; next instanceof JSObject object; length++) {
      if (length == PROTOTYPES_MAX) {
        throw Errors.createRangeError("more than " + PROTOTYPES_MAX + " prototypes in a chain");
      }
      next = JSObject.getPrototype(object);
    }
  }

  private static void requireShallow(String json) {
    int depth = 0;
    boolean inText = false;
    for (int at = 0; at < json.length(); at++) {
      char character = json.charAt(at);
      if (inText) {
        if (character == '\\') {
          at++;
        } else if (character == '"') {
          inText = false;
        }
      } else if (character == '"') {
        inText = true;
      } else if (character == '[' || character == '{') {
        depth++;
        if (depth > JSON_DEPTH_MAX) {
          throw Errors.createRangeError("JSON is nested more than " + JSON_DEPTH_MAX + " deep");
        }
      } else if (character == ']' || character == '}') {
        depth--;
      }
    }
  }

  /// Takes from a new error what tells of the machine: its stack.
  static void tame(Object result) {
    if (result instanceof JSErrorObject error) {
      JSObject.delete(error, STACK);
    }
  }
}
