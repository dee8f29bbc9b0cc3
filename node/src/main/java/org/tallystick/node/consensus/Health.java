package org.tallystick.node.consensus;

/// How an engine is doing.
public sealed interface Health {
  /// It makes or follows blocks.
  record Live() implements Health {}

  /// It catches up with the others.
  ///
  /// @param number of the head
  /// @param target number of the newest block that it knows of
  record Syncing(long number, long target) implements Health {}

  /// It hears from too few others to go on.
  record NoQuorum(String words) implements Health {}

  /// It cannot go on.
  record Stalled(String words) implements Health {}
}
