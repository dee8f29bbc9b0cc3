package org.tallystick.node.consensus;

/// What kind of engine one is.
///
/// @param id by which the genesis file names it
/// @param multiNode whether several nodes make the chain together
public record EngineInfo(String id, Finality finality, Faults faults, boolean multiNode) {
  /// When a block can no longer be replaced.
  public enum Finality {
    /// As soon as it is there.
    INSTANT,
    /// Ever less likely, the more blocks follow.
    PROBABILISTIC
  }

  /// What the chain survives.
  public enum Faults {
    /// Nothing: when the node stands still, so does the chain.
    NONE,
    /// Nodes that stop.
    CRASH,
    /// Nodes that lie.
    BYZANTINE
  }
}
