package org.tallystick.machine;

import com.oracle.truffle.api.CompilerDirectives;
import com.oracle.truffle.api.CompilerDirectives.CompilationFinal;
import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.instrumentation.Tag;
import com.oracle.truffle.api.strings.TruffleString;
import com.oracle.truffle.js.nodes.JavaScriptNode;
import com.oracle.truffle.js.runtime.BigInt;
import com.oracle.truffle.js.runtime.GraalJSException;
import com.oracle.truffle.js.runtime.Strings;
import com.oracle.truffle.js.runtime.builtins.JSGeneratorObject;
import java.util.Set;

/// Charges a function's head and counts it on the stack.
final class FunctionNode extends MeterNode {
  private final RunState run;
  private final int gas;
  private final int gasOfError;
  private final int units;

  /// Whether what a generator function runs when it is resumed has the meter's nodes; another
  /// function has nothing of the kind.
  @CompilationFinal private boolean resumesMetered;

  /// @param gas of the head
  /// @param gasOfError what is charged where an error leaves the function
  /// @param units what it takes of the stack
  FunctionNode(JavaScriptNode function, RunState run, int gas, int gasOfError, int units) {
    super(function);
    this.run = run;
    this.gas = gas;
    this.gasOfError = gasOfError;
    this.units = units;
  }

  @Override
  public Object execute(VirtualFrame frame) {
    run.descend(units);
    Object result;
    try {
      run.charge(gas);
      result = metered().execute(frame);
    } catch (GraalJSException error) {
      EngineErrors.settle(run, error);
      run.charge(gasOfError);
      throw error;
    } finally {
      run.ascend(units);
    }
    chargeResult(result);
    return result;
  }

  @Override
  public void executeVoid(VirtualFrame frame) {
    execute(frame);
  }

  private void chargeResult(Object result) {
    run.chargeWalked(result);
    // A built-in may gather what a callback returns; a long text pays each time it is handed on.
    if (result instanceof TruffleString text) {
      run.chargeText(Strings.length(text));
    } else if (result instanceof BigInt number) {
      // It may have been asked for by a conversion to a text.
      run.charge(BigIntRules.handingGas(number));
    } else if (result instanceof JSGeneratorObject generator) {
      checkPrototypes(generator);
      if (!resumesMetered) {
        CompilerDirectives.transferToInterpreterAndInvalidate();
        TreeMeter.meterResumption(generator, run);
        resumesMetered = true;
      }
    }
  }

  @TruffleBoundary(transferToInterpreterOnException = false)
  private static void checkPrototypes(JSGeneratorObject generator) {
    PrototypeChains.requireShort(generator);
  }

  @Override
  protected JavaScriptNode copyUninitialized(Set<Class<? extends Tag>> materializedTags) {
    return new FunctionNode(
        cloneUninitialized(metered(), materializedTags), run, gas, gasOfError, units);
  }
}
