package org.tallystick.machine;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.instrumentation.ExecutionEventNode;
import com.oracle.truffle.api.source.SourceSection;
import com.oracle.truffle.api.strings.TruffleString;
import com.oracle.truffle.js.runtime.JSException;
import com.oracle.truffle.js.runtime.Strings;
import com.oracle.truffle.js.runtime.builtins.JSError;
import com.oracle.truffle.js.runtime.objects.JSObject;

/// Charges a statement, and takes the engine's own words out of errors that leave it, before any
/// handler of the contract can read them: they change between releases of the engine.
class StatementNode extends ExecutionEventNode {
  private static final int GAS_PER_ENGINE_ERROR = 150;
  private final RunState run;
  private final SourceSection section;
  private final int gas;

  StatementNode(RunState run, SourceSection section, int gas) {
    this.run = run;
    this.section = section;
    this.gas = gas;
  }

  @Override
  protected void onEnter(VirtualFrame frame) {
    run.charge(gas);
  }

  @Override
  protected void onReturnExceptional(VirtualFrame frame, Throwable exception) {
    run.leaveBy(exception, section);
    if (exception instanceof JSException error && error.getErrorObjectLazy() == null) {
      EngineErrors.tame(error);
      run.charge(GAS_PER_ENGINE_ERROR);
    }
  }

  /// The error objects of the engine, made fit for a contract to see.
  private static final class EngineErrors {
    private EngineErrors() {}

    @TruffleBoundary
    static void tame(JSException error) {
      TruffleString fixedWord = Strings.fromJavaString(error.getErrorType().name());
      JSObject object = (JSObject) error.getErrorObject();
      JSObject.set(object, JSError.MESSAGE, fixedWord);
      BuiltinRules.tame(object);
    }
  }
}
