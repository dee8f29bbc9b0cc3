package org.tallystick.ledger;

import java.util.List;

/// What became of an included transaction, as its block commits to it (Yellow Paper, section
/// 4.4.1).
///
/// @param type of the transaction
/// @param succeeded whether its writes were kept
///   ([EIP-658](https://eips.ethereum.org/EIPS/eip-658))
/// @param cumulativeGasUsed gas of this transaction and all before it in the block
/// @param bloom filter of the logs
/// @param logs in the order they were written; none where it did not succeed
public record Receipt(
    int type, boolean succeeded, long cumulativeGasUsed, Bloom bloom, List<Log> logs) {
  public Receipt {
    logs = List.copyOf(logs);
  }

  /// A receipt with the filter of its logs.
  public static Receipt of(int type, boolean succeeded, long cumulativeGasUsed, List<Log> logs) {
    return new Receipt(type, succeeded, cumulativeGasUsed, Bloom.of(logs), logs);
  }
}
