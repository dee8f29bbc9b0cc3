package org.tallystick.machine;

import com.oracle.js.parser.ir.FunctionNode;
import java.util.OptionalInt;

/// How much work every statement and every function head of one module is, by its place in the
/// source. One unit is about one expression evaluated.
///
/// The numbers come from our own walk over the parse tree ([WeightWalk]), not from the engine's
/// executable tree: that one changes its shape between releases and while it runs, and gas must
/// not. The meter asks once for each place, when the engine first reaches it.
final class Weights {
  private final SectionTable weights;
  private final SectionTable spareWeights;
  private final SectionTable stackUnits;
  private final SectionTable enumerated;

  /// @param weights of the sections that statements and functions have by their syntax
  /// @param spareWeights of the expressions inside them, for the places where the engine drops what
  ///   stood around an expression because it is constant: `true && f()` is known to it as `f()`
  /// @param stackUnits of functions
  /// @param enumerated the expressions whose keys a for-in walks
  Weights(
      SectionTable weights,
      SectionTable spareWeights,
      SectionTable stackUnits,
      SectionTable enumerated) {
    this.weights = weights;
    this.spareWeights = spareWeights;
    this.stackUnits = stackUnits;
    this.enumerated = enumerated;
  }

  /// Weighs a module.
  static Weights of(FunctionNode module, int sourceLength) {
    return new WeightWalk(sourceLength).weigh(module);
  }

  /// The work of the statement or function head at a place, at least 1; absent where the walk saw
  /// none there.
  OptionalInt weightOf(int charIndex, int charLength) {
    OptionalInt weight = weights.find(charIndex, charLength);
    return weight.isPresent() ? weight : spareWeights.find(charIndex, charLength);
  }

  /// Whether the keys of what stands at the place are walked by a for-in: the engine gathers all of
  /// them before the first turn.
  boolean isEnumerated(int charIndex, int charLength) {
    return enumerated.find(charIndex, charLength).isPresent();
  }

  /// How much of the call depth a function takes while it runs: 1 for an ordinary one, more where
  /// expressions nest deeply or locals are many, since each level is a frame on the Java stack.
  int stackUnits(int charIndex, int charLength) {
    return stackUnits.find(charIndex, charLength).orElse(1);
  }
}
