package org.tallystick.machine;

import com.oracle.truffle.api.CompilerDirectives;
import com.oracle.truffle.api.CompilerDirectives.CompilationFinal;
import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.instrumentation.Tag;
import com.oracle.truffle.api.nodes.UnexpectedResultException;
import com.oracle.truffle.js.nodes.JavaScriptNode;
import java.util.Set;

/// Charges a value on its way to where it is used. Numbers, which cost nothing, stay unboxed.
final class ValueNode extends MeterNode {
  private final RunState run;
  private final Charge charge;

  /// Whether a value came that is no number: most never see one.
  @CompilationFinal private boolean seesOthers;

  /// What a value costs where it is used in a certain way.
  @FunctionalInterface
  interface Charge {
    /// @param value of any type but `Integer` and `Double`
    void apply(RunState run, Object value);
  }

  ValueNode(JavaScriptNode source, RunState run, Charge charge) {
    super(source);
    this.run = run;
    this.charge = charge;
  }

  @Override
  public Object execute(VirtualFrame frame) {
    Object value = metered().execute(frame);
    chargeUnlessNumber(value);
    return value;
  }

  @Override
  public int executeInt(VirtualFrame frame) throws UnexpectedResultException {
    try {
      return metered().executeInt(frame);
    } catch (UnexpectedResultException other) {
      throw charged(other);
    }
  }

  @Override
  public double executeDouble(VirtualFrame frame) throws UnexpectedResultException {
    try {
      return metered().executeDouble(frame);
    } catch (UnexpectedResultException other) {
      throw charged(other);
    }
  }

  private UnexpectedResultException charged(UnexpectedResultException other) {
    chargeUnlessNumber(other.getResult());
    return other;
  }

  private void chargeUnlessNumber(Object value) {
    if (!(value instanceof Integer || value instanceof Double)) {
      if (!seesOthers) {
        CompilerDirectives.transferToInterpreterAndInvalidate();
        seesOthers = true;
      }
      charge.apply(run, value);
    }
  }

  @Override
  public void executeVoid(VirtualFrame frame) {
    execute(frame);
  }

  @Override
  protected JavaScriptNode copyUninitialized(Set<Class<? extends Tag>> materializedTags) {
    return new ValueNode(cloneUninitialized(metered(), materializedTags), run, charge);
  }
}
