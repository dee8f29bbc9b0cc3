package org.tallystick.state;

import java.util.Optional;
import org.tallystick.bytes.Hash;

/// The keys of the state's tries, from the lowest to the highest.
public final class HashedKeys {
  public static final Hash FIRST = Hash.ZERO;
  public static final Hash LAST = Hash.fromHex("0x" + "f".repeat(2 * Hash.LENGTH));

  private HashedKeys() {}

  /// The next higher key; none after the last.
  public static Optional<Hash> after(Hash key) {
    byte[] next = key.toArray();
    for (int at = next.length - 1; at >= 0; at--) {
      next[at]++;
      if (next[at] != 0) {
        return Optional.of(Hash.wrap(next));
      }
    }
    return Optional.empty();
  }
}
