package org.tallystick.machine;

import static com.oracle.truffle.api.strings.TruffleString.Encoding.UTF_16;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.interop.InteropException;
import com.oracle.truffle.api.interop.InteropLibrary;
import com.oracle.truffle.api.strings.TruffleString;
import com.oracle.truffle.js.runtime.BigInt;
import com.oracle.truffle.js.runtime.Errors;
import com.oracle.truffle.js.runtime.JSArguments;
import com.oracle.truffle.js.runtime.JSRuntime;
import com.oracle.truffle.js.runtime.SafeInteger;
import com.oracle.truffle.js.runtime.Strings;
import com.oracle.truffle.js.runtime.Symbol;
import com.oracle.truffle.js.runtime.builtins.JSAbstractArray;
import com.oracle.truffle.js.runtime.builtins.JSArgumentsObject;
import com.oracle.truffle.js.runtime.builtins.JSArrayBufferObject;
import com.oracle.truffle.js.runtime.builtins.JSArrayObject;
import com.oracle.truffle.js.runtime.builtins.JSDictionary;
import com.oracle.truffle.js.runtime.builtins.JSFunctionObject;
import com.oracle.truffle.js.runtime.builtins.JSMapObject;
import com.oracle.truffle.js.runtime.builtins.JSRegExp;
import com.oracle.truffle.js.runtime.builtins.JSRegExpObject;
import com.oracle.truffle.js.runtime.builtins.JSSetObject;
import com.oracle.truffle.js.runtime.builtins.JSSlowArray;
import com.oracle.truffle.js.runtime.builtins.JSStringObject;
import com.oracle.truffle.js.runtime.builtins.JSTypedArrayObject;
import com.oracle.truffle.js.runtime.objects.JSDynamicObject;
import com.oracle.truffle.js.runtime.objects.JSObject;
import com.oracle.truffle.js.runtime.objects.PropertyDescriptor;
import com.oracle.truffle.js.runtime.objects.Undefined;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.graalvm.collections.EconomicMap;

/// Measures what a built-in is about to work on, without running contract code: getters and
/// conversions are never called, and what cannot be measured without them is refused.
final class Sizes {
  private static final MethodHandle DICTIONARY_OF = dictionaryOf();
  private static final TruffleString LENGTH = Strings.constant("length");
  private static final int BITS_PER_WORD = 64;
  private static final long COMPUTED = -1;
  private static final int PATTERN_START = 20;

  private static final int DECIMAL = 10;
  private static final int SLOW_FACTOR = 50;
  private static final int SIGNIFICANT_BITS = 53;

  private Sizes() {}

  static long multiply(long left, long right) {
    long high = Math.multiplyHigh(left, right);
    long low = left * right;
    // Saturates far above any gas limit, so that no product wraps to something cheap.
    return high != 0 || low < 0 ? Long.MAX_VALUE / 4 : Math.min(low, Long.MAX_VALUE / 4);
  }

  /// What a conversion to JSON or a flattening walks: its argument, or else its receiver.
  static Object walked(Object[] arguments) {
    Object receiver = JSArguments.getThisObject(arguments);
    return receiver instanceof JSArrayObject ? receiver : argument(arguments, 0);
  }

  /// Properties that the engine keeps in a shape, which it makes anew for every one that changes.
  static long shapeProperties(Object value) {
    return value instanceof JSObject object && !JSDictionary.isJSDictionaryObject(object)
        ? object.getShape().getPropertyCount()
        : 1;
  }

  static long allArguments(Object[] arguments) {
    long sum = 0;
    for (int at = 0; at < JSArguments.getUserArgumentCount(arguments); at++) {
      sum += elements(JSArguments.getUserArgument(arguments, at));
    }
    return sum;
  }

  static Object argument(Object[] arguments, int index) {
    // An argument array may begin with new.target; sizes are only asked of calls laid out plainly.
    return index < JSArguments.getUserArgumentCount(arguments)
        ? JSArguments.getUserArgument(arguments, index)
        : Undefined.instance;
  }

  static long sortSteps(Object[] arguments) {
    long elements = elements(JSArguments.getThisObject(arguments));
    return multiply(elements, rounds(elements));
  }

  private static long rounds(long elements) {
    return 64L - Long.numberOfLeadingZeros(elements | 1);
  }

  /// Gas for the texts that a sort compares, which all pass through each of its rounds; none where
  /// a function compares.
  static long sortedTexts(Object[] arguments) {
    if (argument(arguments, 0) instanceof JSFunctionObject) {
      return 0;
    }
    Object receiver = JSArguments.getThisObject(arguments);
    return multiply(DeepSizes.compared(receiver), rounds(elements(receiver)));
  }

  /// Binary digits between the point and the first or last one of a fraction that is written in
  /// another base than ten.
  static long digitsInRadix(Object[] arguments) {
    return JSArguments.getThisObject(arguments) instanceof Double number
            && PropertyKeys.isWide(number)
            && JSArguments.getUserArgumentCount(arguments) > 0
            && wholeNumber(argument(arguments, 0)) != DECIMAL
        ? SIGNIFICANT_BITS + Math.abs(Math.getExponent(number))
        : 0;
  }

  /// Places that an array of a given length takes at its first write. A longer one is kept as a
  /// list of what it holds.
  static long slots(Object[] arguments) {
    if (JSArguments.getUserArgumentCount(arguments) != 1) {
      return 0;
    }
    long length = wholeNumber(argument(arguments, 0));
    return length < ArrayLengths.SLOTS_MAX ? length : 0;
  }

  /// Characters of the pattern that is about to be made of the first argument, and a few for making
  /// one at all; none where a text meets a pattern that is there already.
  static long newPattern(Object[] arguments) {
    return switch (argument(arguments, 0)) {
      case TruffleString text -> PATTERN_START + Strings.length(text);
      case JSRegExpObject _ when JSArguments.getThisObject(arguments) instanceof TruffleString -> 0;
      case JSRegExpObject pattern ->
          PATTERN_START + patternLength(JSRegExp.getCompiledRegex(pattern));
      default -> PATTERN_START;
    };
  }

  static long textLength(Object value) {
    return value instanceof TruffleString text ? Strings.length(text) : 0;
  }

  /// Characters of a pattern, at least one.
  ///
  /// @param compiled the pattern as the engine compiled it
  @TruffleBoundary(transferToInterpreterOnException = false)
  static long patternLength(Object compiled) {
    return Math.max(1, Strings.length(text(compiled)));
  }

  /// The text of a pattern, as it was made.
  static TruffleString source(JSRegExpObject pattern) {
    return text(JSRegExp.getCompiledRegex(pattern));
  }

  private static TruffleString text(Object compiled) {
    try {
      InteropLibrary interop = InteropLibrary.getUncached();
      Object text = interop.readMember(compiled, "pattern");
      return interop.asTruffleString(text).switchEncodingUncached(UTF_16);
    } catch (InteropException fault) {
      throw new MachineFault("a compiled regular expression has no pattern", fault);
    }
  }

  /// Elements of the first argument where it is only like an array.
  static long likeElements(Object[] arguments) {
    Object value = argument(arguments, 0);
    return value instanceof JSArrayObject || value instanceof JSTypedArrayObject
        ? 0
        : elements(value);
  }

  /// How many elements a value has; 1 for what has none.
  static long elements(Object value) {
    if (value instanceof TruffleString text) {
      return Strings.length(text);
    }
    if (value instanceof JSArrayObject array) {
      return arrayElements(array);
    }
    return value instanceof JSObject || value instanceof BigInt ? elementsOfOther(value) : 1;
  }

  @TruffleBoundary(transferToInterpreterOnException = false)
  private static long elementsOfOther(Object value) {
    return switch (value) {
      case BigInt number -> number.bigIntegerValue().bitLength() / BITS_PER_WORD + 1L;
      case JSArgumentsObject list -> JSAbstractArray.arrayGetLength(list);
      case JSTypedArrayObject array -> array.getLength();
      case JSArrayBufferObject buffer -> buffer.getByteLength();
      case JSMapObject map -> map.getMap().size();
      case JSSetObject set -> set.getMap().size();
      case JSStringObject text -> Strings.length(text.getString());
      case JSObject object -> Math.max(properties(object), Math.max(0, declaredLength(object)));
      default -> 1;
    };
  }

  /// An array that has left the form of a plain list, since a property of it was defined to be
  /// computed or fixed, is slow at every element.
  private static long arrayElements(JSArrayObject array) {
    long length = JSAbstractArray.arrayGetLength(array);
    return JSSlowArray.isJSSlowArray(array) ? multiply(SLOW_FACTOR, length) : length;
  }

  private static long properties(JSObject object) {
    return JSDictionary.isJSDictionaryObject(object)
        ? dictionarySize(object)
        : object.getShape().getPropertyCount();
  }

  /// Only counted: to list the keys of a large object would take longer than what is priced.
  private static int dictionarySize(JSObject object) {
    try {
      return ((EconomicMap<?, ?>) DICTIONARY_OF.invoke(object)).size();
    } catch (Throwable fault) {
      throw new MachineFault("a dictionary of the engine cannot be counted", fault);
    }
  }

  private static MethodHandle dictionaryOf() {
    try {
      return MethodHandles.privateLookupIn(JSDictionary.class, MethodHandles.lookup())
          .findStatic(
              JSDictionary.class,
              "getHashMap",
              MethodType.methodType(EconomicMap.class, JSDynamicObject.class));
    } catch (ReflectiveOperationException fault) {
      throw new MachineFault("this version of the engine is not the pinned one", fault);
    }
  }

  /// The `length` of an array-like: an own or inherited data property. One that a getter computes,
  /// or that is an object to be converted, is refused, since its answer could change between the
  /// price and the work; and so is a long text, which is work to read.
  private static long declaredLength(JSObject object) {
    JSDynamicObject holder = object;
    while (holder instanceof JSObject) {
      PropertyDescriptor found = JSObject.getOwnProperty(holder, LENGTH);
      if (found != null) {
        if (found.isAccessorDescriptor() || found.getValue() instanceof JSObject) {
          return COMPUTED;
        }
        if (found.getValue() instanceof TruffleString text
            && Strings.length(text) > RunState.SHORT_TEXT_CHARACTERS) {
          return COMPUTED;
        }
        return holder instanceof JSFunctionObject ? 0 : wholeNumber(found.getValue());
      }
      holder = JSObject.getPrototype(holder);
    }
    return 0;
  }

  /// The value as a whole number, at least zero, as the engine would convert it. An object is zero:
  /// what it holds is counted by its elements.
  static long wholeNumber(Object value) {
    return switch (value) {
      case Integer number -> Math.max(0, number);
      case SafeInteger number -> Math.max(0, number.longValue());
      case Long number -> Math.max(0, number);
      case Double number -> Double.isNaN(number) ? 0 : Math.max(0, number.longValue());
      case Boolean flag -> flag ? 1 : 0;
      case TruffleString text -> wholeNumber(JSRuntime.stringToNumber(text));
      case Symbol symbol -> 0;
      default -> 0;
    };
  }

  /// Refuses an array-like whose length contract code computes: its answer could change between the
  /// price and the work.
  static void refuseComputedLength(Object value) {
    if (value instanceof JSObject object
        && !(value instanceof JSArrayObject)
        && !(value instanceof JSTypedArrayObject)
        && declaredLength(object) == COMPUTED) {
      throw Errors.createTypeError("the length of an array-like must be a plain number");
    }
  }
}
