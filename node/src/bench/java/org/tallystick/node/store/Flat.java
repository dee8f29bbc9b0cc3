package org.tallystick.node.store;

import java.util.Optional;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;
import org.tallystick.bytes.U256;
import org.tallystick.crypto.Keccak;
import org.tallystick.rlp.RlpWriter;
import org.tallystick.state.Account;
import org.tallystick.state.SlotKey;

/// Keys and values as the database has them, made without the state's own code.
final class Flat {
  private Flat() {}

  static Hash key(Population.Entry entry) {
    return Keccak.hash(entry.address().bytes());
  }

  static SlotKey key(Hash account, Population.Slot slot) {
    return new SlotKey(account, Keccak.hash(slot.number().bytes()));
  }

  static Bytes account(Account account) {
    boolean hasStorage = !account.storageRoot().equals(Account.NO_STORAGE);
    return new RlpWriter(64)
        .beginList()
        .writeLong(account.nonce())
        .writeU256(account.balanceWei())
        .writeBytes(hasStorage ? account.storageRoot().bytes() : Bytes.EMPTY)
        .writeBytes(Bytes.EMPTY)
        .endList()
        .toBytes();
  }

  static Optional<Bytes> slot(U256 value) {
    return value.isZero() ? Optional.empty() : Optional.of(value.toTrimmedBytes());
  }
}
