package org.tallystick.crypto;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;
import org.tallystick.bytes.U256;

/// A secret key from which a tree of others is derived
/// ([BIP-32](https://github.com/bitcoin/bips/blob/master/bip-0032.mediawiki)).
final class ExtendedKey {
  /// Set in the index of a child that a public key alone cannot derive.
  private static final int HARDENED = 1 << 31;

  private final KeyPair keyPair;
  private final Bytes chainCode;

  private ExtendedKey(KeyPair keyPair, Bytes chainCode) {
    this.keyPair = keyPair;
    this.chainCode = chainCode;
  }

  /// The root of the tree, `m`.
  static ExtendedKey ofSeed(Bytes seed) {
    byte[] mixed = mix("Bitcoin seed".getBytes(StandardCharsets.US_ASCII), seed.arrayUnsafe());
    KeyPair root = KeyPair.fromSecret(Hash.wrap(Arrays.copyOf(mixed, Hash.LENGTH)));
    return new ExtendedKey(root, Bytes.of(mixed, Hash.LENGTH, Hash.LENGTH));
  }

  KeyPair keyPair() {
    return keyPair;
  }

  Bytes chainCode() {
    return chainCode;
  }

  /// @param index at least zero
  ExtendedKey child(int index) {
    requireIndex(index);
    return derive(compress(keyPair.publicKey()), index);
  }

  /// @param index at least zero, without the bit that marks hardened children
  ExtendedKey hardenedChild(int index) {
    requireIndex(index);
    return derive(Bytes.concat(Bytes.of((byte) 0), keyPair.secret().bytes()), index | HARDENED);
  }

  private static void requireIndex(int index) {
    if (index < 0) {
      throw new IllegalArgumentException("the index of a key is at least zero, got " + index);
    }
  }

  private ExtendedKey derive(Bytes parent, int index) {
    ByteBuffer data = ByteBuffer.allocate(parent.length() + Integer.BYTES);
    data.put(parent.arrayUnsafe()).putInt(index);
    byte[] mixed = mix(chainCode.arrayUnsafe(), data.array());
    BigInteger tweak = new BigInteger(1, Arrays.copyOf(mixed, Hash.LENGTH));
    BigInteger parentSecret = new BigInteger(1, keyPair.secret().arrayUnsafe());
    BigInteger order = Secp256k1.ORDER.value();
    BigInteger secret = tweak.add(parentSecret).mod(order);
    // BIP-32 leaves such an index out. Nobody has met one: the chance is 1 in 2^127.
    if (tweak.compareTo(order) >= 0 || secret.signum() == 0) {
      throw new IllegalStateException("no key at index " + Integer.toUnsignedString(index));
    }
    KeyPair child = KeyPair.fromSecret(Hash.wrap(new U256(secret).toWord()));
    return new ExtendedKey(child, Bytes.of(mixed, Hash.LENGTH, Hash.LENGTH));
  }

  /// x with a byte before it that says whether y is even (02) or odd (03).
  private static Bytes compress(Bytes publicKey) {
    int yParity = publicKey.get(publicKey.length() - 1) & 1;
    return Bytes.concat(Bytes.of((byte) (2 + yParity)), publicKey.slice(0, Hash.LENGTH));
  }

  private static byte[] mix(byte[] key, byte[] data) {
    try {
      Mac mac = Mac.getInstance("HmacSHA512");
      mac.init(new SecretKeySpec(key, "HmacSHA512"));
      return mac.doFinal(data);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
