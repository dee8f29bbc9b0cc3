package org.tallystick.machine;

import com.oracle.truffle.api.CompilerDirectives;
import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.instrumentation.Tag;
import com.oracle.truffle.api.nodes.UnexpectedResultException;
import com.oracle.truffle.api.strings.TruffleString;
import com.oracle.truffle.js.nodes.JavaScriptNode;
import com.oracle.truffle.js.nodes.cast.JSToPrimitiveNode;
import com.oracle.truffle.js.runtime.objects.JSObject;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Charges what is about to be read as a number. An object is converted here, as the operator would
/// have done at once, since it may be a long text.
final class OperandNode extends MeterNode {
  private final RunState run;
  @Child private @Nullable JSToPrimitiveNode toPrimitive;

  OperandNode(JavaScriptNode operand, RunState run) {
    super(operand);
    this.run = run;
  }

  @Override
  public Object execute(VirtualFrame frame) {
    return charged(metered().execute(frame));
  }

  @Override
  public int executeInt(VirtualFrame frame) throws UnexpectedResultException {
    try {
      return metered().executeInt(frame);
    } catch (UnexpectedResultException other) {
      throw new UnexpectedResultException(charged(other.getResult()));
    }
  }

  @Override
  public double executeDouble(VirtualFrame frame) throws UnexpectedResultException {
    try {
      return metered().executeDouble(frame);
    } catch (UnexpectedResultException other) {
      throw new UnexpectedResultException(charged(other.getResult()));
    }
  }

  private Object charged(Object value) {
    Object operand = value instanceof JSObject ? toPrimitive().executeHintNumber(value) : value;
    if (operand instanceof TruffleString text) {
      run.chargeReading(text);
    }
    return operand;
  }

  private JSToPrimitiveNode toPrimitive() {
    JSToPrimitiveNode node = toPrimitive;
    if (node == null) {
      CompilerDirectives.transferToInterpreterAndInvalidate();
      node = insert(JSToPrimitiveNode.create());
      toPrimitive = node;
    }
    return node;
  }

  @Override
  public void executeVoid(VirtualFrame frame) {
    execute(frame);
  }

  @Override
  protected JavaScriptNode copyUninitialized(Set<Class<? extends Tag>> materializedTags) {
    return new OperandNode(cloneUninitialized(metered(), materializedTags), run);
  }
}
