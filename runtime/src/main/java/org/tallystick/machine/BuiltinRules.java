package org.tallystick.machine;

import com.oracle.truffle.api.strings.TruffleString;
import com.oracle.truffle.js.runtime.BigInt;
import com.oracle.truffle.js.runtime.Errors;
import com.oracle.truffle.js.runtime.JSArguments;
import com.oracle.truffle.js.runtime.Strings;
import com.oracle.truffle.js.runtime.Symbol;
import com.oracle.truffle.js.runtime.builtins.JSArrayObject;
import com.oracle.truffle.js.runtime.builtins.JSErrorObject;
import com.oracle.truffle.js.runtime.builtins.JSFunction;
import com.oracle.truffle.js.runtime.builtins.JSFunctionObject;
import com.oracle.truffle.js.runtime.builtins.JSRegExpObject;
import com.oracle.truffle.js.runtime.objects.JSObject;
import com.oracle.truffle.js.runtime.objects.PropertyDescriptor;
import org.tallystick.gas.Limits;

/// What a price alone cannot bound: calls of a few built-ins that are refused, as an error that the
/// contract can catch, before they work.
final class BuiltinRules {
  private static final TruffleString STACK = Strings.constant("stack");
  private static final TruffleString RAW = Strings.constant("raw");

  /// Decimal digits of the largest BigInt, and the most a text of one may have.
  private static final int BIG_INT_DIGITS_MAX = 19_729;

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
        switch (first(arguments)) {
          case TruffleString pattern -> requireLinear(pattern, second(arguments));
          case JSRegExpObject pattern -> requireLinear(Sizes.source(pattern), second(arguments));
          case JSObject _ -> throw Errors.createTypeError("RegExp takes a text or a RegExp");
          default -> {}
        }
      }
      case "String.prototype.match", "String.prototype.matchAll", "String.prototype.search" -> {
        switch (first(arguments)) {
          case TruffleString pattern -> requireLinear(pattern, false);
          // Any other would be made a text by the contract's code, and that text a pattern.
          case JSObject object when !hasMethod(object, searchedBy(builtin)) ->
              throw Errors.createTypeError(builtin + " takes a text or a RegExp");
          default -> {}
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
      case "String.raw" -> requireTemplate(first(arguments));
      case "Object.create" -> PrototypeChains.requireShort(first(arguments));
      case "JSON.parse" -> {
        if (first(arguments) instanceof TruffleString text) {
          JsonText.requireShallow(Strings.toJavaString(text));
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

  /// What the built-in asks of an object that searches by itself.
  private static Symbol searchedBy(String builtin) {
    return switch (builtin) {
      case "String.prototype.matchAll" -> Symbol.SYMBOL_MATCH_ALL;
      case "String.prototype.search" -> Symbol.SYMBOL_SEARCH;
      default -> Symbol.SYMBOL_MATCH;
    };
  }

  /// Whether the object has the method, and no getter that could take it away again.
  private static boolean hasMethod(JSObject object, Symbol name) {
    Object next = object;
    while (next instanceof JSObject holder) {
      PropertyDescriptor found = JSObject.getOwnProperty(holder, name);
      if (found != null) {
        return found.isDataDescriptor() && found.getValue() instanceof JSFunctionObject;
      }
      next = JSObject.getPrototype(holder);
    }
    return false;
  }

  private static void requireLinear(TruffleString pattern, Object flags) {
    String options = flags instanceof TruffleString text ? Strings.toJavaString(text) : "";
    Patterns.check(Strings.toJavaString(pattern), options)
        .ifPresent(reason -> {
          throw Errors.createSyntaxError(reason);
        });
  }

  /// The length of another array-like could be anything, at no cost.
  private static void requireTemplate(Object template) {
    if (template instanceof JSObject object) {
      PropertyDescriptor raw = JSObject.getOwnProperty(object, RAW);
      if (raw != null && raw.isDataDescriptor() && raw.getValue() instanceof JSArrayObject) {
        return;
      }
    }
    throw Errors.createTypeError("String.raw takes a template, or { raw: [texts] }");
  }

  /// Takes from a new error what tells of the machine: its stack.
  static void tame(Object result) {
    if (result instanceof JSErrorObject error) {
      JSObject.delete(error, STACK);
    }
  }
}
