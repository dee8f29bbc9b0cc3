package org.tallystick.machine;

import com.oracle.truffle.api.CompilerDirectives;
import com.oracle.truffle.api.CompilerDirectives.CompilationFinal;
import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.instrumentation.Tag;
import com.oracle.truffle.api.strings.TruffleString;
import com.oracle.truffle.js.nodes.JavaScriptNode;
import com.oracle.truffle.js.runtime.BigInt;
import com.oracle.truffle.js.runtime.GraalJSException;
import com.oracle.truffle.js.runtime.Strings;
import com.oracle.truffle.js.runtime.builtins.JSGeneratorObject;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Charges a function's head and counts it on the stack.
final class FunctionNode extends MeterNode {
  private final RunState run;
  private final int gas;
  private final int gasOfError;
  private final int units;

  /// Whether a built-in works with what the function returns.
  @CompilationFinal private boolean isWalked;

  /// There as soon as what a generator function runs when it is resumed has the meter's nodes;
  /// another function has nothing of the kind.
  @Child private @Nullable PrototypeNode generators;

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
    if (run.isWalking()) {
      chargeWalked(result);
    }
    // A built-in may gather what a callback returns; a long text pays each time it is handed on.
    if (result instanceof TruffleString text) {
      run.chargeText(Strings.length(text));
    } else if (result instanceof BigInt number) {
      // It may have been asked for by a conversion to a text.
      run.charge(BigIntRules.handingGas(number));
    } else if (result instanceof JSGeneratorObject generator) {
      generators(generator).requireShort(generator);
    }
  }

  /// The object does not leave compiled code where no built-in ever asked for it.
  private void chargeWalked(Object result) {
    if (!isWalked) {
      CompilerDirectives.transferToInterpreterAndInvalidate();
      isWalked = true;
    }
    run.chargeWalked(result);
  }

  private PrototypeNode generators(JSGeneratorObject generator) {
    PrototypeNode node = generators;
    if (node == null) {
      CompilerDirectives.transferToInterpreterAndInvalidate();
      node = insert(new PrototypeNode());
      TreeMeter.meterResumption(generator, run);
      generators = node;
    }
    return node;
  }

  @Override
  protected JavaScriptNode copyUninitialized(Set<Class<? extends Tag>> materializedTags) {
    return new FunctionNode(
        cloneUninitialized(metered(), materializedTags), run, gas, gasOfError, units);
  }
}
