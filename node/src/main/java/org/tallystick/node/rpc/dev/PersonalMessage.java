package org.tallystick.node.rpc.dev;

import java.nio.charset.StandardCharsets;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;
import org.tallystick.bytes.U256;
import org.tallystick.crypto.Keccak;
import org.tallystick.crypto.KeyPair;
import org.tallystick.crypto.Signature;

/// A message that somebody signs by hand ([EIP-191](https://eips.ethereum.org/EIPS/eip-191),
/// version `E`). The words before it keep it from being a transaction.
final class PersonalMessage {
  private static final String PREFIX = "\u0019Ethereum Signed Message:\n";

  /// `v` of a signature that is not a transaction's, for an even y (Yellow Paper, appendix F).
  private static final int V_EVEN = 27;

  private PersonalMessage() {}

  /// What is signed.
  static Hash hash(Bytes message) {
    byte[] prefix = (PREFIX + message.length()).getBytes(StandardCharsets.UTF_8);
    return Keccak.hash(Bytes.concat(Bytes.of(prefix), message));
  }

  /// The 65 bytes `r`, `s` and `v` that wallets give.
  static Bytes sign(Hash hash, KeyPair key) {
    Signature signature = key.sign(hash);
    return Bytes.concat(
        word(signature.r()), word(signature.s()), Bytes.of((byte) (V_EVEN + signature.yParity())));
  }

  private static Bytes word(U256 number) {
    return Bytes.wrap(number.toWord());
  }
}
