package org.tallystick.machine;

import com.oracle.truffle.api.CompilerDirectives;
import com.oracle.truffle.api.CompilerDirectives.CompilationFinal;
import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.instrumentation.ExecutionEventNode;
import com.oracle.truffle.api.nodes.ExplodeLoop;
import com.oracle.truffle.api.strings.TruffleString;
import com.oracle.truffle.js.runtime.BigInt;
import com.oracle.truffle.js.runtime.Errors;
import com.oracle.truffle.js.runtime.GraalJSException;
import com.oracle.truffle.js.runtime.JSArguments;
import com.oracle.truffle.js.runtime.JSException;
import com.oracle.truffle.js.runtime.builtins.JSFunctionObject;
import com.oracle.truffle.js.runtime.objects.JSObject;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.tallystick.gas.Limits;

/// Charges a built-in by the sizes it is about to work on, and counts it on the stack: sorting,
/// generators and conversions call back into the contract.
final class BuiltinNode extends ExecutionEventNode {
  /// How the engine tells that a text would pass [Sandbox#TEXT_CHARACTERS_MAX].
  private static final String TEXT_TOO_LONG = "Invalid string length";

  private static final int UNKNOWN = -1;

  /// More arguments are looked at in a loop.
  private static final int USUAL_MAX = 4;

  private final RunState run;
  private final String name;
  private final boolean passesNewTarget;
  private final boolean countsNumber;
  private final boolean constructs;
  private final boolean writesOut;
  private final boolean readsNumbers;
  private final @Nullable HandedOver use;
  private final @Nullable HandedOver useWithFunction;
  private final BuiltinRules.@Nullable Rule rule;
  private final PropertyKeys.@Nullable Maker maker;

  /// Whether the price is one number and nothing else is asked of the call, as of most.
  private final boolean isPlain;

  private final int gasForResult;
  @Child private PriceNode gas;
  @Child private PriceNode memory;
  @Child private @Nullable ArrayLikeNode receiverLike;
  @Child private @Nullable ArrayLikeNode firstLike;
  @Child private @Nullable ArrayLikeNode secondLike;

  @Child private @Nullable NewErrorNode newError;

  /// How many arguments the first call had, as most others will.
  @CompilationFinal private int usual = UNKNOWN;

  /// Whether another built-in works with what this one returns.
  @CompilationFinal private boolean isWalked;

  BuiltinNode(RunState run, String name, Price price, boolean passesNewTarget) {
    this.run = run;
    this.name = name;
    this.passesNewTarget = passesNewTarget;
    this.countsNumber = name.startsWith("String.prototype.") && takesNumber(price);
    boolean readsArrayLikes =
        name.startsWith("Array.")
            || name.endsWith("Array")
            || name.startsWith("%TypedArray%")
            || name.endsWith(".apply")
            || name.equals("String.raw");
    if (readsArrayLikes) {
      receiverLike = new ArrayLikeNode();
      firstLike = new ArrayLikeNode();
      secondLike = new ArrayLikeNode();
    }
    if (name.endsWith("Error")) {
      newError = new NewErrorNode();
    }
    this.use = use(name, false);
    this.useWithFunction = use(name, true);
    this.writesOut = writesOut(name);
    this.readsNumbers = readsNumbers(name);
    this.rule = BuiltinRules.of(name);
    this.maker = PropertyKeys.maker(name);
    this.gas = new PriceNode(price.before());
    this.memory = new PriceNode(price.memory());
    this.gasForResult = price.result();
    this.isPlain =
        price.isFlat()
            && !passesNewTarget
            && !countsNumber
            && !readsArrayLikes
            && use == null
            && rule == null
            && maker == null;
    // Called on a constructor of the contract's, they make one of its objects.
    this.constructs = name.equals("Array.from") || name.equals("Array.of");
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
      case "Array.from", "Map", "Set", "WeakMap", "WeakSet" -> HandedOver.COLLECTED;
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
    Object[] passed = frame.getArguments();
    if (isPlain) {
      run.charge(gas.flat());
      if (memory.flat() > 0) {
        run.allocate(memory.flat());
      }
      chargeArguments(passed);
    } else {
      charge(passesNewTarget ? withoutNewTarget(passed) : passed);
    }
  }

  @TruffleBoundary(transferToInterpreterOnException = false)
  private static Object[] withoutNewTarget(Object[] passed) {
    return BuiltinPrices.withoutNewTarget(passed);
  }

  private void charge(Object[] arguments) {
    if (receiverLike != null && firstLike != null && secondLike != null) {
      receiverLike.check(JSArguments.getThisObject(arguments));
      firstLike.check(Sizes.argument(arguments, 0));
      secondLike.check(Sizes.argument(arguments, 1));
    }
    if (countsNumber && Sizes.argument(arguments, 0) instanceof JSObject) {
      throw refuseObject();
    }
    if (rule != null) {
      rule.check(arguments);
    }
    chargeArguments(arguments);
    if (maker != null) {
      maker.note(run, arguments);
    }
    chargePrice(arguments);
    if (use != null) {
      boolean hasFunction = Sizes.argument(arguments, 1) instanceof JSFunctionObject;
      run.beginWalk(
          hasFunction ? Objects.requireNonNull(useWithFunction) : use,
          Sizes.argument(arguments, 0));
    }
  }

  /// Contract code would have to convert it to the number.
  @TruffleBoundary(transferToInterpreterOnException = false)
  private JSException refuseObject() {
    return Errors.createTypeError(name + " takes a number here");
  }

  private void chargePrice(Object[] arguments) {
    try {
      run.charge(gas.sum(arguments, run.meter().left()));
      if (!memory.isFree()) {
        run.allocate(memory.sum(arguments, Limits.LIVE_MEMORY_BYTES_MAX));
      }
    } catch (DeepSizes.TooDeepException tooDeep) {
      throw refuse(tooDeep);
    }
  }

  @TruffleBoundary(transferToInterpreterOnException = false)
  private JSException refuse(DeepSizes.TooDeepException tooDeep) {
    return run.refuse(tooDeep);
  }

  /// Whatever a built-in is priced by, a long text among its arguments is read, hashed or compared,
  /// and a long BigInt may have to be written out.
  private void chargeArguments(Object[] arguments) {
    int count = JSArguments.getUserArgumentCount(arguments);
    if (usual == UNKNOWN) {
      CompilerDirectives.transferToInterpreterAndInvalidate();
      usual = Math.min(count, USUAL_MAX);
    }
    if (count == usual) {
      chargeUsual(arguments);
    } else {
      for (int at = 0; at < count; at++) {
        chargeArgument(JSArguments.getUserArgument(arguments, at));
      }
    }
  }

  @ExplodeLoop
  private void chargeUsual(Object[] arguments) {
    for (int at = 0; at < usual; at++) {
      chargeArgument(JSArguments.getUserArgument(arguments, at));
    }
  }

  private void chargeArgument(Object argument) {
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

  @Override
  protected void onReturnValue(VirtualFrame frame, Object result) {
    if (use != null) {
      run.endWalk();
    }
    run.ascend(1);
    if (run.isWalking()) {
      chargeWalked(result);
    }
    if (gasForResult != 0) {
      long elements = Sizes.elements(result);
      run.charge(gasForResult * elements);
      run.allocate(2 * elements);
    }
    if (newError != null) {
      newError.tame(result);
    }
    if (constructs) {
      checkPrototypes(result);
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

  @TruffleBoundary(transferToInterpreterOnException = false)
  private static void checkPrototypes(Object result) {
    PrototypeChains.requireShort(result);
  }

  @Override
  protected void onReturnExceptional(VirtualFrame frame, Throwable exception) {
    if (use != null && exception instanceof GraalJSException) {
      run.breakWalk();
    } else if (use != null) {
      run.endWalk();
    }
    run.ascend(1);
    // All of the work was done.
    if (gasForResult != 0
        && exception instanceof JSException error
        && TEXT_TOO_LONG.equals(error.getRawMessage())) {
      run.charge((long) gasForResult * Sandbox.TEXT_CHARACTERS_MAX);
    }
  }
}
