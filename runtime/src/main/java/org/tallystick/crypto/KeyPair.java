package org.tallystick.crypto;

import java.security.SecureRandom;
import org.tallystick.bytes.Address;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;
import org.tallystick.bytes.U256;

/// A secret key of secp256k1 with its public key and address. Its text is the address alone, so
/// that a secret never ends in a log.
public final class KeyPair {
  private final Hash secret;
  private final Bytes publicKey;
  private final Address address;

  private KeyPair(Hash secret) {
    this.secret = secret;
    this.publicKey = Secp256k1.curve().publicKey(secret);
    this.address = Secp256k1.addressOf(publicKey);
  }

  /// @throws IllegalArgumentException where the secret is zero or not less than the curve's order;
  ///   the message does not show it
  public static KeyPair fromSecret(Hash secret) {
    if (!isSecret(secret)) {
      throw new IllegalArgumentException(
          "a secret key is at least 1 and less than the order of secp256k1, "
              + Secp256k1.ORDER.toQuantity());
    }
    return new KeyPair(secret);
  }

  /// A new key pair that nobody else has.
  public static KeyPair generate(SecureRandom random) {
    while (true) {
      byte[] secret = new byte[Hash.LENGTH];
      random.nextBytes(secret);
      Hash candidate = Hash.wrap(secret);
      if (isSecret(candidate)) {
        return new KeyPair(candidate);
      }
    }
  }

  private static boolean isSecret(Hash candidate) {
    U256 scalar = U256.fromBytes(candidate.arrayUnsafe());
    return !scalar.isZero() && scalar.isLessThan(Secp256k1.ORDER);
  }

  /// The secret itself, for key files. It belongs in no log, message or answer.
  public Hash secret() {
    return secret;
  }

  /// 64 bytes, x and y.
  public Bytes publicKey() {
    return publicKey;
  }

  /// The account that this key signs for.
  public Address address() {
    return address;
  }

  /// Signs a digest; the same digest always gives the same signature, with low `s`.
  public Signature sign(Hash digest) {
    return Secp256k1.curve().sign(digest, this);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof KeyPair pair && secret.equals(pair.secret);
  }

  @Override
  public int hashCode() {
    return address.hashCode();
  }

  @Override
  public String toString() {
    return "KeyPair of " + address;
  }
}
