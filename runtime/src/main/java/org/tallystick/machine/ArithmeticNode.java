package org.tallystick.machine;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.instrumentation.Tag;
import com.oracle.truffle.api.nodes.UnexpectedResultException;
import com.oracle.truffle.api.strings.TruffleString;
import com.oracle.truffle.js.nodes.JavaScriptNode;
import com.oracle.truffle.js.nodes.binary.JSAddNode;
import com.oracle.truffle.js.nodes.binary.JSBitwiseAndNode;
import com.oracle.truffle.js.nodes.binary.JSBitwiseOrNode;
import com.oracle.truffle.js.nodes.binary.JSBitwiseXorNode;
import com.oracle.truffle.js.nodes.binary.JSDivideNode;
import com.oracle.truffle.js.nodes.binary.JSExponentiateNode;
import com.oracle.truffle.js.nodes.binary.JSLeftShiftNode;
import com.oracle.truffle.js.nodes.binary.JSModuloNode;
import com.oracle.truffle.js.nodes.binary.JSMultiplyNode;
import com.oracle.truffle.js.nodes.binary.JSRightShiftNode;
import com.oracle.truffle.js.nodes.binary.JSSubtractNode;
import com.oracle.truffle.js.nodes.binary.JSUnsignedRightShiftNode;
import com.oracle.truffle.js.nodes.cast.JSToPrimitiveNode.Hint;
import com.oracle.truffle.js.runtime.BigInt;
import com.oracle.truffle.js.runtime.JSRuntime;
import com.oracle.truffle.js.runtime.Strings;
import java.util.Set;

/// Charges and bounds arithmetic on BigInts, and texts that it reads as numbers, before it works.
abstract class ArithmeticNode extends BinaryNode {
  /// Says that a result is no small whole number, or not certainly.
  static final long NO_INTEGER = Long.MAX_VALUE;

  ArithmeticNode(JavaScriptNode left, JavaScriptNode right, RunState run) {
    super(left, right, run);
  }

  /// The exact result where it is a whole number, however large; [#NO_INTEGER] where it is not.
  abstract long exact(int a, int b);

  /// The engine's operator.
  abstract Object apply(Object a, Object b);

  /// Charges operands that are no objects, before the operator works.
  abstract void charge(Object a, Object b);

  abstract ArithmeticNode with(JavaScriptNode left, JavaScriptNode right);

  @Override
  final Object ofIntegers(int a, int b) {
    long result = exact(a, b);
    return result == (int) result ? (Object) (int) result : apply(a, b);
  }

  @Override
  final Object ofAny(Object a, Object b) {
    return a instanceof Number && b instanceof Number ? apply(a, b) : charged(a, b);
  }

  Object charged(Object a, Object b) {
    Object x = primitive(a, Hint.Number);
    Object y = primitiveRight(x, b, Hint.Number);
    charge(x, y);
    Object result = apply(x, y);
    BigIntRules.chargeResult(run, result);
    return result;
  }

  @Override
  public final int executeInt(VirtualFrame frame) throws UnexpectedResultException {
    if (!seesIntegers()) {
      return expectInteger(execute(frame));
    }
    int a;
    try {
      a = leftInteger(frame);
    } catch (UnexpectedResultException other) {
      return expectInteger(ofSome(other.getResult(), right().execute(frame)));
    }
    int b;
    try {
      b = rightInteger(frame);
    } catch (UnexpectedResultException other) {
      return expectInteger(ofSome(a, other.getResult()));
    }
    long result = exact(a, b);
    return result == (int) result ? (int) result : expectInteger(apply(a, b));
  }

  private static int expectInteger(Object result) throws UnexpectedResultException {
    if (result instanceof Integer number) {
      return number;
    }
    throw new UnexpectedResultException(result);
  }

  /// Charges operands that are read and worked on once, from end to end.
  final void chargeLinear(Object a, Object b, int wordsPerGas) {
    chargeLinear(a, wordsPerGas);
    chargeLinear(b, wordsPerGas);
  }

  private void chargeLinear(Object operand, int wordsPerGas) {
    if (operand instanceof BigInt number) {
      run.charge(BigIntRules.words(number) / wordsPerGas);
    } else if (operand instanceof TruffleString text) {
      run.chargeReading(text);
    }
  }

  final void chargeReadings(Object a, Object b) {
    if (a instanceof TruffleString text) {
      run.chargeReading(text);
    }
    if (b instanceof TruffleString text) {
      run.chargeReading(text);
    }
  }

  @Override
  protected final JavaScriptNode copyUninitialized(Set<Class<? extends Tag>> materializedTags) {
    return with(
        cloneUninitialized(left(), materializedTags),
        cloneUninitialized(right(), materializedTags));
  }

  /// `a + b`, on numbers or texts. A concatenation pays for the length of what it gives, since a
  /// rope is flattened later.
  static final class Add extends ArithmeticNode {
    @Child private JSAddNode add = JSAddNode.createUnoptimized();

    Add(JavaScriptNode left, JavaScriptNode right, RunState run) {
      super(left, right, run);
    }

    @Override
    long exact(int a, int b) {
      return (long) a + b;
    }

    @Override
    Object apply(Object a, Object b) {
      return add.execute(a, b);
    }

    @Override
    Object charged(Object a, Object b) {
      Object x = primitive(a, Hint.Default);
      Object y = primitive(b, Hint.Default);
      charge(x, y);
      Object result = apply(x, y);
      if (result instanceof TruffleString text) {
        run.chargeText(Strings.length(text));
      } else {
        BigIntRules.chargeResult(run, result);
      }
      return result;
    }

    @Override
    void charge(Object a, Object b) {
      chargeAddend(a, b);
      chargeAddend(b, a);
    }

    private void chargeAddend(Object addend, Object other) {
      if (addend instanceof BigInt number) {
        run.charge(BigIntRules.words(number) / BigIntRules.WORDS_PER_GAS);
      }
      if (other instanceof TruffleString) {
        Charges.writing(run, addend);
      }
    }

    @Override
    ArithmeticNode with(JavaScriptNode left, JavaScriptNode right) {
      return new Add(left, right, run);
    }
  }

  /// `a - b`
  static final class Subtract extends ArithmeticNode {
    @Child private JSSubtractNode operator = (JSSubtractNode) JSSubtractNode.create(null, null);

    Subtract(JavaScriptNode left, JavaScriptNode right, RunState run) {
      super(left, right, run);
    }

    @Override
    long exact(int a, int b) {
      return (long) a - b;
    }

    @Override
    Object apply(Object a, Object b) {
      return operator.execute(a, b);
    }

    @Override
    void charge(Object a, Object b) {
      chargeLinear(a, b, BigIntRules.WORDS_PER_GAS);
    }

    @Override
    ArithmeticNode with(JavaScriptNode left, JavaScriptNode right) {
      return new Subtract(left, right, run);
    }
  }

  /// `a * b`
  static final class Multiply extends ArithmeticNode {
    @Child private JSMultiplyNode operator = JSMultiplyNode.create();

    Multiply(JavaScriptNode left, JavaScriptNode right, RunState run) {
      super(left, right, run);
    }

    @Override
    long exact(int a, int b) {
      // Zero may be a negative one.
      long product = (long) a * b;
      return product == 0 ? NO_INTEGER : product;
    }

    @Override
    Object apply(Object a, Object b) {
      return operator.execute(a, b);
    }

    @Override
    void charge(Object a, Object b) {
      chargeReadings(a, b);
      BigIntRules.chargeOperator(run, BigIntRules.Operator.TIMES, a, b);
    }

    @Override
    ArithmeticNode with(JavaScriptNode left, JavaScriptNode right) {
      return new Multiply(left, right, run);
    }
  }

  /// `a / b`
  static final class Divide extends ArithmeticNode {
    @Child private JSDivideNode operator = JSDivideNode.create();

    Divide(JavaScriptNode left, JavaScriptNode right, RunState run) {
      super(left, right, run);
    }

    @Override
    long exact(int a, int b) {
      return NO_INTEGER;
    }

    @Override
    Object apply(Object a, Object b) {
      return operator.execute(a, b);
    }

    @Override
    void charge(Object a, Object b) {
      chargeReadings(a, b);
      BigIntRules.chargeOperator(run, BigIntRules.Operator.DIVIDE, a, b);
    }

    @Override
    ArithmeticNode with(JavaScriptNode left, JavaScriptNode right) {
      return new Divide(left, right, run);
    }
  }

  /// `a % b`
  static final class Modulo extends ArithmeticNode {
    @Child private JSModuloNode operator = JSModuloNode.create();

    Modulo(JavaScriptNode left, JavaScriptNode right, RunState run) {
      super(left, right, run);
    }

    @Override
    long exact(int a, int b) {
      // Of a negative number it may be a negative zero.
      return a >= 0 && b > 0 ? a % b : NO_INTEGER;
    }

    @Override
    Object apply(Object a, Object b) {
      return operator.execute(a, b);
    }

    @Override
    void charge(Object a, Object b) {
      chargeReadings(a, b);
      BigIntRules.chargeOperator(run, BigIntRules.Operator.DIVIDE, a, b);
    }

    @Override
    ArithmeticNode with(JavaScriptNode left, JavaScriptNode right) {
      return new Modulo(left, right, run);
    }
  }

  /// `a ** b`
  static final class Power extends ArithmeticNode {
    @Child private JSExponentiateNode onBigInts = JSExponentiateNode.create();

    Power(JavaScriptNode left, JavaScriptNode right, RunState run) {
      super(left, right, run);
    }

    @Override
    long exact(int a, int b) {
      return NO_INTEGER;
    }

    @Override
    Object apply(Object a, Object b) {
      if (a instanceof Number && b instanceof Number) {
        return ofNumbers(a, b);
      }
      Object x = toNumeric(a);
      Object y = toNumeric(b);
      return x instanceof Number && y instanceof Number ? ofNumbers(x, y) : onBigInts.execute(x, y);
    }

    @TruffleBoundary
    private static Object toNumeric(Object operand) {
      return JSRuntime.toNumeric(operand);
    }

    /// The engine takes [Math#pow], which Java lets every machine and every compiler do in its own
    /// way, up to the last bit: `779 ** 30` differs. [StrictMath#pow] is one algorithm for all.
    @TruffleBoundary
    private static Object ofNumbers(Object base, Object exponent) {
      return StrictMath.pow(
          JSRuntime.doubleValue((Number) base), JSRuntime.doubleValue((Number) exponent));
    }

    @Override
    void charge(Object a, Object b) {
      chargeReadings(a, b);
      BigIntRules.chargeOperator(run, BigIntRules.Operator.POWER, a, b);
    }

    @Override
    ArithmeticNode with(JavaScriptNode left, JavaScriptNode right) {
      return new Power(left, right, run);
    }
  }

  /// `a << b`
  static final class ShiftLeft extends ArithmeticNode {
    @Child private JSLeftShiftNode operator = JSLeftShiftNode.create();

    ShiftLeft(JavaScriptNode left, JavaScriptNode right, RunState run) {
      super(left, right, run);
    }

    @Override
    long exact(int a, int b) {
      int shifted = a << b;
      return shifted;
    }

    @Override
    Object apply(Object a, Object b) {
      return operator.executeObject(a, b);
    }

    @Override
    void charge(Object a, Object b) {
      chargeReadings(a, b);
      BigIntRules.chargeOperator(run, BigIntRules.Operator.SHIFT_LEFT, a, b);
    }

    @Override
    ArithmeticNode with(JavaScriptNode left, JavaScriptNode right) {
      return new ShiftLeft(left, right, run);
    }
  }

  /// `a >> b`
  static final class ShiftRight extends ArithmeticNode {
    @Child private JSRightShiftNode operator = JSRightShiftNode.create();

    ShiftRight(JavaScriptNode left, JavaScriptNode right, RunState run) {
      super(left, right, run);
    }

    @Override
    long exact(int a, int b) {
      return a >> b;
    }

    @Override
    Object apply(Object a, Object b) {
      return operator.execute(a, b);
    }

    @Override
    void charge(Object a, Object b) {
      chargeLinear(a, b, BigIntRules.WORDS_PER_GAS);
    }

    @Override
    ArithmeticNode with(JavaScriptNode left, JavaScriptNode right) {
      return new ShiftRight(left, right, run);
    }
  }

  /// `a >>> b`
  static final class ShiftRightUnsigned extends ArithmeticNode {
    @Child
    private JSUnsignedRightShiftNode operator =
        (JSUnsignedRightShiftNode) JSUnsignedRightShiftNode.create(null, null);

    ShiftRightUnsigned(JavaScriptNode left, JavaScriptNode right, RunState run) {
      super(left, right, run);
    }

    @Override
    long exact(int a, int b) {
      return Integer.toUnsignedLong(a) >>> (b & 31);
    }

    @Override
    Object apply(Object a, Object b) {
      return operator.execute(a, b);
    }

    @Override
    void charge(Object a, Object b) {
      chargeLinear(a, b, BigIntRules.WORDS_PER_GAS);
    }

    @Override
    ArithmeticNode with(JavaScriptNode left, JavaScriptNode right) {
      return new ShiftRightUnsigned(left, right, run);
    }
  }

  /// `a & b`
  static final class And extends ArithmeticNode {
    @Child private JSBitwiseAndNode operator = JSBitwiseAndNode.createInner();

    And(JavaScriptNode left, JavaScriptNode right, RunState run) {
      super(left, right, run);
    }

    @Override
    long exact(int a, int b) {
      return a & b;
    }

    @Override
    Object apply(Object a, Object b) {
      return operator.executeObject(a, b);
    }

    @Override
    void charge(Object a, Object b) {
      chargeLinear(a, b, BigIntRules.BITWISE_WORDS_PER_GAS);
    }

    @Override
    ArithmeticNode with(JavaScriptNode left, JavaScriptNode right) {
      return new And(left, right, run);
    }
  }

  /// `a | b`
  static final class Or extends ArithmeticNode {
    @Child private JSBitwiseOrNode operator = JSBitwiseOrNode.createInner();

    Or(JavaScriptNode left, JavaScriptNode right, RunState run) {
      super(left, right, run);
    }

    @Override
    long exact(int a, int b) {
      return a | b;
    }

    @Override
    Object apply(Object a, Object b) {
      return operator.executeObject(a, b);
    }

    @Override
    void charge(Object a, Object b) {
      chargeLinear(a, b, BigIntRules.BITWISE_WORDS_PER_GAS);
    }

    @Override
    ArithmeticNode with(JavaScriptNode left, JavaScriptNode right) {
      return new Or(left, right, run);
    }
  }

  /// `a ^ b`
  static final class Xor extends ArithmeticNode {
    @Child private JSBitwiseXorNode operator = JSBitwiseXorNode.createInner();

    Xor(JavaScriptNode left, JavaScriptNode right, RunState run) {
      super(left, right, run);
    }

    @Override
    long exact(int a, int b) {
      return a ^ b;
    }

    @Override
    Object apply(Object a, Object b) {
      return operator.executeObject(a, b);
    }

    @Override
    void charge(Object a, Object b) {
      chargeLinear(a, b, BigIntRules.BITWISE_WORDS_PER_GAS);
    }

    @Override
    ArithmeticNode with(JavaScriptNode left, JavaScriptNode right) {
      return new Xor(left, right, run);
    }
  }
}
