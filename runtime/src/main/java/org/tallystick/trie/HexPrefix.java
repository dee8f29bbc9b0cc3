package org.tallystick.trie;

import java.util.Optional;
import org.tallystick.bytes.Bytes;

/// The path of a leaf or an extension as its node holds it (Yellow Paper, appendix C): the first
/// half-byte says which of the two it is and whether the number of steps is odd.
///
/// @param isLeaf false for an extension
record HexPrefix(Nibbles path, boolean isLeaf) {
  private static final int ODD = 1;
  private static final int LEAF = 2;

  /// Reads what [#toBytes()] writes; absent for anything else.
  static Optional<HexPrefix> read(Bytes encoded) {
    if (encoded.isEmpty()) {
      return Optional.empty();
    }
    Nibbles digits = Nibbles.ofKey(encoded);
    int flags = digits.at(0);
    boolean odd = (flags & ODD) != 0;
    if (flags > (ODD | LEAF) || (!odd && digits.at(1) != 0)) {
      return Optional.empty();
    }
    return Optional.of(new HexPrefix(digits.drop(odd ? 1 : 2), (flags & LEAF) != 0));
  }

  Bytes toBytes() {
    boolean odd = path.length() % 2 != 0;
    int flags = (isLeaf ? LEAF : 0) | (odd ? ODD : 0);
    byte[] encoded = new byte[1 + path.length() / 2];
    encoded[0] = (byte) (flags << 4 | (odd ? path.at(0) : 0));
    path.drop(odd ? 1 : 0).packTo(encoded, 1);
    return Bytes.wrap(encoded);
  }
}
