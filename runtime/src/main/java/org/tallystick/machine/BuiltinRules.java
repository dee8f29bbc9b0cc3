package org.tallystick.machine;

import static java.util.Map.entry;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.strings.TruffleString;
import com.oracle.truffle.js.runtime.BigInt;
import com.oracle.truffle.js.runtime.Errors;
import com.oracle.truffle.js.runtime.JSArguments;
import com.oracle.truffle.js.runtime.JSException;
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
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tallystick.gas.Limits;

/// What a price alone cannot bound: calls of a few built-ins that are refused, as an error that the
/// contract can catch, before they work.
final class BuiltinRules {
  private static final TruffleString TO_STRING = Strings.constant("toString");
  static final TruffleString STACK = Strings.constant("stack");
  private static final TruffleString RAW = Strings.constant("raw");

  /// Decimal digits of the largest BigInt, and the most a text of one may have.
  private static final int BIG_INT_DIGITS_MAX = 19_729;

  /// Arguments that a bound function holds: every call of it copies them.
  private static final int BOUND_ARGUMENTS_MAX = 32;

  /// What is asked of a call before it works.
  @FunctionalInterface
  interface Rule {
    /// @param arguments receiver, function, then what the caller passed
    void check(Object[] arguments);
  }

  private static final Map<String, Rule> RULES =
      Map.ofEntries(
          entry("Function.prototype.bind", BuiltinRules::bind),
          entry("Reflect.apply", BuiltinRules::apply),
          entry("ArrayBuffer", BuiltinRules::makeBuffer),
          entry("RegExp", BuiltinRules::makePattern),
          entry("BigInt", BuiltinRules::makeBigInt),
          entry("BigInt.asUintN", wrapping("BigInt.asUintN")),
          entry("BigInt.asIntN", wrapping("BigInt.asIntN")),
          entry("Array.prototype.flat", BuiltinRules::flatten),
          entry("Array.prototype.concat", BuiltinRules::concatenate),
          entry("String.raw", BuiltinRules::fillTemplate),
          entry("Object.create", BuiltinRules::create),
          entry("JSON.parse", BuiltinRules::parseJson),
          entry("String.prototype.match", searching("String.prototype.match", Symbol.SYMBOL_MATCH)),
          entry(
              "String.prototype.matchAll",
              searching("String.prototype.matchAll", Symbol.SYMBOL_MATCH_ALL)),
          entry(
              "String.prototype.search",
              searching("String.prototype.search", Symbol.SYMBOL_SEARCH)),
          entry("String.prototype.replace", replacing("String.prototype.replace")),
          entry("String.prototype.replaceAll", replacing("String.prototype.replaceAll")),
          entry("String.prototype.split", splitting("String.prototype.split")),
          entry("encodeURI", reading("encodeURI")),
          entry("encodeURIComponent", reading("encodeURIComponent")),
          entry("decodeURI", reading("decodeURI")),
          entry("decodeURIComponent", reading("decodeURIComponent")),
          entry("parseInt", reading("parseInt")),
          entry("Number.parseInt", reading("Number.parseInt")),
          entry("parseFloat", reading("parseFloat")),
          entry("Number.parseFloat", reading("Number.parseFloat")),
          entry("RegExp.prototype.exec", reading("RegExp.prototype.exec")),
          entry("RegExp.prototype.test", reading("RegExp.prototype.test")));

  /// Texts give themselves.
  private static final Set<String> FREE_OF_TEXTS =
      Set.of("String.prototype.toString", "String.prototype.valueOf");

  private BuiltinRules() {}

  /// The rule of a built-in, or null where it has none. A name has its rule looked up once; a rule
  /// is part of compiled code up to where it looks into objects.
  static @Nullable Rule of(String builtin) {
    Rule own = RULES.get(builtin);
    if (own != null) {
      return own;
    }
    if (builtin.startsWith("String.prototype.") && !FREE_OF_TEXTS.contains(builtin)) {
      return arguments -> {
        requireText(builtin, JSArguments.getThisObject(arguments));
        requireText(builtin, first(arguments));
      };
    }
    return builtin.startsWith("RegExp.prototype[Symbol.") ? matching(builtin) : null;
  }

  /// Functions outside of texts themselves that work on the text in their first argument.
  private static Rule reading(String builtin) {
    return arguments -> requireText(builtin, first(arguments));
  }

  /// @param method what the built-in asks of an object that searches by itself
  private static Rule searching(String builtin, Symbol method) {
    return arguments -> {
      requireTextToSearch(builtin, method, arguments);
      if (first(arguments) instanceof TruffleString pattern) {
        requireLinear(pattern, false);
      }
    };
  }

  private static Rule replacing(String builtin) {
    return arguments -> {
      requireTextToSearch(builtin, Symbol.SYMBOL_REPLACE, arguments);
      requireReplacement(builtin, arguments);
    };
  }

  private static Rule splitting(String builtin) {
    return arguments -> requireTextToSearch(builtin, Symbol.SYMBOL_SPLIT, arguments);
  }

  private static Rule matching(String builtin) {
    return arguments -> {
      requirePlainPattern(builtin, JSArguments.getThisObject(arguments));
      requireText(builtin, first(arguments));
      requireReplacement(builtin, arguments);
    };
  }

  @TruffleBoundary(transferToInterpreterOnException = false)
  private static void bind(Object[] arguments) {
    if (JSArguments.getThisObject(arguments) instanceof JSFunctionObject function
        && JSFunction.isBoundFunction(function)) {
      throw Errors.createTypeError("a bound function cannot be bound again");
    }
    if (JSArguments.getUserArgumentCount(arguments) > 1 + BOUND_ARGUMENTS_MAX) {
      throw Errors.createRangeError(
          "a function can be bound to at most " + BOUND_ARGUMENTS_MAX + " arguments");
    }
  }

  @TruffleBoundary(transferToInterpreterOnException = false)
  private static void apply(Object[] arguments) {
    Sizes.refuseComputedLength(Sizes.argument(arguments, 2));
  }

  @TruffleBoundary(transferToInterpreterOnException = false)
  private static void makeBuffer(Object[] arguments) {
    // The engine takes the memory of the largest size at once.
    if (second(arguments) instanceof JSObject) {
      throw Errors.createTypeError("an ArrayBuffer takes no options: its size is fixed");
    }
  }

  @TruffleBoundary(transferToInterpreterOnException = false)
  private static void makePattern(Object[] arguments) {
    switch (first(arguments)) {
      case TruffleString pattern -> requireLinear(pattern, second(arguments));
      case JSRegExpObject pattern -> requireLinear(Sizes.source(pattern), second(arguments));
      case JSObject _, BigInt _ -> throw Errors.createTypeError("RegExp takes a text or a RegExp");
      default -> {}
    }
  }

  @TruffleBoundary(transferToInterpreterOnException = false)
  private static void makeBigInt(Object[] arguments) {
    // What an object gives would be read without a price and without a bound.
    if (first(arguments) instanceof JSObject) {
      throw Errors.createTypeError("BigInt takes a number or a text");
    }
    requireDigits(first(arguments));
  }

  private static Rule wrapping(String builtin) {
    return arguments -> requireBits(builtin, first(arguments), second(arguments));
  }

  @TruffleBoundary(transferToInterpreterOnException = false)
  private static void requireBits(String builtin, Object width, Object number) {
    if (!(width instanceof Number bits) || number instanceof JSObject) {
      throw Errors.createTypeError(builtin + " takes a number of bits and a BigInt");
    }
    // asUintN of a negative number is as long as the width asks.
    if (bits.doubleValue() > Limits.BIG_INT_BITS_MAX) {
      BigIntRules.requireBits(bits.longValue());
    }
    requireDigits(number);
  }

  @TruffleBoundary(transferToInterpreterOnException = false)
  private static void flatten(Object[] arguments) {
    requirePlainArray("Array.prototype.flat", JSArguments.getThisObject(arguments));
  }

  @TruffleBoundary(transferToInterpreterOnException = false)
  private static void concatenate(Object[] arguments) {
    requirePlainArray("Array.prototype.concat", JSArguments.getThisObject(arguments));
    requireNothingComputed(JSArguments.getThisObject(arguments));
    for (Object joined : JSArguments.extractUserArguments(arguments)) {
      requireNothingComputed(joined);
    }
  }

  @TruffleBoundary(transferToInterpreterOnException = false)
  private static void fillTemplate(Object[] arguments) {
    requireTemplate(first(arguments));
  }

  @TruffleBoundary(transferToInterpreterOnException = false)
  private static void create(Object[] arguments) {
    PrototypeChains.requireShort(first(arguments));
  }

  @TruffleBoundary(transferToInterpreterOnException = false)
  private static void parseJson(Object[] arguments) {
    switch (first(arguments)) {
      case TruffleString text -> JsonOutline.requireShallow(Strings.toJavaString(text));
      // The text that it gives is not known before it is parsed.
      case JSObject _ -> throw Errors.createTypeError("JSON.parse takes a text");
      default -> {}
    }
  }

  /// Refuses an object where a text is worked on: the text that it gives is known only when the
  /// work was priced.
  private static void requireText(String builtin, Object value) {
    if (value instanceof JSObject object) {
      requirePlainText(builtin, object);
    }
  }

  @TruffleBoundary(transferToInterpreterOnException = false)
  private static void requirePlainText(String builtin, JSObject value) {
    if (!isPlainText(value)) {
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

  private static void requireTextToSearch(String builtin, Symbol method, Object[] arguments) {
    requireText(builtin, JSArguments.getThisObject(arguments));
    Object pattern = first(arguments);
    if (pattern instanceof JSObject || pattern instanceof BigInt) {
      requirePattern(builtin, method, pattern);
    }
  }

  /// What is no pattern would be made a text by the contract's code, and that text a pattern.
  @TruffleBoundary(transferToInterpreterOnException = false)
  private static void requirePattern(String builtin, Symbol method, Object pattern) {
    if (!(pattern instanceof JSObject object) || !hasMethod(object, method)) {
      throw Errors.createTypeError(builtin + " takes a text or a RegExp");
    }
  }

  private static void requireReplacement(String builtin, Object[] arguments) {
    Object replacement = second(arguments);
    if (replacement instanceof JSObject && !(replacement instanceof JSFunctionObject)) {
      throw refuseReplacement(builtin);
    }
  }

  @TruffleBoundary(transferToInterpreterOnException = false)
  private static JSException refuseReplacement(String builtin) {
    return Errors.createTypeError(builtin + " takes a text or a function for what it replaces");
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
  @TruffleBoundary(transferToInterpreterOnException = false)
  private static void requirePlainPattern(String builtin, Object receiver) {
    boolean isPlain =
        receiver instanceof JSRegExpObject pattern
            && JSObject.getPrototype(pattern) == JSRealm.get(null).getRegExpPrototype()
            && JSObject.ownPropertyKeys(pattern).size() == 1;
    if (!isPlain) {
      throw Errors.createTypeError(builtin + " takes a RegExp without properties of its own");
    }
  }

  @TruffleBoundary(transferToInterpreterOnException = false)
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
