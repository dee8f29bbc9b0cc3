package org.tallystick.machine;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.instrumentation.Tag;
import com.oracle.truffle.api.nodes.ControlFlowException;
import com.oracle.truffle.api.nodes.UnexpectedResultException;
import com.oracle.truffle.api.source.SourceSection;
import com.oracle.truffle.api.strings.TruffleString;
import com.oracle.truffle.js.nodes.JavaScriptNode;
import com.oracle.truffle.js.runtime.JSException;
import com.oracle.truffle.js.runtime.Strings;
import com.oracle.truffle.js.runtime.builtins.JSError;
import com.oracle.truffle.js.runtime.objects.JSObject;
import java.util.Set;

/// Charges a statement, and takes the engine's own words out of errors that leave it, before any
/// handler of the contract can read them: they change between releases of the engine.
class StatementNode extends MeterNode {
  private static final int GAS_PER_ENGINE_ERROR = 1_500;
  private static final int SHORT_MESSAGE_CHARACTERS = 200;
  private static final int GAS_PER_MESSAGE_CHARACTER = 4;
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
    if (exception instanceof JSException error && error.getErrorObjectLazy() == null) {
      run.charge(GAS_PER_ENGINE_ERROR);
      chargeMessage(error);
      EngineErrors.tame(error);
    }
  }

  /// The engine shows the value that an operator refused, which may be a long number.
  private void chargeMessage(JSException error) {
    String message = error.getRawMessage();
    if (message != null && message.length() > SHORT_MESSAGE_CHARACTERS) {
      run.charge((long) GAS_PER_MESSAGE_CHARACTER * message.length());
    }
  }

  @Override
  protected JavaScriptNode copyUninitialized(Set<Class<? extends Tag>> materializedTags) {
    return new StatementNode(cloneUninitialized(metered(), materializedTags), run, section, gas);
  }

  /// The error objects of the engine, made fit for a contract to see.
  private static final class EngineErrors {
    private EngineErrors() {}

    static void tame(JSException error) {
      TruffleString fixedWord = Strings.fromJavaString(error.getErrorType().name());
      JSObject object = (JSObject) error.getErrorObject();
      JSObject.set(object, JSError.MESSAGE, fixedWord);
      BuiltinRules.tame(object);
    }
  }
}
