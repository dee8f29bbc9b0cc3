package org.tallystick.machine;

import java.util.List;

/// A part of a regular expression.
sealed interface PatternNode {
  int UNBOUNDED = Integer.MAX_VALUE;

  /// Whether it can match without taking a character.
  boolean isNullable();

  /// How many single characters it is made of once every count is written out, at most
  /// [Integer#MAX_VALUE].
  int size();

  /// Whether it can only match where the text begins.
  boolean isAnchored();

  /// One character of a set.
  record Characters(CharacterSet set) implements PatternNode {
    @Override
    public boolean isNullable() {
      return false;
    }

    @Override
    public int size() {
      return 1;
    }

    @Override
    public boolean isAnchored() {
      return false;
    }
  }

  /// A condition on the place: `^`, `$`, `\b` and `\B`.
  record Assertion(boolean isAnchored) implements PatternNode {
    @Override
    public boolean isNullable() {
      return true;
    }

    @Override
    public int size() {
      return 0;
    }
  }

  /// One after the other.
  record Sequence(List<PatternNode> parts) implements PatternNode {
    public Sequence {
      parts = List.copyOf(parts);
    }

    @Override
    public boolean isNullable() {
      return parts.stream().allMatch(PatternNode::isNullable);
    }

    @Override
    public int size() {
      return saturated(parts.stream().mapToLong(PatternNode::size).sum());
    }

    @Override
    public boolean isAnchored() {
      return !parts.isEmpty() && parts.getFirst().isAnchored();
    }
  }

  /// One of several.
  record Choice(List<PatternNode> options) implements PatternNode {
    public Choice {
      options = List.copyOf(options);
    }

    @Override
    public boolean isNullable() {
      return options.stream().anyMatch(PatternNode::isNullable);
    }

    @Override
    public int size() {
      return saturated(options.stream().mapToLong(PatternNode::size).sum());
    }

    @Override
    public boolean isAnchored() {
      return options.stream().allMatch(PatternNode::isAnchored);
    }
  }

  /// Several times in a row.
  ///
  /// @param max [#UNBOUNDED] for as often as it goes
  record Repetition(PatternNode body, int min, int max) implements PatternNode {
    boolean isUnbounded() {
      return max == UNBOUNDED;
    }

    /// How many copies of the body stand for it; the last one loops where it is unbounded.
    int copies() {
      return isUnbounded() ? Math.max(1, min) : max;
    }

    @Override
    public boolean isNullable() {
      return min == 0 || body.isNullable();
    }

    @Override
    public int size() {
      return saturated((long) copies() * body.size());
    }

    @Override
    public boolean isAnchored() {
      return min > 0 && body.isAnchored();
    }
  }

  private static int saturated(long size) {
    return (int) Math.min(size, Integer.MAX_VALUE);
  }
}
