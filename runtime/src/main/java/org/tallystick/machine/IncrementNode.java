package org.tallystick.machine;

import com.oracle.truffle.api.frame.Frame;
import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.instrumentation.Tag;
import com.oracle.truffle.api.nodes.UnexpectedResultException;
import com.oracle.truffle.api.strings.TruffleString;
import com.oracle.truffle.js.nodes.JavaScriptNode;
import com.oracle.truffle.js.nodes.access.LocalVarIncNode;
import com.oracle.truffle.js.nodes.access.ScopeFrameNode;
import com.oracle.truffle.js.nodes.cast.JSToPrimitiveNode.Hint;
import com.oracle.truffle.js.runtime.BigInt;
import com.oracle.truffle.js.runtime.Errors;
import com.oracle.truffle.js.runtime.Symbol;
import com.oracle.truffle.js.runtime.objects.JSObject;
import java.util.Set;

/// Charges `++` and `--` on a variable, which the engine does in one step.
final class IncrementNode extends MeterNode {
  private final RunState run;

  /// Finds the frame of the variable. The engine shares such nodes between trees.
  private final ScopeFrameNode scope;

  private final int slot;
  @Child private ConversionNode conversion = new ConversionNode();

  /// @param metered the increment, or a probe around it
  IncrementNode(JavaScriptNode metered, LocalVarIncNode increment, RunState run) {
    this(metered, run, increment.getLevelFrameNode(), increment.getSlotIndex());
  }

  private IncrementNode(JavaScriptNode increment, RunState run, ScopeFrameNode scope, int slot) {
    super(increment);
    this.run = run;
    this.scope = scope;
    this.slot = slot;
  }

  @Override
  public Object execute(VirtualFrame frame) {
    Frame variables = scope.executeFrame(frame);
    if (!variables.isObject(slot)) {
      return metered().execute(frame);
    }
    chargeOperand(variables);
    Object result = metered().execute(frame);
    if (variables.isObject(slot)) {
      BigIntRules.chargeResult(run, variables.getObject(slot));
    }
    return result;
  }

  @Override
  public int executeInt(VirtualFrame frame) throws UnexpectedResultException {
    if (scope.executeFrame(frame).isObject(slot)) {
      Object result = execute(frame);
      if (result instanceof Integer number) {
        return number;
      }
      throw new UnexpectedResultException(result);
    }
    return metered().executeInt(frame);
  }

  @Override
  public void executeVoid(VirtualFrame frame) {
    if (scope.executeFrame(frame).isObject(slot)) {
      execute(frame);
    } else {
      metered().executeVoid(frame);
    }
  }

  private void chargeOperand(Frame variables) {
    Object value = variables.getObject(slot);
    Object operand = value;
    if (value instanceof JSObject) {
      // As the engine would do at once. It may be a long text.
      operand = conversion.primitive(value, Hint.Number);
      if (operand instanceof Symbol) {
        throw Errors.createTypeError("a symbol is no number");
      }
      variables.setObject(slot, operand);
    }
    if (operand instanceof TruffleString text) {
      run.chargeReading(text);
    } else if (operand instanceof BigInt number) {
      run.charge(BigIntRules.words(number) / BigIntRules.WORDS_PER_GAS);
    }
  }

  @Override
  protected JavaScriptNode copyUninitialized(Set<Class<? extends Tag>> materializedTags) {
    return new IncrementNode(cloneUninitialized(metered(), materializedTags), run, scope, slot);
  }
}
