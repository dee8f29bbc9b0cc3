package org.tallystick.machine;

import com.oracle.truffle.js.runtime.Errors;
import com.oracle.truffle.js.runtime.JSRealm;
import com.oracle.truffle.js.runtime.builtins.JSFunctionData;
import com.oracle.truffle.js.runtime.builtins.JSFunctionObject;
import com.oracle.truffle.js.runtime.objects.JSDynamicObject;
import com.oracle.truffle.js.runtime.objects.JSObject;
import com.oracle.truffle.js.runtime.objects.PropertyDescriptor;

/// The bound on prototype chains: a property that is not found is looked for in every link, so a
/// long chain is work without a price.
///
/// A prototype cannot be changed here, so a chain only grows where an object is made upon another:
/// by `Object.create`, by a constructor or a generator function whose `prototype` it is, and by a
/// class that extends another.
final class PrototypeChains {
  /// Links above an object.
  static final int LENGTH_MAX = 16;

  private PrototypeChains() {}

  /// Bounds what an object stands upon.
  ///
  /// @param made an object, or anything else
  /// @throws com.oracle.truffle.js.runtime.JSException a RangeError where the chain is too long
  static void requireShort(Object made) {
    if (made instanceof JSObject object) {
      requireShortAbove(JSObject.getPrototype(object));
    }
  }

  /// Bounds what an object stands upon, by its prototype.
  static void requireShortAbove(JSDynamicObject prototype) {
    int length = 0;
    JSDynamicObject next = prototype;
    while (next instanceof JSObject object) {
      length++;
      if (length > LENGTH_MAX) {
        throw Errors.createRangeError("more than " + LENGTH_MAX + " prototypes in a chain");
      }
      next = JSObject.getPrototype(object);
    }
  }

  /// Bounds what the statics and the instances of a derived class will stand upon.
  ///
  /// @param heritage what stands after `extends`
  static void requireShortHeritage(Object heritage) {
    requireShort(heritage);
    if (heritage instanceof JSFunctionObject function && isPlain(function.getFunctionData())) {
      // What a plain function returns is not bounded by the check of constructors.
      throw Errors.createTypeError("a class extends a class, not a plain function");
    }
    Object next = heritage;
    while (next instanceof JSObject holder) {
      PropertyDescriptor found = JSObject.getOwnProperty(holder, JSObject.PROTOTYPE);
      if (found != null) {
        requireShort(found.getValue());
        return;
      }
      next = JSObject.getPrototype(holder);
    }
  }

  private static boolean isPlain(JSFunctionData function) {
    return !function.isClassConstructor() && !function.isBuiltin();
  }

  /// Keys of an object and of all it stands upon, up to what the realm itself has.
  @SuppressWarnings("ReferenceEquality") // It is about the realm's own prototypes.
  static long keys(Object walked) {
    JSRealm realm = JSRealm.get(null);
    long keys = Sizes.elements(walked);
    Object next = walked instanceof JSObject object ? JSObject.getPrototype(object) : null;
    while (next instanceof JSObject holder
        && next != realm.getObjectPrototype()
        && next != realm.getArrayPrototype()) {
      keys += Sizes.elements(holder);
      next = JSObject.getPrototype(holder);
    }
    return keys;
  }
}
