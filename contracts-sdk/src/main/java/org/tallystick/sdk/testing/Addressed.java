package org.tallystick.sdk.testing;

import org.tallystick.bytes.Address;
import org.tallystick.sdk.values.AbiConvertible;

/// Somebody or something with an address on the chain.
public sealed interface Addressed extends AbiConvertible permits Account, Deployed {
  Address address();

  @Override
  default Object abiValue() {
    return address();
  }
}
