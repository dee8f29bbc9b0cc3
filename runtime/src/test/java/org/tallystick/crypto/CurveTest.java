package org.tallystick.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;
import org.tallystick.bytes.U256;

/// The two implementations must give the same answer to every question, above all to false ones: a
/// node on one library and a node on the other would otherwise part ways over a single transaction.
class CurveTest {
  private static final BigInteger ORDER = Secp256k1.ORDER.value();
  private static final BigInteger FIELD =
      new BigInteger("fffffffffffffffffffffffffffffffffffffffffffffffffffffffefffffc2f", 16);
  private static final BigInteger LARGEST = U256.MAX.value();

  private final JavaCurve java = new JavaCurve();
  private Curve other = java;

  @BeforeEach
  void bothImplementationsAreHere() {
    Optional<Curve> library = NativeCurve.load();
    Assumptions.assumeTrue(library.isPresent(), "libsecp256k1 does not load on this platform");
    other = library.orElseThrow();
  }

  @Test
  void publicKeysAreEqual() {
    for (int seed = 0; seed < 500; seed++) {
      Hash secret = randomSecret(new Random(seed));

      assertEquals(other.publicKey(secret), java.publicKey(secret), "seed " + seed);
    }
  }

  @Test
  void publicKeysOfTheEdgesAreEqual() {
    for (BigInteger secret :
        List.of(BigInteger.ONE, BigInteger.TWO, ORDER.subtract(BigInteger.ONE))) {
      assertEquals(other.publicKey(word(secret)), java.publicKey(word(secret)), secret.toString());
    }
  }

  @Test
  void signaturesAreEqualAndLowAndRecoverTheirSigner() {
    for (int seed = 0; seed < 1_500; seed++) {
      Random random = new Random(seed);
      Hash secret = randomSecret(random);
      Hash digest = randomDigest(random);

      Signature signature = java.sign(digest, KeyPair.fromSecret(secret));

      assertEquals(other.sign(digest, KeyPair.fromSecret(secret)), signature, "seed " + seed);
      assertTrue(signature.isLowS(), "seed " + seed);
      assertEquals(
          Optional.of(java.publicKey(secret)), java.recover(digest, signature), "seed " + seed);
    }
  }

  @Test
  void randomSignaturesRecoverTheSameKeyOrNone() {
    int recovered = 0;
    for (int seed = 0; seed < 2_000; seed++) {
      Random random = new Random(seed);
      Hash digest = randomDigest(random);
      // Half of all numbers are the x coordinate of no point.
      Signature signature =
          new Signature(randomScalar(random), randomScalar(random), random.nextInt(2));

      Optional<Bytes> key = java.recover(digest, signature);

      assertEquals(other.recover(digest, signature), key, "seed " + seed + " " + signature);
      recovered += key.isPresent() ? 1 : 0;
    }
    assertTrue(recovered > 800 && recovered < 1_200, "recovered " + recovered + " of 2000");
  }

  @Test
  void mirroredSignaturesRecoverTheSameKey() {
    for (int seed = 0; seed < 200; seed++) {
      Random random = new Random(seed);
      Hash digest = randomDigest(random);
      Hash secret = randomSecret(random);
      Signature low = java.sign(digest, KeyPair.fromSecret(secret));
      Signature high =
          new Signature(low.r(), new U256(ORDER.subtract(low.s().value())), 1 - low.yParity());

      Optional<Bytes> signer = Optional.of(java.publicKey(secret));
      assertEquals(signer, java.recover(digest, high), "seed " + seed);
      assertEquals(signer, other.recover(digest, high), "seed " + seed);
    }
  }

  @Test
  void scalarsOutOfRangeAreRefused() {
    Hash digest = Hash.fromHex("0x" + "5a".repeat(32));
    Signature valid = java.sign(digest, KeyPair.fromSecret(word(BigInteger.TEN)));
    for (BigInteger wrong :
        List.of(BigInteger.ZERO, ORDER, ORDER.add(BigInteger.ONE), FIELD, LARGEST)) {
      for (int yParity = 0; yParity < 2; yParity++) {
        for (Signature signature :
            List.of(
                new Signature(new U256(wrong), valid.s(), yParity),
                new Signature(valid.r(), new U256(wrong), yParity))) {
          assertEquals(Optional.empty(), java.recover(digest, signature), signature.toString());
          assertEquals(Optional.empty(), other.recover(digest, signature), signature.toString());
        }
      }
    }
  }

  @Test
  void scalarsAtTheEdgesRecoverTheSameKeyOrNone() {
    List<BigInteger> edges =
        List.of(
            BigInteger.ZERO,
            BigInteger.ONE,
            BigInteger.TWO,
            ORDER.shiftRight(1),
            ORDER.shiftRight(1).add(BigInteger.ONE),
            ORDER.subtract(BigInteger.ONE),
            ORDER,
            ORDER.add(BigInteger.ONE),
            FIELD.subtract(BigInteger.ONE),
            FIELD,
            FIELD.subtract(ORDER),
            LARGEST);
    int recovered = 0;
    for (BigInteger digest : edges) {
      for (BigInteger r : edges) {
        for (BigInteger s : edges) {
          int yParity = s.testBit(0) ? 1 : 0;
          Signature signature = new Signature(new U256(r), new U256(s), yParity);
          Optional<Bytes> key = java.recover(word(digest), signature);
          assertEquals(other.recover(word(digest), signature), key, () -> digest + " " + signature);
          recovered += key.isPresent() ? 1 : 0;
        }
      }
    }
    assertTrue(recovered > 0, "no signature at the edges has a key");
  }

  @Test
  void digestsAboveTheOrderAreSignedAndRecoveredAlike() {
    for (BigInteger digest :
        List.of(
            BigInteger.ZERO,
            ORDER.subtract(BigInteger.ONE),
            ORDER,
            ORDER.add(BigInteger.ONE),
            LARGEST)) {
      for (int seed = 0; seed < 50; seed++) {
        Hash secret = randomSecret(new Random(seed));

        Signature signature = java.sign(word(digest), KeyPair.fromSecret(secret));

        assertEquals(
            other.sign(word(digest), KeyPair.fromSecret(secret)),
            signature,
            digest + ", seed " + seed);
        assertEquals(Optional.of(java.publicKey(secret)), java.recover(word(digest), signature));
        assertEquals(Optional.of(java.publicKey(secret)), other.recover(word(digest), signature));
      }
    }
  }

  @Test
  void aSignatureWhoseKeyWouldBeInfinityIsRefused() {
    for (int seed = 1; seed < 50; seed++) {
      // With R = kG and s = z/k, both terms of the key, sR and zG, are the same point.
      Hash nonce = randomSecret(new Random(seed));
      Hash digest = randomSecret(new Random(-seed));
      Bytes point = java.publicKey(nonce);
      BigInteger s = value(digest).multiply(value(nonce).modInverse(ORDER)).mod(ORDER);
      int yParity = point.get(63) & 1;
      Signature signature = new Signature(U256.fromBytes(point.slice(0, 32)), new U256(s), yParity);

      assertEquals(Optional.empty(), java.recover(digest, signature), "seed " + seed);
      assertEquals(Optional.empty(), other.recover(digest, signature), "seed " + seed);
    }
  }

  @Test
  void aChangedDigestRecoversTheSameOtherKey() {
    for (int seed = 0; seed < 200; seed++) {
      Random random = new Random(seed);
      Hash secret = randomSecret(random);
      Signature signature = java.sign(randomDigest(random), KeyPair.fromSecret(secret));
      Hash changed = randomDigest(random);

      Optional<Bytes> key = java.recover(changed, signature);

      assertEquals(other.recover(changed, signature), key, "seed " + seed);
      assertTrue(!key.equals(Optional.of(java.publicKey(secret))), "seed " + seed);
    }
  }

  private static Hash randomDigest(Random random) {
    byte[] bytes = new byte[Hash.LENGTH];
    random.nextBytes(bytes);
    return Hash.wrap(bytes);
  }

  private static U256 randomScalar(Random random) {
    return new U256(
        new BigInteger(256, random).mod(ORDER.subtract(BigInteger.ONE)).add(BigInteger.ONE));
  }

  private static Hash randomSecret(Random random) {
    return Hash.wrap(randomScalar(random).toWord());
  }

  private static Hash word(BigInteger value) {
    return Hash.wrap(new U256(value).toWord());
  }

  private static BigInteger value(Hash word) {
    return new BigInteger(1, word.toArray());
  }
}
