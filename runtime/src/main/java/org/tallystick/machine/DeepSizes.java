package org.tallystick.machine;

import com.oracle.truffle.api.strings.TruffleString;
import com.oracle.truffle.js.runtime.BigInt;
import com.oracle.truffle.js.runtime.JSArguments;
import com.oracle.truffle.js.runtime.JSRealm;
import com.oracle.truffle.js.runtime.JSRuntime;
import com.oracle.truffle.js.runtime.Strings;
import com.oracle.truffle.js.runtime.builtins.JSAbstractArray;
import com.oracle.truffle.js.runtime.builtins.JSArrayObject;
import com.oracle.truffle.js.runtime.builtins.JSFunctionObject;
import com.oracle.truffle.js.runtime.builtins.JSTypedArrayObject;
import com.oracle.truffle.js.runtime.objects.JSObject;
import com.oracle.truffle.js.runtime.objects.PropertyDescriptor;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Sizes of what lies inside arrays and objects, for the built-ins that walk it. Only plain data
/// are looked at; what a getter would give is contract code and pays for itself.
///
/// A walk ends as soon as it has found more than any transaction could pay for, so a value that
/// holds itself is only very large.
final class DeepSizes {
  private static final long TOO_MUCH = 64_000_000;
  private static final int DEPTH_MAX = 500;
  private static final int CHARACTERS_PER_VALUE = 8;
  private static final int CHARACTERS_COMPARED_PER_GAS = 16;

  /// For looking at what is no element of an array and not written out.
  private static final int GAS_PER_NAMED_PROPERTY = 10;

  /// Looking such a property up takes as long as going over so many elements.
  private static final int VALUES_PER_NAMED_PROPERTY = 10;

  private DeepSizes() {}

  /// Tells that values are nested too deeply to be walked.
  static final class TooDeepException extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final long counted;
    private final boolean isCyclic;

    private TooDeepException(long counted, boolean isCyclic) {
      super(
          isCyclic ? "a value holds itself" : "values are nested more than " + DEPTH_MAX + " deep",
          null,
          false,
          false);
      this.counted = counted;
      this.isCyclic = isCyclic;
    }

    /// Whether the values are so deep because one is inside itself.
    boolean isCyclic() {
      return isCyclic;
    }

    /// How many values were counted until then.
    long counted() {
      return counted;
    }
  }

  private record Place(Object value, @Nullable Place around, int depth) {
    static Place outermost(Object value) {
      return new Place(value, null, 0);
    }

    Place inside(Object inner) {
      return new Place(inner, this, depth + 1);
    }

    boolean isInsideItself() {
      Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
      for (Place place = this; place != null; place = place.around) {
        if (!seen.add(place.value)) {
          return true;
        }
      }
      return false;
    }
  }

  /// Values inside a value, a long text for several; a hole of an array is a value too.
  ///
  /// @param most where counting may end
  /// @throws TooDeepException where it is nested too deeply
  static long values(Object value, long most) {
    Deque<Place> open = new ArrayDeque<>();
    open.push(Place.outermost(value));
    long count = 0;
    while (!open.isEmpty() && count < most) {
      Place place = open.pop();
      count++;
      if (place.depth() > DEPTH_MAX) {
        throw new TooDeepException(count, place.isInsideItself());
      }
      switch (place.value()) {
        case TruffleString text -> count += Strings.length(text) / CHARACTERS_PER_VALUE;
        case JSFunctionObject function -> {}
        case JSArrayObject array -> {
          long length = JSAbstractArray.arrayGetLength(array);
          count += length;
          if (count < most) {
            count += pushElements(array, place, open);
          }
        }
        // Each element is written with its place, as a property.
        case JSTypedArrayObject array -> count += 2L * array.getLength();
        case JSObject object -> {
          List<Object> keys = JSObject.ownPropertyKeys(object);
          pushOwn(object, keys, place, open);
          count += keys.size();
        }
        default -> {}
      }
    }
    return count;
  }

  /// What properties count that are neither length nor elements, which are gone over too.
  private static long pushElements(JSArrayObject array, Place place, Deque<Place> open) {
    long named = 0;
    for (JSObject holder : holders(array)) {
      List<Object> keys = JSObject.ownPropertyKeys(holder);
      pushOwn(holder, keys, place, open);
      named += named(keys);
    }
    return VALUES_PER_NAMED_PROPERTY * named;
  }

  /// How many keys of an array are neither its length nor its elements'.
  private static long named(List<Object> keys) {
    return keys.stream()
        .filter(key -> !JSRuntime.isArrayIndex(key) && !key.equals(ArrayLengths.NAME))
        .count();
  }

  /// An array, or what is taken as one, and the prototypes where a hole of it may find a value:
  /// those of the contract's own classes, since what the realm itself has is frozen and holds none.
  @SuppressWarnings("ReferenceEquality") // It is about the realm's own prototype.
  static List<JSObject> holders(Object list) {
    JSRealm realm = JSRealm.get(null);
    List<JSObject> holders = new ArrayList<>();
    Object next = list;
    while (next instanceof JSObject holder
        && next != realm.getArrayPrototype()
        && next != realm.getObjectPrototype()) {
      holders.add(holder);
      next = JSObject.getPrototype(holder);
    }
    return holders;
  }

  private static void pushOwn(JSObject object, List<Object> keys, Place place, Deque<Place> open) {
    for (Object key : keys) {
      PropertyDescriptor property = JSObject.getOwnProperty(object, key);
      if (property != null && property.isDataDescriptor()) {
        Object value = property.getValue();
        if (value instanceof JSObject || value instanceof TruffleString) {
          open.push(place.inside(value));
        }
      }
    }
  }

  /// Characters of the texts in an array, and the work of writing out its long BigInts.
  static long joined(Object receiver) {
    return written(receiver, 1);
  }

  /// Gas for comparing each text in an array once, and for writing out its long BigInts.
  static long compared(Object receiver) {
    return written(receiver, CHARACTERS_COMPARED_PER_GAS);
  }

  private static long written(Object receiver, int charactersPerGas) {
    if (!(receiver instanceof JSArrayObject array)
        || JSAbstractArray.arrayGetLength(array) > TOO_MUCH) {
      return 1;
    }
    long sum = 0;
    for (JSObject holder : holders(array)) {
      List<Object> keys = JSObject.ownPropertyKeys(holder);
      sum += GAS_PER_NAMED_PROPERTY * named(keys);
      for (Object key : keys) {
        // What is no element is not written.
        PropertyDescriptor property =
            JSRuntime.isArrayIndex(key) ? JSObject.getOwnProperty(holder, key) : null;
        if (property != null && property.isDataDescriptor()) {
          sum +=
              switch (property.getValue()) {
                case TruffleString text -> Strings.length(text) / charactersPerGas;
                case BigInt number -> BigIntRules.writingGas(number);
                default -> 0;
              };
        }
      }
    }
    return sum;
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
