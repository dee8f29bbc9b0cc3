package org.tallystick.node;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.tallystick.bytes.Address;
import org.tallystick.execution.Genesis;
import org.tallystick.node.pool.PoolRules;
import org.tallystick.node.store.HistoryMode;

/// What one node is told to be. Everything that all nodes of a chain have to agree on is in the
/// genesis, the rest is each node's own.
///
/// @param dataFolder made where there is none
/// @param blockTime between two blocks, instead of what the genesis says about it
/// @param feeRecipient whom tips and rewards of this node's blocks go to; the node's own address
///   where it is absent
/// @param history how far back states are kept
/// @param syncedWithin blocks are made durable together, at most so long after they are there;
///   where it is absent, each before anybody hears of it
public record Config(
    Path dataFolder,
    Genesis genesis,
    Optional<Duration> blockTime,
    Optional<Address> feeRecipient,
    PoolRules poolRules,
    HistoryMode history,
    Optional<Duration> syncedWithin) {

  /// A node with every default.
  public static Config of(Path dataFolder, Genesis genesis) {
    return new Config(
        dataFolder,
        genesis,
        Optional.empty(),
        Optional.empty(),
        PoolRules.DEFAULT,
        HistoryMode.WINDOW,
        Optional.empty());
  }
}
