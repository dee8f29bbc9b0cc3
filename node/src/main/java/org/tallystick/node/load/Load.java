package org.tallystick.node.load;

import java.util.List;

/// What is sent under load, ready before any clock starts.
///
/// @param asset that is transferred
/// @param gasLimit of each transaction
public record Load(Asset asset, long gasLimit, List<Lane> lanes) {
  public Load {
    lanes = List.copyOf(lanes);
  }

  /// How many transactions it has.
  public int size() {
    return lanes.stream().mapToInt(lane -> lane.transfers().size()).sum();
  }
}
