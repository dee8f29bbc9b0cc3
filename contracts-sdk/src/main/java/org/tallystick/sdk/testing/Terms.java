package org.tallystick.sdk.testing;

import org.tallystick.bytes.U256;
import org.tallystick.gas.Limits;
import org.tallystick.sdk.values.Coins;

/// On what terms something is sent: by whom, with how many coins and how much gas.
record Terms(Account from, U256 valueWei, long gasLimit) {
  static Terms of(Account from) {
    return new Terms(from, U256.ZERO, Limits.TRANSACTION_GAS_MAX);
  }

  Terms withValue(U256 wei) {
    return new Terms(from, wei, gasLimit);
  }

  Terms withGas(long limit) {
    return new Terms(from, valueWei, limit);
  }

  /// `from bob, with 1.5 coins`.
  @Override
  public String toString() {
    return "from " + from.name() + (valueWei.isZero() ? "" : ", with " + Coins.shown(valueWei));
  }
}
