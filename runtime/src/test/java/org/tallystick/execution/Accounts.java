package org.tallystick.execution;

import java.nio.charset.StandardCharsets;
import org.tallystick.bytes.Address;
import org.tallystick.bytes.Bytes;
import org.tallystick.crypto.Keccak;
import org.tallystick.crypto.KeyPair;

/// Who takes part in the tests of this room.
final class Accounts {
  static final KeyPair ALICE_KEY = key("alice");
  static final Address ALICE = ALICE_KEY.address();
  static final Address BOB = Address.fromHex("0x0000000000000000000000000000000000000b0b");
  static final Address PROPOSER = Address.fromHex("0x000000000000000000000000000000000000babe");

  private Accounts() {}

  /// The key that this name stands for.
  static KeyPair key(String name) {
    return KeyPair.fromSecret(Keccak.hash(Bytes.of(name.getBytes(StandardCharsets.UTF_8))));
  }
}
