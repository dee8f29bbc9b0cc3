package org.tallystick.machine;

import com.oracle.truffle.api.nodes.ExplodeLoop;
import com.oracle.truffle.api.nodes.Node;
import java.util.List;

/// Adds up what the terms of a price come to for a call.
final class PriceNode extends Node {
  private static final long MAX = Long.MAX_VALUE / 4;

  private final int flat;
  @Children private final TermNode[] terms;

  PriceNode(List<Price.Term> terms) {
    this.flat =
        terms.stream()
            .filter(term -> term.sizes().isEmpty())
            .mapToInt(term -> term.factor() / term.divisor())
            .sum();
    this.terms =
        terms.stream()
            .filter(term -> !term.sizes().isEmpty())
            .map(TermNode::new)
            .toArray(TermNode[]::new);
  }

  boolean isFree() {
    return flat == 0 && terms.length == 0;
  }

  /// What is known before any call.
  int flat() {
    return flat;
  }

  /// @param arguments receiver, function, then what the caller passed
  /// @param left bounds the measuring itself: what is certainly too much is not counted to its end
  @ExplodeLoop
  long sum(Object[] arguments, long left) {
    long sum = flat;
    for (TermNode term : terms) {
      sum = Math.min(MAX, sum + term.product(arguments, left));
    }
    return sum;
  }

  private static final class TermNode extends Node {
    private final int factor;
    private final int divisor;
    @Children private final SizeNode[] sizes;

    TermNode(Price.Term term) {
      this.factor = term.factor();
      this.divisor = term.divisor();
      this.sizes = term.sizes().stream().map(SizeNode::of).toArray(SizeNode[]::new);
    }

    @ExplodeLoop
    long product(Object[] arguments, long left) {
      long product = factor;
      long most = left / Math.max(1, factor) + 1;
      for (SizeNode size : sizes) {
        product = Sizes.multiply(product, size.measure(arguments, most));
      }
      return product / divisor;
    }
  }
}
