package org.tallystick.crypto;

import java.util.Optional;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;

/// The arithmetic of secp256k1. Every implementation gives the same answers and refuses the same
/// input.
interface Curve {
  /// Length of an x and a y coordinate.
  int PUBLIC_KEY_LENGTH = 64;

  /// Name of the library that is at work.
  String name();

  /// The public key of a secret: 64 bytes, x and y.
  ///
  /// @param secret at least 1 and less than the curve's order
  Bytes publicKey(Hash secret);

  /// Signs with the nonce of [RFC 6979](https://www.rfc-editor.org/rfc/rfc6979) under SHA-256, and
  /// gives the signature with low `s`.
  Signature sign(Hash digest, KeyPair key);

  /// The public key whose secret made the signature; empty where there is none.
  Optional<Bytes> recover(Hash digest, Signature signature);
}
