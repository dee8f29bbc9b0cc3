package org.tallystick.machine;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.instrumentation.ExecutionEventNode;
import com.oracle.truffle.api.strings.TruffleString;
import com.oracle.truffle.js.runtime.JSArguments;
import com.oracle.truffle.js.runtime.JSException;
import com.oracle.truffle.js.runtime.builtins.JSFunctionObject;
import org.tallystick.gas.Limits;

/// Charges a built-in by the sizes it is about to work on, and counts it on the stack: sorting,
/// generators and conversions call back into the contract.
final class BuiltinNode extends ExecutionEventNode {
  /// How the engine tells that a text would pass [Sandbox#TEXT_CHARACTERS_MAX].
  private static final String TEXT_TOO_LONG = "Invalid string length";

  private final RunState run;
  private final String name;
  private final Price price;
  private final boolean passesNewTarget;
  private final boolean countsNumber;
  private final boolean readsArrayLikes;
  private final boolean makesError;
  private final boolean constructs;
  private final boolean walks;

  BuiltinNode(RunState run, String name, Price price, boolean passesNewTarget) {
    this.run = run;
    this.name = name;
    this.price = price;
    this.passesNewTarget = passesNewTarget;
    this.countsNumber = name.startsWith("String.prototype.") && takesNumber(price);
    this.readsArrayLikes =
        name.startsWith("Array.")
            || name.endsWith("Array")
            || name.startsWith("%TypedArray%")
            || name.endsWith(".apply")
            || name.equals("String.raw");
    this.makesError = name.endsWith("Error");
    this.walks = name.equals("JSON.stringify") || name.equals("JSON.parse");
    // Called on a constructor of the contract's, they make one of its objects.
    this.constructs = name.equals("Array.from") || name.equals("Array.of");
  }

  private static boolean takesNumber(Price price) {
    return price.before().stream().anyMatch(term -> term.sizes().contains(Price.Size.INT0));
  }

  @Override
  protected void onEnter(VirtualFrame frame) {
    run.descend(1);
    if (!price.isFree()) {
      charge(frame.getArguments());
    }
  }

  @TruffleBoundary(transferToInterpreterOnException = false)
  private void charge(Object[] passed) {
    Object[] arguments = passesNewTarget ? BuiltinPrices.withoutNewTarget(passed) : passed;
    if (readsArrayLikes) {
      Sizes.refuseComputedLength(JSArguments.getThisObject(arguments));
      Sizes.refuseComputedLength(Sizes.argument(arguments, 0));
      Sizes.refuseComputedLength(Sizes.argument(arguments, 1));
    }
    if (countsNumber) {
      Sizes.refuseObjects(arguments, name);
    }
    BuiltinRules.check(name, arguments);
    if (price.isFlat()) {
      chargeReadings(arguments);
    }
    try {
      run.charge(Sizes.sum(price.before(), arguments, run.meter().left()));
      if (!price.memory().isEmpty()) {
        run.allocate(Sizes.sum(price.memory(), arguments, Limits.LIVE_MEMORY_BYTES_MAX));
      }
    } catch (DeepSizes.TooDeepException tooDeep) {
      throw run.refuse(tooDeep);
    }
    if (walks) {
      run.beginWalk(Sizes.argument(arguments, 1) instanceof JSFunctionObject);
    }
  }

  /// A built-in that is not priced by its arguments may still read a text as a number or name.
  private void chargeReadings(Object[] arguments) {
    for (int at = 0; at < JSArguments.getUserArgumentCount(arguments); at++) {
      if (JSArguments.getUserArgument(arguments, at) instanceof TruffleString text) {
        run.chargeReading(text);
      }
    }
  }

  @Override
  protected void onReturnValue(VirtualFrame frame, Object result) {
    if (walks) {
      run.endWalk();
    }
    run.ascend(1);
    run.chargeWalked(result);
    if (price.result() != 0) {
      chargeResult(result);
    }
    if (makesError) {
      BuiltinRules.tame(result);
    }
    if (constructs) {
      checkPrototypes(result);
    }
  }

  @TruffleBoundary(transferToInterpreterOnException = false)
  private static void checkPrototypes(Object result) {
    PrototypeChains.requireShort(result);
  }

  @TruffleBoundary(transferToInterpreterOnException = false)
  private void chargeResult(Object result) {
    long elements = Sizes.elements(result);
    run.charge(price.result() * elements);
    run.allocate(2 * elements);
  }

  @Override
  protected void onReturnExceptional(VirtualFrame frame, Throwable exception) {
    if (walks) {
      run.endWalk();
    }
    run.ascend(1);
    // All of the work was done.
    if (price.result() != 0
        && exception instanceof JSException error
        && TEXT_TOO_LONG.equals(error.getRawMessage())) {
      run.charge((long) price.result() * Sandbox.TEXT_CHARACTERS_MAX);
    }
  }
}
