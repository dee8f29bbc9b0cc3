package org.tallystick.machine;

import com.oracle.js.parser.ir.FunctionNode;
import java.util.Map;

/// How much work every statement and every function head of one module is, by its place in the
/// source. One unit is about one expression evaluated.
///
/// The numbers come from our own walk over the parse tree ([WeightWalk]), not from the engine's
/// executable tree: that one changes its shape between releases and while it runs, and gas must
/// not. The meter asks once for each place, when the engine first reaches it.
final class Weights {
  private final Map<Section, Integer> weights;
  private final Map<Section, Integer> spareWeights;
  private final Map<Section, Integer> stackUnits;

  /// A stretch of source, as the engine names a statement or a function.
  record Section(int charIndex, int charLength) {}

  /// @param weights of the sections that statements and functions have by their syntax
  /// @param spareWeights of the expressions inside them, for the places where the engine drops what
  ///   stood around an expression because it is constant: `true && f()` is known to it as `f()`
  /// @param stackUnits of functions
  Weights(
      Map<Section, Integer> weights,
      Map<Section, Integer> spareWeights,
      Map<Section, Integer> stackUnits) {
    this.weights = Map.copyOf(weights);
    this.spareWeights = Map.copyOf(spareWeights);
    this.stackUnits = Map.copyOf(stackUnits);
  }

  /// Weighs a module.
  static Weights of(FunctionNode module, int sourceLength) {
    return new WeightWalk(sourceLength).weigh(module);
  }

  /// The work of the statement or function head at a place, at least 1.
  ///
  /// @throws IllegalStateException where nothing stands at that place: the engine and our walk
  ///   disagree about the source, and every price after that would be a guess
  int weightOf(int charIndex, int charLength) {
    Section section = new Section(charIndex, charLength);
    Integer weight = weights.get(section);
    if (weight == null) {
      weight = spareWeights.get(section);
    }
    if (weight == null) {
      throw new IllegalStateException(
          "the engine runs something at "
              + charIndex
              + "+"
              + charLength
              + " that was not weighed when the source was checked");
    }
    return weight;
  }

  /// How much of the call depth a function takes while it runs: 1 for an ordinary one, more where
  /// expressions nest deeply or locals are many, since each level is a frame on the Java stack.
  int stackUnits(int charIndex, int charLength) {
    return stackUnits.getOrDefault(new Section(charIndex, charLength), 1);
  }
}
