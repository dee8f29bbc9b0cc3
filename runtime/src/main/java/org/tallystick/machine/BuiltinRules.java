package org.tallystick.machine;

import com.oracle.truffle.api.strings.TruffleString;
import com.oracle.truffle.js.runtime.BigInt;
import com.oracle.truffle.js.runtime.Errors;
import com.oracle.truffle.js.runtime.JSArguments;
import com.oracle.truffle.js.runtime.JSRealm;
import com.oracle.truffle.js.runtime.Strings;
import com.oracle.truffle.js.runtime.Symbol;
import com.oracle.truffle.js.runtime.builtins.JSArrayObject;
import com.oracle.truffle.js.runtime.builtins.JSErrorObject;
import com.oracle.truffle.js.runtime.builtins.JSFunction;
import com.oracle.truffle.js.runtime.builtins.JSFunctionObject;
import com.oracle.truffle.js.runtime.builtins.JSRegExpObject;
import com.oracle.truffle.js.runtime.builtins.JSStringObject;
import com.oracle.truffle.js.runtime.objects.JSObject;
import com.oracle.truffle.js.runtime.objects.PropertyDescriptor;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tallystick.gas.Limits;

/// What a price alone cannot bound: calls of a few built-ins that are refused, as an error that the
/// contract can catch, before they work.
final class BuiltinRules {
  private static final TruffleString TO_STRING = Strings.constant("toString");
  private static final TruffleString STACK = Strings.constant("stack");
  private static final TruffleString RAW = Strings.constant("raw");

  /// Decimal digits of the largest BigInt, and the most a text of one may have.
  private static final int BIG_INT_DIGITS_MAX = 19_729;

  /// Arguments that a bound function holds: every call of it copies them.
  private static final int BOUND_ARGUMENTS_MAX = 32;

  /// Functions outside of texts themselves that work on the text in their first argument.
  private static final Set<String> READ_A_TEXT =
      Set.of(
          "encodeURI",
          "encodeURIComponent",
          "decodeURI",
          "decodeURIComponent",
          "parseInt",
          "Number.parseInt",
          "parseFloat",
          "Number.parseFloat",
          "RegExp.prototype.exec",
          "RegExp.prototype.test");

  /// Functions with a rule of their own.
  private static final Set<String> CHECKED =
      Set.of(
          "Function.prototype.bind",
          "Reflect.apply",
          "ArrayBuffer",
          "RegExp",
          "BigInt",
          "BigInt.asUintN",
          "BigInt.asIntN",
          "Array.prototype.flat",
          "Array.prototype.concat",
          "String.raw",
          "Object.create",
          "JSON.parse");

  private BuiltinRules() {}

  /// Whether [#check] has anything to say of a built-in.
  static boolean concern(String builtin) {
    return CHECKED.contains(builtin)
        || READ_A_TEXT.contains(builtin)
        || builtin.startsWith("String.prototype.")
        || builtin.startsWith("RegExp.prototype[Symbol.");
  }

  /// @param arguments receiver, function, then what the caller passed
  static void check(String builtin, Object[] arguments) {
    switch (builtin) {
      case "Function.prototype.bind" -> {
        if (JSArguments.getThisObject(arguments) instanceof JSFunctionObject function
            && JSFunction.isBoundFunction(function)) {
          throw Errors.createTypeError("a bound function cannot be bound again");
        }
        if (JSArguments.getUserArgumentCount(arguments) > 1 + BOUND_ARGUMENTS_MAX) {
          throw Errors.createRangeError(
              "a function can be bound to at most " + BOUND_ARGUMENTS_MAX + " arguments");
        }
      }
      case "Reflect.apply" -> Sizes.refuseComputedLength(Sizes.argument(arguments, 2));
      case "ArrayBuffer" -> {
        // The engine takes the memory of the largest size at once.
        if (second(arguments) instanceof JSObject) {
          throw Errors.createTypeError("an ArrayBuffer takes no options: its size is fixed");
        }
      }
      case "RegExp" -> {
        switch (first(arguments)) {
          case TruffleString pattern -> requireLinear(pattern, second(arguments));
          case JSRegExpObject pattern -> requireLinear(Sizes.source(pattern), second(arguments));
          case JSObject _, BigInt _ ->
              throw Errors.createTypeError("RegExp takes a text or a RegExp");
          default -> {}
        }
      }
      case "String.prototype.match", "String.prototype.matchAll", "String.prototype.search" -> {
        requireTextToSearch(builtin, arguments);
        if (first(arguments) instanceof TruffleString pattern) {
          requireLinear(pattern, false);
        }
      }
      case "String.prototype.replace", "String.prototype.replaceAll" -> {
        requireTextToSearch(builtin, arguments);
        requireReplacement(builtin, arguments);
      }
      case "String.prototype.split" -> requireTextToSearch(builtin, arguments);
      case "String.prototype.toString", "String.prototype.valueOf" -> {}
      case "BigInt" -> {
        // What an object gives would be read without a price and without a bound.
        if (first(arguments) instanceof JSObject) {
          throw Errors.createTypeError("BigInt takes a number or a text");
        }
        requireDigits(first(arguments));
      }
      case "BigInt.asUintN", "BigInt.asIntN" -> {
        if (!(first(arguments) instanceof Number bits) || second(arguments) instanceof JSObject) {
          throw Errors.createTypeError(builtin + " takes a number of bits and a BigInt");
        }
        // asUintN of a negative number is as long as the width asks.
        if (bits.doubleValue() > Limits.BIG_INT_BITS_MAX) {
          BigIntRules.requireBits(bits.longValue());
        }
        requireDigits(second(arguments));
      }
      case "Array.prototype.flat" ->
          requirePlainArray(builtin, JSArguments.getThisObject(arguments));
      case "Array.prototype.concat" -> {
        requirePlainArray(builtin, JSArguments.getThisObject(arguments));
        requireNothingComputed(JSArguments.getThisObject(arguments));
        for (Object joined : JSArguments.extractUserArguments(arguments)) {
          requireNothingComputed(joined);
        }
      }
      case "String.raw" -> requireTemplate(first(arguments));
      case "Object.create" -> PrototypeChains.requireShort(first(arguments));
      case "JSON.parse" -> {
        switch (first(arguments)) {
          case TruffleString text -> JsonOutline.requireShallow(Strings.toJavaString(text));
          // The text that it gives is not known before it is parsed.
          case JSObject _ -> throw Errors.createTypeError("JSON.parse takes a text");
          default -> {}
        }
      }
      default -> checkFamily(builtin, arguments);
    }
  }

  private static void checkFamily(String builtin, Object[] arguments) {
    if (builtin.startsWith("String.prototype.")) {
      requireText(builtin, JSArguments.getThisObject(arguments));
      requireText(builtin, first(arguments));
    } else if (builtin.startsWith("RegExp.prototype[Symbol.")) {
      requirePlainPattern(builtin, JSArguments.getThisObject(arguments));
      requireText(builtin, first(arguments));
      requireReplacement(builtin, arguments);
    } else if (READ_A_TEXT.contains(builtin)) {
      requireText(builtin, first(arguments));
    }
  }

  /// Refuses an object where a text is worked on: the text that it gives is known only when the
  /// work was priced.
  private static void requireText(String builtin, Object value) {
    if (value instanceof JSObject && !isPlainText(value)) {
      throw Errors.createTypeError(builtin + " takes a text, not an object");
    }
  }

  /// Whether it is an object around a text that gives just that text.
  @SuppressWarnings("ReferenceEquality") // It is about the realm's own prototype.
  private static boolean isPlainText(Object value) {
    return value instanceof JSStringObject object
        && holder(object, TO_STRING) == JSRealm.get(null).getStringPrototype()
        && holder(object, Symbol.SYMBOL_TO_PRIMITIVE) == null;
  }

  /// The object that has the property, up the chain of prototypes.
  private static @Nullable JSObject holder(JSObject object, Object name) {
    Object next = object;
    while (next instanceof JSObject holder) {
      if (JSObject.hasOwnProperty(holder, name)) {
        return holder;
      }
      next = JSObject.getPrototype(holder);
    }
    return null;
  }

  private static void requireTextToSearch(String builtin, Object[] arguments) {
    requireText(builtin, JSArguments.getThisObject(arguments));
    switch (first(arguments)) {
      // What is no pattern would be made a text by the contract's code, and that text a pattern.
      case JSObject object when !hasMethod(object, searchedBy(builtin)) ->
          throw Errors.createTypeError(builtin + " takes a text or a RegExp");
      case BigInt _ -> throw Errors.createTypeError(builtin + " takes a text or a RegExp");
      default -> {}
    }
  }

  private static void requireReplacement(String builtin, Object[] arguments) {
    if (second(arguments) instanceof JSObject && !(second(arguments) instanceof JSFunctionObject)) {
      throw Errors.createTypeError(builtin + " takes a text or a function for what it replaces");
    }
  }

  /// Bounds a text that is about to be read as a BigInt.
  private static void requireDigits(Object text) {
    if (text instanceof TruffleString digits && Strings.length(digits) > BIG_INT_DIGITS_MAX) {
      BigIntRules.requireBits(4L * Strings.length(digits));
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
      case "String.prototype.replace", "String.prototype.replaceAll" -> Symbol.SYMBOL_REPLACE;
      case "String.prototype.split" -> Symbol.SYMBOL_SPLIT;
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

  /// The constructor of a class of the contract's would run when the work was priced, and could
  /// make it more.
  @SuppressWarnings("ReferenceEquality") // It is about the realm's own prototype.
  private static void requirePlainArray(String builtin, Object receiver) {
    if (receiver instanceof JSArrayObject array
        && (JSObject.getPrototype(array) != JSRealm.get(null).getArrayPrototype()
            || JSObject.getOwnProperty(array, JSObject.CONSTRUCTOR) != null)) {
      throw Errors.createTypeError(builtin + " takes an array that has no constructor of its own");
    }
  }

  /// A getter that tells whether to spread a value could change those that follow.
  private static void requireNothingComputed(Object joined) {
    Object next = joined;
    while (next instanceof JSObject holder) {
      PropertyDescriptor found =
          JSObject.getOwnProperty(holder, Symbol.SYMBOL_IS_CONCAT_SPREADABLE);
      if (found != null) {
        if (found.isAccessorDescriptor()) {
          throw Errors.createTypeError("Symbol.isConcatSpreadable must not be computed");
        }
        return;
      }
      next = JSObject.getPrototype(holder);
    }
  }

  /// Another `exec` would give matches with any number of groups, another `constructor` any
  /// pattern, another `global` the same match without end: all at no cost. What every RegExp has is
  /// its `lastIndex`.
  @SuppressWarnings("ReferenceEquality") // It is about the realm's own prototype.
  private static void requirePlainPattern(String builtin, Object receiver) {
    boolean isPlain =
        receiver instanceof JSRegExpObject pattern
            && JSObject.getPrototype(pattern) == JSRealm.get(null).getRegExpPrototype()
            && JSObject.ownPropertyKeys(pattern).size() == 1;
    if (!isPlain) {
      throw Errors.createTypeError(builtin + " takes a RegExp without properties of its own");
    }
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
