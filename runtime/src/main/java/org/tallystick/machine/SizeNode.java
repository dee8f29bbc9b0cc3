package org.tallystick.machine;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.nodes.Node;
import com.oracle.truffle.js.nodes.access.PropertyGetNode;
import com.oracle.truffle.js.runtime.JSArguments;
import com.oracle.truffle.js.runtime.JSRealm;
import com.oracle.truffle.js.runtime.builtins.JSFunctionObject;
import com.oracle.truffle.js.runtime.builtins.JSRegExp;
import com.oracle.truffle.js.runtime.builtins.JSRegExpObject;
import org.jspecify.annotations.Nullable;

/// Measures one size that a price asks for. What is common and short is part of compiled code, so
/// that the compiler sees where a value does not leave it.
abstract sealed class SizeNode extends Node {
  /// @param arguments receiver, function, then what the caller passed
  /// @param most bounds the measuring itself
  abstract long measure(Object[] arguments, long most);

  static SizeNode of(Price.Size size) {
    return switch (size) {
      case THIS -> new Receiver();
      case ARG0 -> new Argument(0);
      case ARG1 -> new Argument(1);
      case ARG2 -> new Argument(2);
      case ARG3 -> new Argument(3);
      case ARGS -> new Count();
      case INT0 -> new Whole(0);
      case INT1 -> new Whole(1);
      case TEXT -> new Match();
      case SORT -> new Walk((arguments, _) -> Sizes.sortSteps(arguments));
      case SORTED -> new Walk((arguments, _) -> Sizes.sortedTexts(arguments));
      case SLOTS -> new Walk((arguments, _) -> Sizes.slots(arguments));
      case RADIX -> new Walk((arguments, _) -> Sizes.digitsInRadix(arguments));
      case LIKE0 -> new Walk((arguments, _) -> Sizes.likeElements(arguments));
      case REVIVED ->
          new Walk(
              (arguments, _) -> Sizes.argument(arguments, 1) instanceof JSFunctionObject ? 1 : 0);
      case READ -> new Walk((arguments, _) -> Readings.ofElements(Sizes.argument(arguments, 0)));
      case READS -> new Walk((arguments, _) -> Readings.ofArguments(arguments));
      case PATTERN -> new Walk((arguments, _) -> Sizes.newPattern(arguments));
      case SHAPE -> new Walk((arguments, _) -> Sizes.shapeProperties(Sizes.argument(arguments, 0)));
      case ALL -> new Walk((arguments, _) -> Sizes.allArguments(arguments));
      case JOIN ->
          new Walk((arguments, _) -> DeepSizes.joined(JSArguments.getThisObject(arguments)));
      case DEEP -> new Walk((arguments, most) -> DeepSizes.values(Sizes.walked(arguments), most));
      case REPLACED -> new Walk((arguments, _) -> DeepSizes.replaced(arguments));
    };
  }

  private static final class Receiver extends SizeNode {
    @Override
    long measure(Object[] arguments, long most) {
      return Sizes.elements(JSArguments.getThisObject(arguments));
    }
  }

  private static final class Argument extends SizeNode {
    private final int index;

    Argument(int index) {
      this.index = index;
    }

    @Override
    long measure(Object[] arguments, long most) {
      return Sizes.elements(Sizes.argument(arguments, index));
    }
  }

  private static final class Count extends SizeNode {
    @Override
    long measure(Object[] arguments, long most) {
      return JSArguments.getUserArgumentCount(arguments);
    }
  }

  private static final class Whole extends SizeNode {
    private final int index;

    Whole(int index) {
      this.index = index;
    }

    @Override
    long measure(Object[] arguments, long most) {
      Object value = Sizes.argument(arguments, index);
      return value instanceof Integer number ? Math.max(0, number) : ofAny(value);
    }

    @TruffleBoundary(transferToInterpreterOnException = false)
    private static long ofAny(Object value) {
      return Sizes.wholeNumber(value);
    }
  }

  /// What needs a walk over the values, or is rarely asked for.
  private static final class Walk extends SizeNode {
    private final Measure measure;

    Walk(Measure measure) {
      this.measure = measure;
    }

    @FunctionalInterface
    interface Measure {
      long of(Object[] arguments, long most);
    }

    @Override
    @TruffleBoundary(transferToInterpreterOnException = false)
    long measure(Object[] arguments, long most) {
      return measure.of(arguments, most);
    }
  }

  /// Characters a pattern is matched against, times the length of the pattern, and a few for its
  /// start: receiver and first argument are a text and a pattern in either order.
  private static final class Match extends SizeNode {
    private static final int START = 100;

    @Child
    private PropertyGetNode lastIndex =
        PropertyGetNode.create(JSRegExp.LAST_INDEX, JSRealm.get(null).getContext());

    /// The pattern that was measured last, as the engine compiled it: every turn of a loop makes
    /// another object of one literal.
    private @Nullable Object known;

    private long knownLength;

    @Override
    long measure(Object[] arguments, long most) {
      Object receiver = JSArguments.getThisObject(arguments);
      Object other = Sizes.argument(arguments, 0);
      if (receiver instanceof JSRegExpObject pattern) {
        return steps(pattern, other);
      }
      return other instanceof JSRegExpObject pattern
          ? steps(pattern, receiver)
          : Sizes.elements(receiver);
    }

    private long steps(JSRegExpObject pattern, Object text) {
      return START
          + Sizes.multiply(patternLength(pattern), Sizes.elements(text))
          + Sizes.textLength(lastIndex.getValue(pattern));
    }

    @SuppressWarnings("ReferenceEquality") // It is about the very same pattern.
    private long patternLength(JSRegExpObject pattern) {
      Object compiled = JSRegExp.getCompiledRegex(pattern);
      if (compiled != known) {
        knownLength = Sizes.patternLength(compiled);
        known = compiled;
      }
      return knownLength;
    }
  }
}
