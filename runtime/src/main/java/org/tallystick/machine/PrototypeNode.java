package org.tallystick.machine;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.nodes.Node;
import com.oracle.truffle.js.nodes.access.GetPrototypeNode;
import com.oracle.truffle.js.runtime.objects.JSDynamicObject;
import com.oracle.truffle.js.runtime.objects.JSObject;
import org.jspecify.annotations.Nullable;

/// Bounds the prototypes of new objects, which mostly stand upon the same one. A prototype cannot
/// be changed, so one whose chain is short stays such.
final class PrototypeNode extends Node {
  @Child private GetPrototypeNode prototypeOf = GetPrototypeNode.create();
  private @Nullable JSDynamicObject known;

  @SuppressWarnings("ReferenceEquality") // It is about the very same prototype.
  void requireShort(JSObject made) {
    JSDynamicObject prototype = prototypeOf.execute(made);
    if (prototype != known) {
      requireShortAbove(prototype);
      known = prototype;
    }
  }

  @TruffleBoundary(transferToInterpreterOnException = false)
  private static void requireShortAbove(JSDynamicObject prototype) {
    PrototypeChains.requireShortAbove(prototype);
  }
}
