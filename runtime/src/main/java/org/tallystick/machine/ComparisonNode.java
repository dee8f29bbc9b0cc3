package org.tallystick.machine;

import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.instrumentation.Tag;
import com.oracle.truffle.api.nodes.UnexpectedResultException;
import com.oracle.truffle.api.strings.TruffleString;
import com.oracle.truffle.js.nodes.JavaScriptNode;
import com.oracle.truffle.js.nodes.binary.JSEqualNode;
import com.oracle.truffle.js.nodes.binary.JSGreaterOrEqualNode;
import com.oracle.truffle.js.nodes.binary.JSGreaterThanNode;
import com.oracle.truffle.js.nodes.binary.JSIdenticalNode;
import com.oracle.truffle.js.nodes.binary.JSLessOrEqualNode;
import com.oracle.truffle.js.nodes.binary.JSLessThanNode;
import com.oracle.truffle.js.nodes.cast.JSToPrimitiveNode.Hint;
import com.oracle.truffle.js.runtime.BigInt;
import com.oracle.truffle.js.runtime.Strings;
import com.oracle.truffle.js.runtime.objects.JSDynamicObject;
import java.util.Set;

/// Charges a comparison by the lengths of texts. One with a number reads the text as a number.
abstract class ComparisonNode extends BinaryNode {
  private static final int CHARACTERS_PER_GAS = 4;

  ComparisonNode(JavaScriptNode left, JavaScriptNode right, RunState run) {
    super(left, right, run);
  }

  abstract boolean compareIntegers(int a, int b);

  abstract boolean compareAny(Object a, Object b);

  abstract ComparisonNode with(JavaScriptNode left, JavaScriptNode right);

  @Override
  final Object ofIntegers(int a, int b) {
    return compareIntegers(a, b);
  }

  @Override
  final Object ofAny(Object a, Object b) {
    return a instanceof Number && b instanceof Number
        ? (Object) compareAny(a, b)
        : compareCharged(a, b);
  }

  boolean compareCharged(Object a, Object b) {
    Object x = primitive(a, Hint.Number);
    Object y = primitiveRight(x, b, Hint.Number);
    chargeConverting(x, y);
    return compareAny(x, y);
  }

  @Override
  public final boolean executeBoolean(VirtualFrame frame) {
    if (!seesIntegers()) {
      return (boolean) execute(frame);
    }
    int a;
    try {
      a = leftInteger(frame);
    } catch (UnexpectedResultException other) {
      return compare(other.getResult(), right().execute(frame));
    }
    int b;
    try {
      b = rightInteger(frame);
    } catch (UnexpectedResultException other) {
      return compare(a, other.getResult());
    }
    return compareIntegers(a, b);
  }

  private boolean compare(Object a, Object b) {
    return (a instanceof Number && b instanceof Number) ? compareAny(a, b) : compareCharged(a, b);
  }

  final void chargeConverting(Object a, Object b) {
    chargeText(run, a);
    chargeText(run, b);
    chargeReading(a, b);
    chargeReading(b, a);
  }

  static void chargeText(RunState run, Object value) {
    if (value instanceof TruffleString text) {
      run.charge(Strings.length(text) / CHARACTERS_PER_GAS);
    }
  }

  private void chargeReading(Object compared, Object other) {
    if (compared instanceof TruffleString text) {
      if (other instanceof BigInt) {
        run.charge(BigIntRules.readingGas(Strings.length(text)));
      } else if (other instanceof Number || other instanceof Boolean) {
        run.chargeReading(text);
      }
    }
  }

  @Override
  public final boolean isResultAlwaysOfType(Class<?> type) {
    return type == boolean.class;
  }

  @Override
  protected final JavaScriptNode copyUninitialized(Set<Class<? extends Tag>> materializedTags) {
    return with(
        cloneUninitialized(left(), materializedTags),
        cloneUninitialized(right(), materializedTags));
  }

  /// `a < b`
  static final class Less extends ComparisonNode {
    @Child private JSLessThanNode less = JSLessThanNode.create();

    Less(JavaScriptNode left, JavaScriptNode right, RunState run) {
      super(left, right, run);
    }

    @Override
    boolean compareIntegers(int a, int b) {
      return a < b;
    }

    @Override
    boolean compareAny(Object a, Object b) {
      return less.executeBoolean(a, b);
    }

    @Override
    ComparisonNode with(JavaScriptNode left, JavaScriptNode right) {
      return new Less(left, right, run);
    }
  }

  /// `a <= b`
  static final class LessOrEqual extends ComparisonNode {
    @Child private JSLessOrEqualNode less = JSLessOrEqualNode.create();

    LessOrEqual(JavaScriptNode left, JavaScriptNode right, RunState run) {
      super(left, right, run);
    }

    @Override
    boolean compareIntegers(int a, int b) {
      return a <= b;
    }

    @Override
    boolean compareAny(Object a, Object b) {
      return less.executeBoolean(a, b);
    }

    @Override
    ComparisonNode with(JavaScriptNode left, JavaScriptNode right) {
      return new LessOrEqual(left, right, run);
    }
  }

  /// `a > b`
  static final class Greater extends ComparisonNode {
    @Child private JSGreaterThanNode greater = JSGreaterThanNode.create();

    Greater(JavaScriptNode left, JavaScriptNode right, RunState run) {
      super(left, right, run);
    }

    @Override
    boolean compareIntegers(int a, int b) {
      return a > b;
    }

    @Override
    boolean compareAny(Object a, Object b) {
      return greater.executeBoolean(a, b);
    }

    @Override
    ComparisonNode with(JavaScriptNode left, JavaScriptNode right) {
      return new Greater(left, right, run);
    }
  }

  /// `a >= b`
  static final class GreaterOrEqual extends ComparisonNode {
    @Child private JSGreaterOrEqualNode greater = JSGreaterOrEqualNode.create();

    GreaterOrEqual(JavaScriptNode left, JavaScriptNode right, RunState run) {
      super(left, right, run);
    }

    @Override
    boolean compareIntegers(int a, int b) {
      return a >= b;
    }

    @Override
    boolean compareAny(Object a, Object b) {
      return greater.executeBoolean(a, b);
    }

    @Override
    ComparisonNode with(JavaScriptNode left, JavaScriptNode right) {
      return new GreaterOrEqual(left, right, run);
    }
  }

  /// `a == b`, which converts an object only if the other is none.
  static final class Equal extends ComparisonNode {
    @Child private JSEqualNode equal = JSEqualNode.create();

    Equal(JavaScriptNode left, JavaScriptNode right, RunState run) {
      super(left, right, run);
    }

    @Override
    boolean compareIntegers(int a, int b) {
      return a == b;
    }

    @Override
    boolean compareAny(Object a, Object b) {
      return equal.executeBoolean(a, b);
    }

    @Override
    boolean compareCharged(Object a, Object b) {
      // `undefined` and `null` are such objects too, to the engine.
      Object x = b instanceof JSDynamicObject ? a : primitive(a, Hint.Default);
      Object y = a instanceof JSDynamicObject ? b : primitive(b, Hint.Default);
      chargeConverting(x, y);
      return compareAny(x, y);
    }

    @Override
    ComparisonNode with(JavaScriptNode left, JavaScriptNode right) {
      return new Equal(left, right, run);
    }
  }

  /// `a === b`, which converts nothing.
  static final class Identical extends ComparisonNode {
    @Child private JSIdenticalNode identical = JSIdenticalNode.createStrictEqualityComparison();

    Identical(JavaScriptNode left, JavaScriptNode right, RunState run) {
      super(left, right, run);
    }

    @Override
    boolean compareIntegers(int a, int b) {
      return a == b;
    }

    @Override
    boolean compareAny(Object a, Object b) {
      return identical.executeBoolean(a, b);
    }

    @Override
    boolean compareCharged(Object a, Object b) {
      chargeText(run, a);
      chargeText(run, b);
      return compareAny(a, b);
    }

    @Override
    ComparisonNode with(JavaScriptNode left, JavaScriptNode right) {
      return new Identical(left, right, run);
    }
  }
}
