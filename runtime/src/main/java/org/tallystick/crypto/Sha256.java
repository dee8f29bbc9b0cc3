package org.tallystick.crypto;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;

/// SHA-256, which contracts may ask for beside Keccak-256.
public final class Sha256 {
  private Sha256() {}

  /// The hash of the bytes.
  public static Hash hash(Bytes input) {
    try {
      return Hash.wrap(MessageDigest.getInstance("SHA-256").digest(input.arrayUnsafe()));
    } catch (NoSuchAlgorithmException impossible) {
      // Every Java platform has it: see MessageDigest.
      throw new IllegalStateException(impossible);
    }
  }
}
