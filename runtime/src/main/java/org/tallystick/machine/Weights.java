package org.tallystick.machine;

import com.oracle.js.parser.ir.FunctionNode;
import java.util.Map;
import java.util.Set;

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
  private final Set<Section> enumerated;

  /// A stretch of source, as the engine names a statement or a function.
  record Section(int charIndex, int charLength) {}

  /// @param weights of the sections that statements and functions have by their syntax
  /// @param spareWeights of the expressions inside them, for the places where the engine drops what
  ///   stood around an expression because it is constant: `true && f()` is known to it as `f()`
  /// @param stackUnits of functions
  /// @param enumerated the expressions whose keys a for-in walks
  Weights(
      Map<Section, Integer> weights,
      Map<Section, Integer> spareWeights,
      Map<Section, Integer> stackUnits,
      Set<Section> enumerated) {
    this.weights = Map.copyOf(weights);
    this.spareWeights = Map.copyOf(spareWeights);
    this.stackUnits = Map.copyOf(stackUnits);
    this.enumerated = Set.copyOf(enumerated);
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

  /// Whether the keys of what stands at the place are walked by a for-in: the engine gathers all of
  /// them before the first turn.
  boolean isEnumerated(int charIndex, int charLength) {
    return enumerated.contains(new Section(charIndex, charLength));
  }

  /// How much of the call depth a function takes while it runs: 1 for an ordinary one, more where
  /// expressions nest deeply or locals are many, since each level is a frame on the Java stack.
  int stackUnits(int charIndex, int charLength) {
    return stackUnits.getOrDefault(new Section(charIndex, charLength), 1);
  }
}
