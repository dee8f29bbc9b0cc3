package org.tallystick.crypto;

import org.tallystick.bytes.U256;

/// An ECDSA signature on secp256k1 from which the signer's public key can be recovered (Yellow
/// Paper, appendix F). Neither `r` nor `s` is promised to be in range: whoever recovers finds out.
///
/// @param r x coordinate of the signature's point, modulo the curve's order
/// @param s the proof of the secret
/// @param yParity 1 where the point's y coordinate is odd, otherwise 0
public record Signature(U256 r, U256 s, int yParity) {
  private static final U256 S_LOW_MAX = new U256(Secp256k1.ORDER.value().shiftRight(1));

  /// @throws IllegalArgumentException where the parity is neither 0 nor 1
  public Signature {
    if (yParity != 0 && yParity != 1) {
      throw new IllegalArgumentException("the parity of y is 0 or 1, got " + yParity);
    }
  }

  /// Whether `s` is in the lower half of its range. The mirrored signature in the upper half is
  /// just as true, and refused since [EIP-2](https://eips.ethereum.org/EIPS/eip-2), so that nobody
  /// can change a transaction's hash but its sender.
  public boolean isLowS() {
    return s.compareTo(S_LOW_MAX) <= 0;
  }
}
