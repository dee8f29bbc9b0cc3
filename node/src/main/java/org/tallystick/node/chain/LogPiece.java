package org.tallystick.node.chain;

import java.util.List;

/// The logs of the first part of a range of blocks.
///
/// @param logs all that there are up to the block, oldest first
/// @param upTo the last block that was looked at
public record LogPiece(List<FoundLog> logs, long upTo) {
  public LogPiece {
    logs = List.copyOf(logs);
  }
}
