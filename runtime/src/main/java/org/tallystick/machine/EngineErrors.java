package org.tallystick.machine;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.strings.TruffleString;
import com.oracle.truffle.js.runtime.BigInt;
import com.oracle.truffle.js.runtime.GraalJSException;
import com.oracle.truffle.js.runtime.JSException;
import com.oracle.truffle.js.runtime.JSRuntime;
import com.oracle.truffle.js.runtime.Strings;
import com.oracle.truffle.js.runtime.ToDisplayStringFormat;
import com.oracle.truffle.js.runtime.builtins.JSError;
import com.oracle.truffle.js.runtime.objects.JSObject;
import java.lang.reflect.Field;

/// Errors that the engine throws itself: what they cost, and what of them a contract may see. The
/// engine's own words are taken out, since they change between its releases.
final class EngineErrors {
  static final int GAS = 1_500;
  private static final int SHORT_MESSAGE_CHARACTERS = 200;
  private static final int GAS_PER_MESSAGE_CHARACTER = 10;
  private static final int BITS_PER_DIGIT = 3;

  private EngineErrors() {}

  /// Keeps what is inside of a value out of the words of errors, for all engines of this process.
  ///
  /// The engine would show the first values in an object, down to three levels, and gather the
  /// names of all properties for it: a short program could let it write gigabytes.
  static void showNothingInside() {
    try {
      Field depth = ToDisplayStringFormat.class.getDeclaredField("maxDepth");
      depth.setAccessible(true);
      depth.setInt(ToDisplayStringFormat.getDefaultFormat(), 0);
    } catch (ReflectiveOperationException fault) {
      throw new MachineFault("this version of the engine is not the pinned one", fault);
    }
  }

  /// Charges an error that a handler of the contract is about to get, or a function to be left by,
  /// and makes it fit to be seen. Nothing is done the second time.
  @TruffleBoundary(transferToInterpreterOnException = false)
  static void settle(RunState run, GraalJSException thrown) {
    if (thrown instanceof JSException error && error.getErrorObjectLazy() == null) {
      String message = error.getRawMessage();
      charge(run, message == null ? 0 : message.length());
      tame(error);
    }
  }

  /// Charges an error that shows the value, and that the engine may lose before anybody gets it.
  static void chargeShowing(RunState run, Object value) {
    // The digits of a long number are dear, and their number is known without them.
    int characters =
        value instanceof BigInt number
            ? number.bigIntegerValue().bitLength() / BITS_PER_DIGIT
            : Strings.length(JSRuntime.safeToString(value));
    charge(run, characters);
  }

  /// The engine shows the value that it refused, which may be a long text or number.
  private static void charge(RunState run, int characters) {
    run.charge(GAS);
    if (characters > SHORT_MESSAGE_CHARACTERS) {
      run.charge((long) GAS_PER_MESSAGE_CHARACTER * characters);
    }
  }

  private static void tame(JSException error) {
    TruffleString fixedWord = Strings.fromJavaString(error.getErrorType().name());
    JSObject object = (JSObject) error.getErrorObject();
    JSObject.set(object, JSError.MESSAGE, fixedWord);
    BuiltinRules.tame(object);
  }
}
