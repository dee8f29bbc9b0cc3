package org.tallystick.crypto;

import java.math.BigInteger;
import java.util.Optional;
import org.bouncycastle.asn1.sec.SECNamedCurves;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;
import org.bouncycastle.math.ec.ECAlgorithms;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;
import org.bouncycastle.util.BigIntegers;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;
import org.tallystick.bytes.U256;

/// The curve on BouncyCastle, for platforms that libsecp256k1 is not built for. The formulas are
/// those of [SEC 1](https://www.secg.org/sec1-v2.pdf), sections 4.1.3 and 4.1.6.
final class JavaCurve implements Curve {
  private static final X9ECParameters PARAMETERS = SECNamedCurves.getByName("secp256k1");
  private static final ECPoint GENERATOR = PARAMETERS.getG();
  private static final BigInteger ORDER = PARAMETERS.getN();
  private static final byte EVEN_Y = 2;

  @Override
  public String name() {
    return "BouncyCastle";
  }

  @Override
  public Bytes publicKey(Hash secret) {
    return encode(multiplyGenerator(toInteger(secret)));
  }

  @Override
  public Signature sign(Hash digest, KeyPair pair) {
    BigInteger key = toInteger(pair.secret());
    BigInteger message = toInteger(digest);
    HMacDSAKCalculator nonces = new HMacDSAKCalculator(new SHA256Digest());
    nonces.init(ORDER, key, digest.arrayUnsafe());
    while (true) {
      BigInteger nonce = nonces.nextK();
      ECPoint point = multiplyGenerator(nonce);
      BigInteger r = point.getAffineXCoord().toBigInteger();
      // An x coordinate above the order could not be told from the one it wraps to. No input is
      // known that leads there, nor to a zero below.
      if (r.signum() == 0 || r.compareTo(ORDER) >= 0) {
        continue;
      }
      BigInteger s =
          BigIntegers.modOddInverse(ORDER, nonce).multiply(message.add(r.multiply(key))).mod(ORDER);
      if (s.signum() == 0) {
        continue;
      }
      int yParity = point.getAffineYCoord().testBitZero() ? 1 : 0;
      Signature signature = new Signature(new U256(r), new U256(s), yParity);
      return signature.isLowS()
          ? signature
          : new Signature(signature.r(), new U256(ORDER.subtract(s)), 1 - yParity);
    }
  }

  @Override
  public Optional<Bytes> recover(Hash digest, Signature signature) {
    BigInteger r = signature.r().value();
    BigInteger s = signature.s().value();
    if (!isInRange(r) || !isInRange(s)) {
      return Optional.empty();
    }
    Optional<ECPoint> point = pointAt(signature.r(), signature.yParity());
    if (point.isEmpty()) {
      return Optional.empty();
    }
    BigInteger inverse = BigIntegers.modOddInverse(ORDER, r);
    BigInteger ofGenerator = toInteger(digest).negate().multiply(inverse).mod(ORDER);
    BigInteger ofPoint = s.multiply(inverse).mod(ORDER);
    ECPoint key =
        ECAlgorithms.sumOfTwoMultiplies(GENERATOR, ofGenerator, point.orElseThrow(), ofPoint)
            .normalize();
    return key.isInfinity() ? Optional.empty() : Optional.of(encode(key));
  }

  private static boolean isInRange(BigInteger scalar) {
    return scalar.signum() > 0 && scalar.compareTo(ORDER) < 0;
  }

  /// The point with this x coordinate, where the curve has one.
  private static Optional<ECPoint> pointAt(U256 x, int yParity) {
    byte[] compressed = new byte[1 + Hash.LENGTH];
    compressed[0] = (byte) (EVEN_Y + yParity);
    System.arraycopy(x.toWord(), 0, compressed, 1, Hash.LENGTH);
    try {
      return Optional.of(PARAMETERS.getCurve().decodePoint(compressed));
    } catch (IllegalArgumentException notOnCurve) {
      return Optional.empty();
    }
  }

  /// The comb does the same additions whatever the scalar is: a secret does not show in the time.
  private static ECPoint multiplyGenerator(BigInteger scalar) {
    return new FixedPointCombMultiplier().multiply(GENERATOR, scalar).normalize();
  }

  private static BigInteger toInteger(Hash word) {
    return new BigInteger(1, word.arrayUnsafe());
  }

  private static Bytes encode(ECPoint point) {
    return Bytes.of(point.getEncoded(false), 1, PUBLIC_KEY_LENGTH);
  }
}
