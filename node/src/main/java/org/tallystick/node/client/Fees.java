package org.tallystick.node.client;

import org.tallystick.bytes.U256;

/// What a transaction bids for its gas ([EIP-1559](https://eips.ethereum.org/EIPS/eip-1559)).
///
/// @param maxFeePerGasWei what is paid at most, base fee and tip together
public record Fees(U256 maxPriorityFeePerGasWei, U256 maxFeePerGasWei) {
  /// How many times its size the base fee may become before the transaction has to wait: reached
  /// after six full blocks.
  private static final long HEADROOM = 2;

  /// A bid that stands while the base fee doubles.
  static Fees over(U256 baseFeePerGasWei, U256 tipPerGasWei) {
    return new Fees(tipPerGasWei, baseFeePerGasWei.times(HEADROOM).plus(tipPerGasWei));
  }
}
