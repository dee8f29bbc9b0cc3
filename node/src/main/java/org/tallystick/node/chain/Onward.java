package org.tallystick.node.chain;

import java.util.List;

/// How the chain goes on from a block that somebody has seen.
public sealed interface Onward {
  /// By going back to a fork, where the block is not on the chain any more, and forward from there.
  ///
  /// @param left the blocks after the fork that were seen and have left the chain, oldest first;
  ///   none where the block is still on it
  /// @param fork the newest block that was seen and is still on the chain
  /// @param moment the chain, with what came after the fork
  record From(List<LeftBlock> left, BlockId fork, ChainMoment moment) implements Onward {
    public From {
      left = List.copyOf(left);
    }
  }

  /// Nobody knows any more: too many blocks have left the chain since.
  record Lost(BlockId seen) implements Onward {
    public String words() {
      return "block "
          + seen.number()
          + " left the chain too long ago to say how the chain goes on from it";
    }
  }
}
