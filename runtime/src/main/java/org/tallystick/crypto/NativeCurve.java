package org.tallystick.crypto;

import fr.acinq.secp256k1.Secp256k1Exception;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Optional;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;
import org.tallystick.bytes.U256;

/// The curve on [libsecp256k1](https://github.com/bitcoin-core/secp256k1), through JNI.
final class NativeCurve implements Curve {
  private static final int SIGNATURE_LENGTH = 2 * Hash.LENGTH;

  private final fr.acinq.secp256k1.Secp256k1 library;

  private NativeCurve(fr.acinq.secp256k1.Secp256k1 library) {
    this.library = library;
  }

  /// Loads the library; empty where there is none for this platform.
  static Optional<Curve> load() {
    try {
      return Optional.of(new NativeCurve(fr.acinq.secp256k1.Secp256k1.get()));
    } catch (Exception | LinkageError notHere) {
      // Not only unchecked exceptions: the library is written in Kotlin, which declares none.
      return Optional.empty();
    }
  }

  @Override
  public String name() {
    return "libsecp256k1";
  }

  @Override
  public Bytes publicKey(Hash secret) {
    return withoutPrefix(library.pubkeyCreate(secret.arrayUnsafe()));
  }

  @Override
  public Signature sign(Hash digest, KeyPair key) {
    byte[] signature =
        library.sign(
            reduce(digest).arrayUnsafe(), key.secret().arrayUnsafe(), /* nonceData= */ null);
    U256 r = U256.fromBytes(Arrays.copyOf(signature, Hash.LENGTH));
    U256 s = U256.fromBytes(Arrays.copyOfRange(signature, Hash.LENGTH, SIGNATURE_LENGTH));
    // The library does not say which of the two points it used, so the key is recovered to see.
    Signature even = new Signature(r, s, 0);
    return recover(digest, even).equals(Optional.of(key.publicKey()))
        ? even
        : new Signature(r, s, 1);
  }

  /// RFC 6979 feeds the digest modulo the order to the choice of the nonce; the library feeds the
  /// digest as it is.
  private static Hash reduce(Hash digest) {
    BigInteger value = new BigInteger(1, digest.arrayUnsafe());
    BigInteger order = Secp256k1.ORDER.value();
    return value.compareTo(order) < 0 ? digest : Hash.wrap(new U256(value.mod(order)).toWord());
  }

  @Override
  public Optional<Bytes> recover(Hash digest, Signature signature) {
    byte[] compact = new byte[SIGNATURE_LENGTH];
    System.arraycopy(signature.r().toWord(), 0, compact, 0, Hash.LENGTH);
    System.arraycopy(signature.s().toWord(), 0, compact, Hash.LENGTH, Hash.LENGTH);
    try {
      return Optional.of(
          withoutPrefix(library.ecdsaRecover(compact, digest.arrayUnsafe(), signature.yParity())));
    } catch (Secp256k1Exception noSuchKey) {
      return Optional.empty();
    }
  }

  /// Drops the byte that says that both coordinates follow.
  private static Bytes withoutPrefix(byte[] uncompressed) {
    return Bytes.of(uncompressed, 1, PUBLIC_KEY_LENGTH);
  }
}
