package org.tallystick.machine;

import com.oracle.truffle.api.object.Property;
import com.oracle.truffle.api.object.Shape;
import com.oracle.truffle.js.runtime.builtins.JSClass;
import com.oracle.truffle.js.runtime.builtins.JSFunction;
import com.oracle.truffle.js.runtime.builtins.JSObjectPrototype;
import com.oracle.truffle.js.runtime.builtins.JSOrdinary;
import com.oracle.truffle.js.runtime.objects.JSDynamicObject;
import com.oracle.truffle.js.runtime.objects.JSObject;
import com.oracle.truffle.js.runtime.objects.JSProperty;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Tells objects whose `length` no code of the contract's computes: they have none, or the one of a
/// function. Their shape says so, and the shapes of what they stand upon, which nothing can
/// exchange.
final class PlainLength {
  private final Shape shape;
  private final JSDynamicObject prototype;
  private final JSDynamicObject[] holders;
  private final Shape[] holderShapes;

  private PlainLength(JSObject object, List<JSDynamicObject> holders) {
    this.shape = object.getShape();
    this.prototype = JSObject.getPrototype(object);
    this.holders = holders.toArray(JSDynamicObject[]::new);
    this.holderShapes = holders.stream().map(JSDynamicObject::getShape).toArray(Shape[]::new);
  }

  /// Null where shapes do not tell.
  static @Nullable PlainLength of(JSObject object) {
    List<JSDynamicObject> holders = new ArrayList<>();
    JSObject holder = object;
    while (isKeptInShape(holder)) {
      Property length = holder.getShape().getProperty(ArrayLengths.NAME);
      if (length != null) {
        return JSProperty.isProxy(length) ? new PlainLength(object, holders) : null;
      }
      if (!(JSObject.getPrototype(holder) instanceof JSObject next)) {
        return new PlainLength(object, holders);
      }
      holders.add(next);
      holder = next;
    }
    return null;
  }

  /// Whether the shape of an object has all of its properties that have a name.
  @SuppressWarnings("ReferenceEquality") // There is one of each.
  private static boolean isKeptInShape(JSObject object) {
    JSClass type = JSObject.getJSClass(object);
    return type == JSOrdinary.INSTANCE
        || type == JSObjectPrototype.INSTANCE
        || type == JSFunction.INSTANCE;
  }

  /// Whether an object is such a one.
  @SuppressWarnings("ReferenceEquality") // It is about the very same shapes and prototype.
  boolean isOf(JSObject object, JSDynamicObject objectPrototype) {
    if (object.getShape() != shape || objectPrototype != prototype) {
      return false;
    }
    for (int at = 0; at < holders.length; at++) {
      if (holders[at].getShape() != holderShapes[at]) {
        return false;
      }
    }
    return true;
  }
}
