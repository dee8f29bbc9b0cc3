package org.tallystick.state;

import java.util.Comparator;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;

/// Names a storage slot among the flat values. Ordered as its bytes, so that an account's slots lie
/// together.
///
/// @param account Keccak-256 of the account's address
/// @param slot Keccak-256 of the slot's number
public record SlotKey(Hash account, Hash slot) implements Comparable<SlotKey> {
  private static final Comparator<SlotKey> ORDER =
      Comparator.comparing(SlotKey::account).thenComparing(SlotKey::slot);

  /// 64 bytes.
  public Bytes toBytes() {
    return Bytes.concat(account.bytes(), slot.bytes());
  }

  @Override
  public int compareTo(SlotKey other) {
    return ORDER.compare(this, other);
  }
}
