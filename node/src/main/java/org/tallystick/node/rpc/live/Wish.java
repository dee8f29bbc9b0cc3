package org.tallystick.node.rpc.live;

import java.util.OptionalLong;

/// What a subscriber wants to be told of.
sealed interface Wish {
  /// Every block that comes onto the chain.
  record NewHeads() implements Wish {}

  /// Logs of blocks that come onto the chain or leave it.
  ///
  /// @param fromBlock the first block whose logs are told even where it is there already; absent
  ///   for those that come
  record Logs(LogRange range, OptionalLong fromBlock) implements Wish {}

  /// Transactions that become executable.
  ///
  /// @param isFull whether they are told whole, or by their hashes
  record PendingTransactions(boolean isFull) implements Wish {}

  /// The node falling behind the others, and catching up.
  record Syncing() implements Wish {}
}
