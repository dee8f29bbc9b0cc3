package org.tallystick.machine;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.instrumentation.Tag;
import com.oracle.truffle.api.nodes.Node;
import com.oracle.truffle.api.nodes.NodeInfo;
import com.oracle.truffle.js.nodes.JavaScriptNode;
import com.oracle.truffle.js.nodes.binary.JSBinaryNode;
import com.oracle.truffle.js.nodes.binary.JSExponentiateNode;
import com.oracle.truffle.js.runtime.JSRuntime;
import java.util.Set;

/// The operator `**` on Numbers, with the same result on every machine.
///
/// The engine computes it by [Math#pow], which Java lets every machine and every compiler do in its
/// own way, up to the last bit: `779 ** 30` differs. [StrictMath#pow] is one algorithm for all.
final class ExactPowers {
  private ExactPowers() {}

  /// Changes a node that is the operator, and leaves others as they are.
  static void compute(Node node) {
    if (node instanceof JSExponentiateNode power && !(node.getParent() instanceof PowerNode)) {
      PowerNode exact = new PowerNode(power.getLeft(), power.getRight());
      JavaScriptNode.transferSourceSectionAndTags(power, exact);
      power.replace(exact);
    }
  }

  /// A power; on BigInts the engine's own.
  @NodeInfo(shortName = "**")
  private static final class PowerNode extends JSBinaryNode {
    @Child private JSExponentiateNode onBigInts = JSExponentiateNode.create();

    PowerNode(JavaScriptNode left, JavaScriptNode right) {
      super(left, right);
    }

    @Override
    public Object execute(VirtualFrame frame) {
      Object base = getLeft().execute(frame);
      Object exponent = getRight().execute(frame);
      return base instanceof Number && exponent instanceof Number
          ? power(base, exponent)
          : ofOthers(base, exponent);
    }

    private Object ofOthers(Object base, Object exponent) {
      Object left = toNumeric(base);
      Object right = toNumeric(exponent);
      return left instanceof Number && right instanceof Number
          ? power(left, right)
          : onBigInts.execute(left, right);
    }

    @TruffleBoundary
    private static Object toNumeric(Object operand) {
      return JSRuntime.toNumeric(operand);
    }

    @TruffleBoundary
    private static Object power(Object base, Object exponent) {
      double x = JSRuntime.doubleValue((Number) base);
      double y = JSRuntime.doubleValue((Number) exponent);
      return StrictMath.pow(x, y);
    }

    @Override
    protected JavaScriptNode copyUninitialized(Set<Class<? extends Tag>> materializedTags) {
      return new PowerNode(
          cloneUninitialized(getLeft(), materializedTags),
          cloneUninitialized(getRight(), materializedTags));
    }
  }
}
