package org.tallystick.machine;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.instrumentation.Tag;
import com.oracle.truffle.api.nodes.ControlFlowException;
import com.oracle.truffle.api.nodes.UnexpectedResultException;
import com.oracle.truffle.api.source.SourceSection;
import com.oracle.truffle.js.nodes.JavaScriptNode;
import java.util.Set;

/// Charges a statement, and notes the errors that leave it.
class StatementNode extends MeterNode {
  final RunState run;
  final SourceSection section;
  final int gas;

  StatementNode(JavaScriptNode statement, RunState run, SourceSection section, int gas) {
    super(statement);
    this.run = run;
    this.section = section;
    this.gas = gas;
  }

  @Override
  public Object execute(VirtualFrame frame) {
    try {
      run.charge(gas);
      return metered().execute(frame);
    } catch (ControlFlowException jump) {
      throw jump;
    } catch (Throwable exception) {
      leaveBy(exception);
      throw exception;
    }
  }

  @Override
  public void executeVoid(VirtualFrame frame) {
    try {
      run.charge(gas);
      metered().executeVoid(frame);
    } catch (ControlFlowException jump) {
      throw jump;
    } catch (Throwable exception) {
      leaveBy(exception);
      throw exception;
    }
  }

  /// A condition of a loop is charged as a statement is.
  @Override
  public boolean executeBoolean(VirtualFrame frame) throws UnexpectedResultException {
    try {
      run.charge(gas);
      return metered().executeBoolean(frame);
    } catch (ControlFlowException | UnexpectedResultException jump) {
      throw jump;
    } catch (Throwable exception) {
      leaveBy(exception);
      throw exception;
    }
  }

  @TruffleBoundary(transferToInterpreterOnException = false)
  private void leaveBy(Throwable exception) {
    run.leaveBy(exception, section);
  }

  @Override
  protected JavaScriptNode copyUninitialized(Set<Class<? extends Tag>> materializedTags) {
    return new StatementNode(cloneUninitialized(metered(), materializedTags), run, section, gas);
  }
}
