package org.tallystick.machine;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.nodes.Node;
import com.oracle.truffle.js.nodes.access.GetPrototypeNode;
import com.oracle.truffle.js.runtime.builtins.JSArrayObject;
import com.oracle.truffle.js.runtime.builtins.JSTypedArrayObject;
import com.oracle.truffle.js.runtime.objects.JSDynamicObject;
import com.oracle.truffle.js.runtime.objects.JSObject;
import org.jspecify.annotations.Nullable;

/// Refuses an array-like whose length contract code computes: its answer could change between the
/// price and the work. Objects like the ones before are known again.
final class ArrayLikeNode extends Node {
  private static final int KNOWN_MAX = 4;

  @Child private GetPrototypeNode prototypeOf = GetPrototypeNode.create();
  private final @Nullable PlainLength[] known = new PlainLength[KNOWN_MAX];
  private int oldest;

  void check(Object value) {
    if (value instanceof JSObject object
        && !(value instanceof JSArrayObject)
        && !(value instanceof JSTypedArrayObject)
        && !isKnown(object, prototypeOf.execute(object))) {
      examine(object);
    }
  }

  private boolean isKnown(JSObject object, JSDynamicObject prototype) {
    for (PlainLength plain : known) {
      if (plain == null) {
        return false;
      }
      if (plain.isOf(object, prototype)) {
        return true;
      }
    }
    return false;
  }

  @TruffleBoundary(transferToInterpreterOnException = false)
  private void examine(JSObject object) {
    Sizes.refuseComputedLength(object);
    PlainLength plain = PlainLength.of(object);
    if (plain != null) {
      known[oldest] = plain;
      oldest = (oldest + 1) % KNOWN_MAX;
    }
  }
}
