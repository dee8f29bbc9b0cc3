package org.tallystick.machine;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.strings.TruffleString;
import com.oracle.truffle.js.runtime.Errors;
import com.oracle.truffle.js.runtime.JSRuntime;
import com.oracle.truffle.js.runtime.Strings;
import com.oracle.truffle.js.runtime.builtins.JSAbstractArray;
import com.oracle.truffle.js.runtime.builtins.JSArrayObject;
import com.oracle.truffle.js.runtime.objects.JSObject;

/// What it costs that a contract sets the `length` of an array: the engine takes memory for all of
/// it with the first element that is written.
final class ArrayLengths {
  static final TruffleString NAME = Strings.constant("length");
  private static final int BYTES_PER_SLOT = 8;

  /// Beyond, the engine takes memory only for elements that are there.
  static final int SLOTS_MAX = 1_000_000;

  /// Beyond, the engine keeps no places for what is not there.
  private static final int GAP_MAX = 5_000;

  private static final int PLACES_MOVED_PER_GAS = 16;

  private ArrayLengths() {}

  /// Charges the write of a property before it is done.
  static void chargeWrite(RunState run, Object target, TruffleString name, Object value) {
    if (target instanceof JSArrayObject array && Strings.equals(NAME, name)) {
      charge(run, array, value);
    }
  }

  /// Charges the write of an element beyond the end, for the places between, which are made as
  /// well, and for moving the array to where there are such many.
  static void chargeGap(RunState run, JSArrayObject array, int index) {
    long length = JSAbstractArray.arrayGetLength(array);
    if (index > length) {
      run.charge(length / PLACES_MOVED_PER_GAS);
      run.allocate(BYTES_PER_SLOT * Math.min(GAP_MAX, index - length));
    }
  }

  @TruffleBoundary(transferToInterpreterOnException = false)
  static void charge(RunState run, JSArrayObject array, Object value) {
    long growth = slots(run, value) - JSAbstractArray.arrayGetLength(array);
    if (growth > 0) {
      run.allocate(BYTES_PER_SLOT * growth);
    }
  }

  private static long slots(RunState run, Object length) {
    return switch (length) {
      case TruffleString text -> {
        run.chargeReading(text);
        yield Math.min(SLOTS_MAX, JSRuntime.stringToNumber(text).longValue());
      }
      case Number number -> Math.min(SLOTS_MAX, number.longValue());
      // It could give another number each time it is asked.
      case JSObject _ -> throw Errors.createTypeError("the length of an array must be a number");
      default -> 0;
    };
  }
}
