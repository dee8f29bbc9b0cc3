package org.tallystick.machine;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.instrumentation.ExecutionEventNode;
import com.oracle.truffle.api.strings.TruffleString;
import com.oracle.truffle.js.runtime.BigInt;
import com.oracle.truffle.js.runtime.Strings;
import com.oracle.truffle.js.runtime.builtins.JSGeneratorObject;

/// Charges a function's head and counts it on the stack.
final class FunctionNode extends ExecutionEventNode {
  private final RunState run;
  private final int gas;
  private final int units;

  FunctionNode(RunState run, int gas, int units) {
    this.run = run;
    this.gas = gas;
    this.units = units;
  }

  @Override
  protected void onEnter(VirtualFrame frame) {
    run.descend(units);
    run.charge(gas);
  }

  @Override
  protected void onReturnValue(VirtualFrame frame, Object result) {
    run.ascend(units);
    run.chargeWalked(result);
    // A built-in may gather what a callback returns; a long text pays each time it is handed on.
    if (result instanceof TruffleString text) {
      run.chargeText(Strings.length(text));
    } else if (result instanceof BigInt number) {
      // It may have been asked for by a conversion to a text.
      run.charge(BigIntRules.handingGas(number));
    } else if (result instanceof JSGeneratorObject generator) {
      checkPrototypes(generator);
    }
  }

  @TruffleBoundary(transferToInterpreterOnException = false)
  private static void checkPrototypes(JSGeneratorObject generator) {
    PrototypeChains.requireShort(generator);
  }

  @Override
  protected void onReturnExceptional(VirtualFrame frame, Throwable exception) {
    run.ascend(units);
  }
}
