package org.tallystick.machine;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.instrumentation.EventContext;
import com.oracle.truffle.api.instrumentation.ExecutionEventNode;
import com.oracle.truffle.js.runtime.objects.JSObject;

/// The meters of what copies objects, takes properties out of them, or stands them on others.
final class ObjectNodes {
  private ObjectNodes() {}

  /// Charges a deletion by the shape of the object, which is made anew without the property.
  static final class DeleteNode extends ExecutionEventNode {
    private static final int GAS_PER_PROPERTY = 20;
    private final RunState run;

    DeleteNode(RunState run) {
      this.run = run;
    }

    @Override
    protected void onInputValue(
        VirtualFrame frame, EventContext inputContext, int inputIndex, Object inputValue) {
      if (inputValue instanceof JSObject object) {
        run.charge(GAS_PER_PROPERTY * Sizes.shapeProperties(object));
      }
    }
  }

  /// Charges an object literal for what its spreads copy.
  static final class ObjectSpreadNode extends ExecutionEventNode {
    private final RunState run;

    ObjectSpreadNode(RunState run) {
      this.run = run;
    }

    @Override
    protected void onInputValue(
        VirtualFrame frame, EventContext inputContext, int inputIndex, Object inputValue) {
      run.chargeCopy(inputValue);
    }
  }

  /// Bounds the prototypes of what `new` made.
  static final class NewObjectNode extends ExecutionEventNode {
    @Override
    protected void onReturnValue(VirtualFrame frame, Object result) {
      check(result);
    }

    @TruffleBoundary(transferToInterpreterOnException = false)
    private static void check(Object result) {
      PrototypeChains.requireShort(result);
    }
  }

  /// Bounds the prototypes of what a class extends.
  static final class HeritageNode extends ExecutionEventNode {
    @Override
    protected void onReturnValue(VirtualFrame frame, Object result) {
      check(result);
    }

    @TruffleBoundary(transferToInterpreterOnException = false)
    private static void check(Object result) {
      PrototypeChains.requireShortHeritage(result);
    }
  }
}
