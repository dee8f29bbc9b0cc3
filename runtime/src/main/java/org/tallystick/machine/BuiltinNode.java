package org.tallystick.machine;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.instrumentation.ExecutionEventNode;
import com.oracle.truffle.api.strings.TruffleString;
import com.oracle.truffle.js.runtime.BigInt;
import com.oracle.truffle.js.runtime.JSArguments;
import com.oracle.truffle.js.runtime.JSException;
import com.oracle.truffle.js.runtime.builtins.JSFunctionObject;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
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

  /// Whether the price is one number and nothing else is asked of the call, as of most.
  private final boolean isPlain;

  private final int flatGas;
  private final int flatBytes;
  private final boolean takesValues;
  private final boolean writesOut;
  private final boolean readsNumbers;

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
    this.takesValues = use(name, false) != null;
    this.writesOut = writesOut(name);
    this.readsNumbers = readsNumbers(name);
    this.flatGas = flat(price.before());
    this.flatBytes = flat(price.memory());
    this.isPlain =
        price.isFlat()
            && !passesNewTarget
            && !countsNumber
            && !readsArrayLikes
            && !takesValues
            && !BuiltinRules.concern(name)
            && !PropertyKeys.concern(name);
    // Called on a constructor of the contract's, they make one of its objects.
    this.constructs = name.equals("Array.from") || name.equals("Array.of");
  }

  private static int flat(List<Price.Term> terms) {
    return terms.stream().filter(term -> term.sizes().isEmpty()).mapToInt(Price.Term::factor).sum();
  }

  /// What the built-in does with values that functions of the contract's hand to it as it works;
  /// null where it only passes them on, or pays for them elsewhere.
  ///
  /// @param hasFunction whether its second argument is a function
  private static @Nullable HandedOver use(String name, boolean hasFunction) {
    return switch (name) {
      case "JSON.parse", "JSON.stringify" ->
          hasFunction ? HandedOver.EACH_VALUE : HandedOver.WHOLE_VALUE;
      case "BigInt",
          "BigInt.asIntN",
          "BigInt.asUintN",
          "DataView.prototype.setBigInt64",
          "DataView.prototype.setBigUint64",
          "%TypedArray%.from",
          "%TypedArray%.of",
          "%TypedArray%.prototype.fill",
          "%TypedArray%.prototype.map",
          "%TypedArray%.prototype.set",
          "%TypedArray%.prototype.with" ->
          HandedOver.NUMBER;
      case "Object.fromEntries", "Object.groupBy" -> HandedOver.NAME;
      case "Map.groupBy" -> HandedOver.ENTRY;
      case "Array.prototype.flatMap" -> HandedOver.ELEMENTS;
      default -> name.endsWith("Array") && !name.equals("Array") ? HandedOver.NUMBER : null;
    };
  }

  /// Whether an argument may be made a text or the name of a property, rather than kept as it is or
  /// taken as a number.
  private static boolean writesOut(String name) {
    return !name.startsWith("Array")
        && !name.startsWith("Map")
        && !name.startsWith("Set")
        && !name.startsWith("BigInt")
        && !name.startsWith("%TypedArray%")
        && !name.startsWith("DataView");
  }

  /// Whether texts among the arguments are read as numbers.
  private static boolean readsNumbers(String name) {
    return name.startsWith("Math.")
        || name.startsWith("Number")
        || name.startsWith("DataView")
        || name.startsWith("is")
        || name.startsWith("String.from")
        || name.endsWith("Array");
  }

  private static boolean takesNumber(Price price) {
    return price.before().stream().anyMatch(term -> term.sizes().contains(Price.Size.INT0));
  }

  @Override
  protected void onEnter(VirtualFrame frame) {
    run.descend(1);
    if (isPlain) {
      run.charge(flatGas);
      if (flatBytes > 0) {
        run.allocate(flatBytes);
      }
      chargeArguments(frame.getArguments());
    } else {
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
    chargeArguments(arguments);
    PropertyKeys.make(run, name, arguments);
    try {
      run.charge(Sizes.sum(price.before(), arguments, run.meter().left()));
      if (!price.memory().isEmpty()) {
        run.allocate(Sizes.sum(price.memory(), arguments, Limits.LIVE_MEMORY_BYTES_MAX));
      }
    } catch (DeepSizes.TooDeepException tooDeep) {
      throw run.refuse(tooDeep);
    }
    if (takesValues) {
      boolean hasFunction = Sizes.argument(arguments, 1) instanceof JSFunctionObject;
      HandedOver use = Objects.requireNonNull(use(name, hasFunction));
      run.beginWalk(use, Sizes.argument(arguments, 0));
    }
  }

  /// Whatever a built-in is priced by, a long text among its arguments is read, hashed or compared,
  /// and a long BigInt may have to be written out.
  private void chargeArguments(Object[] arguments) {
    int count = JSArguments.getUserArgumentCount(arguments);
    for (int at = 0; at < count; at++) {
      Object argument = JSArguments.getUserArgument(arguments, at);
      if (argument instanceof TruffleString text) {
        if (readsNumbers) {
          run.chargeReading(text);
        } else {
          run.chargeLongText(text);
        }
      } else if (writesOut && argument instanceof BigInt number) {
        run.charge(BigIntRules.writingGas(number));
      }
    }
  }

  @Override
  protected void onReturnValue(VirtualFrame frame, Object result) {
    if (takesValues) {
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
    if (takesValues) {
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
