package org.tallystick.machine;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.js.runtime.JSRuntime;
import com.oracle.truffle.js.runtime.Strings;
import com.oracle.truffle.js.runtime.objects.IteratorRecord;
import com.oracle.truffle.js.runtime.objects.JSObject;
import com.oracle.truffle.js.runtime.objects.PropertyDescriptor;

/// What it costs to close an iterator whose `return` is no function: the engine makes an error of
/// it that shows the value, and drops that error where another one is on its way.
final class IteratorCloses {
  private static final Object RETURN = Strings.constant("return");

  private IteratorCloses() {}

  /// @param record of an iterator that is about to be closed
  @TruffleBoundary(transferToInterpreterOnException = false)
  static void charge(RunState run, Object record) {
    if (record instanceof IteratorRecord walked) {
      chargeIterator(run, walked.getIterator());
    }
  }

  /// @param value that may be an iterator, which a built-in has closed
  @TruffleBoundary(transferToInterpreterOnException = false)
  static void chargeIterator(RunState run, Object value) {
    Object next = value;
    while (next instanceof JSObject holder) {
      PropertyDescriptor found = JSObject.getOwnProperty(holder, RETURN);
      if (found != null) {
        // What a getter gives pays as what a function returns.
        if (found.isDataDescriptor() && isRefused(found.getValue())) {
          EngineErrors.chargeShowing(run, found.getValue());
        }
        return;
      }
      next = JSObject.getPrototype(holder);
    }
  }

  private static boolean isRefused(Object end) {
    return !JSRuntime.isNullOrUndefined(end) && !JSRuntime.isCallable(end);
  }
}
