package org.tallystick.node.rpc.dev;

import java.math.BigInteger;
import java.util.Optional;
import org.tallystick.bytes.U256;
import org.tallystick.json.JsonNumber;
import org.tallystick.node.rpc.protocol.Argument;

/// Numbers as people type them and tools send them.
final class DevNumber {
  private DevNumber() {}

  /// A quantity, or a plain JSON number, of up to 256 bits.
  static U256 large(Argument argument) {
    if (!(argument.value() instanceof JsonNumber number)) {
      return argument.quantity();
    }
    Optional<BigInteger> integer = number.integer();
    return integer
        .filter(some -> some.signum() >= 0 && some.bitLength() <= U256.BITS)
        .map(U256::new)
        .orElseThrow(
            () -> argument.fault("expected a whole number from 0 to 2^256 - 1, got a number"));
  }
}
