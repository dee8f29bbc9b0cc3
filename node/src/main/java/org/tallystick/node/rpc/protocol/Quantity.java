package org.tallystick.node.rpc.protocol;

import java.math.BigInteger;
import org.tallystick.bytes.U256;
import org.tallystick.json.Json;

/// Numbers as Ethereum's JSON has them: `0x` and digits without leading zeroes.
public final class Quantity {
  private Quantity() {}

  /// @param number at least zero
  public static Json of(long number) {
    if (number < 0) {
      throw new IllegalArgumentException("a quantity is at least zero, got " + number);
    }
    return ofUnsigned(number);
  }

  /// @param number without a sign
  public static Json ofUnsigned(long number) {
    return Json.of("0x" + Long.toHexString(number));
  }

  public static Json of(U256 number) {
    return Json.of(number.toQuantity());
  }

  /// @param number at least zero
  public static Json of(BigInteger number) {
    return Json.of("0x" + number.toString(16));
  }
}
