package org.tallystick.machine;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.strings.TruffleString;
import com.oracle.truffle.js.runtime.BigInt;
import com.oracle.truffle.js.runtime.Strings;
import com.oracle.truffle.js.runtime.objects.JSObject;

/// What values cost by the use that is made of them: the [ValueNode.Charge]s of the meter.
final class Charges {
  private static final int GAS_PER_SHAPE_PROPERTY = 80;
  private static final int COMPARED_CHARACTERS_PER_GAS = 4;

  private Charges() {}

  /// A property that is taken out changes the shape of its object, which is made anew.
  static void deletion(RunState run, Object target) {
    if (target instanceof JSObject object) {
      run.charge(GAS_PER_SHAPE_PROPERTY * Sizes.shapeProperties(object));
    }
  }

  /// A text that is compared with one of the source.
  static void comparison(RunState run, Object value) {
    if (value instanceof TruffleString text) {
      run.charge(Strings.length(text) / COMPARED_CHARACTERS_PER_GAS);
    }
  }

  /// A BigInt or wide number that becomes a part of a text.
  static void writing(RunState run, Object value) {
    if (value instanceof BigInt number) {
      run.charge(BigIntRules.writingGas(number));
    } else if (PropertyKeys.isWide(value)) {
      run.charge(PropertyKeys.GAS_PER_WIDE_NUMBER);
    }
  }

  /// What `-`, `++` or `--` gave.
  static void sum(RunState run, Object result) {
    unary(run, result, BigIntRules.WORDS_PER_GAS);
  }

  /// What `~` gave.
  static void complement(RunState run, Object result) {
    unary(run, result, BigIntRules.BITWISE_WORDS_PER_GAS);
  }

  private static void unary(RunState run, Object result, int wordsPerGas) {
    if (result instanceof BigInt number) {
      run.charge(BigIntRules.words(number) / wordsPerGas);
      BigIntRules.chargeResult(run, number);
    }
  }

  /// What a class extends: bounds its prototypes.
  @TruffleBoundary(transferToInterpreterOnException = false)
  static void heritage(RunState run, Object heritage) {
    PrototypeChains.requireShortHeritage(heritage);
  }
}
