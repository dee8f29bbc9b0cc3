package org.tallystick.crypto;

import java.math.BigInteger;
import java.util.Optional;
import org.tallystick.bytes.Address;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;
import org.tallystick.bytes.U256;

/// The elliptic curve of Ethereum's signatures ([SEC 2](https://www.secg.org/sec2-v2.pdf), section
/// 2.4.1). It runs on libsecp256k1 where that loads, four times as fast, and on BouncyCastle
/// elsewhere; both give the same answers.
public final class Secp256k1 {
  /// How many points the curve has: secrets, `r` and `s` are at least 1 and less than this.
  public static final U256 ORDER =
      new U256(
          new BigInteger("fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141", 16));

  private static final Curve CURVE = NativeCurve.load().orElseGet(JavaCurve::new);

  private Secp256k1() {}

  /// The public key whose secret made the signature: 64 bytes, x and y. Empty where there is none:
  /// `r` or `s` is zero or not less than [#ORDER], or `r` is not on the curve.
  ///
  /// High `s` is accepted; see [Signature#isLowS()].
  public static Optional<Bytes> recover(Hash digest, Signature signature) {
    return CURVE.recover(digest, signature);
  }

  /// The address of the key that made the signature, as `ecrecover` gives it; empty where there is
  /// none.
  public static Optional<Address> recoverAddress(Hash digest, Signature signature) {
    return recover(digest, signature).map(Secp256k1::addressOf);
  }

  /// The address of a public key of 64 bytes: the end of its hash (Yellow Paper, appendix F).
  public static Address addressOf(Bytes publicKey) {
    if (publicKey.length() != Curve.PUBLIC_KEY_LENGTH) {
      throw new IllegalArgumentException(
          "a public key has 64 bytes, x and y, got " + publicKey.length());
    }
    return Address.fromLastBytes(Keccak.hash(publicKey));
  }

  /// What does the arithmetic: `libsecp256k1` or `BouncyCastle`.
  public static String implementation() {
    return CURVE.name();
  }

  static Curve curve() {
    return CURVE;
  }
}
