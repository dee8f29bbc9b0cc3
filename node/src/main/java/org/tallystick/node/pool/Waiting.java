package org.tallystick.node.pool;

import java.math.BigInteger;
import java.time.Instant;
import org.tallystick.bytes.U256;
import org.tallystick.ledger.SignedTransaction;

/// A transaction in the pool.
///
/// @param arrival counts all that ever came, so that the earlier of two is known
/// @param costWei that its sender has to own for it, see
///   [org.tallystick.ledger.Transaction#maxCostWei()]
record Waiting(SignedTransaction transaction, long arrival, Instant since, BigInteger costWei) {
  long nonce() {
    return transaction.payload().nonce();
  }

  U256 maxFeePerGasWei() {
    return transaction.payload().maxFeePerGasWei();
  }

  U256 maxPriorityFeePerGasWei() {
    return transaction.payload().maxPriorityFeePerGasWei();
  }

  boolean pays(U256 baseFeePerGasWei) {
    return !maxFeePerGasWei().isLessThan(baseFeePerGasWei);
  }

  /// What is left for the proposer of each unit of gas, where it pays the base fee.
  U256 tipWei(U256 baseFeePerGasWei) {
    return maxPriorityFeePerGasWei().min(maxFeePerGasWei().minus(baseFeePerGasWei));
  }
}
