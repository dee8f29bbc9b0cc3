package org.tallystick.machine;

import com.oracle.truffle.api.strings.TruffleString;
import com.oracle.truffle.js.runtime.Errors;
import com.oracle.truffle.js.runtime.JSArguments;
import com.oracle.truffle.js.runtime.Strings;
import com.oracle.truffle.js.runtime.builtins.JSAbstractArray;
import com.oracle.truffle.js.runtime.builtins.JSArrayObject;
import com.oracle.truffle.js.runtime.builtins.JSFunctionObject;
import com.oracle.truffle.js.runtime.objects.JSObject;
import com.oracle.truffle.js.runtime.objects.PropertyDescriptor;
import java.util.ArrayDeque;
import java.util.Deque;

/// Sizes of what lies inside arrays and objects, for the built-ins that walk it. Only plain data
/// are looked at; what a getter would give is contract code and pays for itself.
///
/// A walk ends as soon as it has found more than any transaction could pay for, so a value that
/// holds itself is only very large.
final class DeepSizes {
  private static final long TOO_MUCH = 64_000_000;
  private static final int DEPTH_MAX = 500;

  private DeepSizes() {}

  private record Place(Object value, int depth) {}

  /// Values inside a value, texts counted by their characters; a hole of an array is a value too.
  ///
  /// @throws com.oracle.truffle.js.runtime.JSException a RangeError where it is nested too deeply
  static long values(Object value) {
    Deque<Place> open = new ArrayDeque<>();
    open.push(new Place(value, 0));
    long count = 0;
    while (!open.isEmpty() && count < TOO_MUCH) {
      Place place = open.pop();
      count++;
      if (place.depth() > DEPTH_MAX) {
        throw Errors.createRangeError("values are nested more than " + DEPTH_MAX + " deep");
      }
      switch (place.value()) {
        case TruffleString text -> count += Strings.length(text);
        case JSFunctionObject function -> {}
        case JSArrayObject array -> {
          long length = JSAbstractArray.arrayGetLength(array);
          if (length > TOO_MUCH) {
            return TOO_MUCH;
          }
          pushOwn(array, place.depth(), open);
          count += length;
        }
        case JSObject object -> pushOwn(object, place.depth(), open);
        default -> {}
      }
    }
    return count;
  }

  private static void pushOwn(JSObject object, int depth, Deque<Place> open) {
    for (Object key : JSObject.ownPropertyKeys(object)) {
      PropertyDescriptor property = JSObject.getOwnProperty(object, key);
      if (property != null && property.isDataDescriptor()) {
        Object value = property.getValue();
        if (value instanceof JSObject || value instanceof TruffleString) {
          open.push(new Place(value, depth + 1));
        }
      }
    }
  }

  /// Characters of the texts in an array.
  static long joined(Object receiver) {
    if (!(receiver instanceof JSArrayObject array)
        || JSAbstractArray.arrayGetLength(array) > TOO_MUCH) {
      return 1;
    }
    long characters = 0;
    for (Object key : JSObject.ownPropertyKeys(array)) {
      PropertyDescriptor property = JSObject.getOwnProperty(array, key);
      if (property != null
          && property.isDataDescriptor()
          && property.getValue() instanceof TruffleString text) {
        characters += Strings.length(text);
      }
    }
    return characters;
  }

  /// Characters that a replacement may give at most: every match its text; what `$&` and `$1` copy
  /// lies in matches, which do not overlap; what `$'` and `$`` copy is the whole text each time.
  static long replaced(Object[] arguments) {
    if (!(JSArguments.getThisObject(arguments) instanceof TruffleString text)
        || !(Sizes.argument(arguments, 1) instanceof TruffleString replacement)) {
      return 1;
    }
    long length = Strings.length(text);
    long matches = length + 1;
    if (Sizes.argument(arguments, 0) instanceof TruffleString pattern) {
      matches = length / Math.max(1, Strings.length(pattern)) + 1;
    }
    String words = Strings.toJavaString(replacement);
    long copies = 0;
    long wholes = 0;
    for (int at = 0; at + 1 < words.length(); at++) {
      if (words.charAt(at) == '$') {
        char kind = words.charAt(at + 1);
        copies++;
        wholes += kind == '\'' || kind == '`' ? 1 : 0;
      }
    }
    double characters =
        (double) matches * words.length()
            + (double) copies * length
            + (double) wholes * matches * length;
    return characters > TOO_MUCH ? TOO_MUCH : (long) characters;
  }
}
