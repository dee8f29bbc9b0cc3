package org.tallystick.machine;

import com.oracle.truffle.api.CompilerDirectives;
import com.oracle.truffle.api.CompilerDirectives.CompilationFinal;
import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.nodes.UnexpectedResultException;
import com.oracle.truffle.js.nodes.JavaScriptNode;
import com.oracle.truffle.js.nodes.cast.JSToPrimitiveNode.Hint;
import com.oracle.truffle.js.runtime.Symbol;

/// An operator that is charged by both of its operands before it works. It stands in the place of
/// the engine's own, which does the work.
///
/// Small whole numbers are most of what operators see, and cost nothing: once both operands were
/// such, they are asked for unboxed.
abstract class BinaryNode extends JavaScriptNode {
  @Child private JavaScriptNode left;
  @Child private JavaScriptNode right;
  @Child private ConversionNode conversion = new ConversionNode();
  @CompilationFinal private Operands seen = Operands.NONE;
  final RunState run;

  /// What the operands were so far.
  enum Operands {
    NONE,
    INTEGERS,
    ANY
  }

  BinaryNode(JavaScriptNode left, JavaScriptNode right, RunState run) {
    this.left = left;
    this.right = right;
    this.run = run;
  }

  final JavaScriptNode left() {
    return left;
  }

  final JavaScriptNode right() {
    return right;
  }

  /// The operator on small whole numbers.
  abstract Object ofIntegers(int a, int b);

  /// The operator on values of any kind, charged.
  abstract Object ofAny(Object a, Object b);

  final boolean seesIntegers() {
    return seen == Operands.INTEGERS;
  }

  @Override
  public Object execute(VirtualFrame frame) {
    if (seen != Operands.INTEGERS) {
      Object a = left.execute(frame);
      Object b = right.execute(frame);
      if (seen == Operands.NONE) {
        see(a instanceof Integer && b instanceof Integer ? Operands.INTEGERS : Operands.ANY);
      }
      return ofSome(a, b);
    }
    int a;
    try {
      a = leftInteger(frame);
    } catch (UnexpectedResultException other) {
      return ofSome(other.getResult(), right.execute(frame));
    }
    int b;
    try {
      b = rightInteger(frame);
    } catch (UnexpectedResultException other) {
      return ofSome(a, other.getResult());
    }
    return ofIntegers(a, b);
  }

  final Object ofSome(Object a, Object b) {
    return a instanceof Integer x && b instanceof Integer y ? ofIntegers(x, y) : ofAny(a, b);
  }

  final int leftInteger(VirtualFrame frame) throws UnexpectedResultException {
    return integer(left, frame);
  }

  final int rightInteger(VirtualFrame frame) throws UnexpectedResultException {
    return integer(right, frame);
  }

  private int integer(JavaScriptNode operand, VirtualFrame frame) throws UnexpectedResultException {
    try {
      return operand.executeInt(frame);
    } catch (UnexpectedResultException other) {
      see(Operands.ANY);
      throw other;
    }
  }

  private void see(Operands operands) {
    CompilerDirectives.transferToInterpreterAndInvalidate();
    seen = operands;
  }

  @Override
  public final void executeVoid(VirtualFrame frame) {
    execute(frame);
  }

  /// The right operand as a number or text: not at all where the left one makes the operator fail.
  final Object primitiveRight(Object primitiveLeft, Object value, Hint hint) {
    return primitiveLeft instanceof Symbol ? value : primitive(value, hint);
  }

  /// An operand as the operator would convert it: an object may be a long text.
  final Object primitive(Object value, Hint hint) {
    return conversion.primitive(value, hint);
  }
}
