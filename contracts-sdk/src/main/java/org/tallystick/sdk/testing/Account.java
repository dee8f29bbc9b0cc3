package org.tallystick.sdk.testing;

import java.nio.charset.StandardCharsets;
import org.tallystick.bytes.Address;
import org.tallystick.crypto.Checksum;
import org.tallystick.crypto.Keccak;
import org.tallystick.crypto.KeyPair;

/// Somebody who sends transactions: a name, and the key that follows from it.
///
/// @param name the same name is the same account, in every test on every machine
public record Account(String name, KeyPair keys) implements Addressed {
  /// The account of this name.
  public static Account named(String name) {
    byte[] seed = ("tallystick test account " + name).getBytes(StandardCharsets.UTF_8);
    return new Account(name, KeyPair.fromSecret(Keccak.hash(seed)));
  }

  @Override
  public Address address() {
    return keys.address();
  }

  /// Name and address: `alice 0x9C07…`.
  @Override
  public String toString() {
    return name + " " + Checksum.encode(address());
  }
}
