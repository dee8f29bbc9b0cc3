package org.tallystick.machine;

import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.instrumentation.Tag;
import com.oracle.truffle.api.nodes.UnexpectedResultException;
import com.oracle.truffle.api.strings.TruffleString;
import com.oracle.truffle.js.nodes.JavaScriptNode;
import com.oracle.truffle.js.nodes.cast.JSToPrimitiveNode.Hint;
import java.util.Set;

/// Charges what is about to be read as a number. An object is converted here, as the operator would
/// have done at once, since it may be a long text.
final class OperandNode extends MeterNode {
  private final RunState run;
  @Child private ConversionNode conversion = new ConversionNode();

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
    Object operand = conversion.primitive(value, Hint.Number);
    if (operand instanceof TruffleString text) {
      run.chargeReading(text);
    }
    return operand;
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
