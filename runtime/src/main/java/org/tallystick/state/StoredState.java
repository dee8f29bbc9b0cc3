package org.tallystick.state;

import java.util.Optional;
import org.tallystick.bytes.Address;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;
import org.tallystick.bytes.U256;
import org.tallystick.crypto.Keccak;

/// The state that a store keeps, by address and slot number. Reads flat values only, no trie.
///
/// @param store whose state it is
public record StoredState(StateStore store) implements WorldState {
  /// @throws CorruptStateException where the stored account is unreadable
  @Override
  public Optional<Account> account(Address address) {
    Hash key = Keccak.hash(address.bytes());
    return store.account(key).map(flat -> AccountCodec.fromFlat(key, flat));
  }

  /// @throws CorruptStateException where the stored value is unreadable
  @Override
  public U256 storage(Address address, Hash slot) {
    SlotKey key = new SlotKey(Keccak.hash(address.bytes()), Keccak.hash(slot.bytes()));
    return store.slot(key).map(flat -> SlotCodec.fromFlat(key, flat)).orElse(U256.ZERO);
  }

  @Override
  public Bytes code(Hash codeHash) {
    if (codeHash.equals(Account.NO_CODE)) {
      return Bytes.EMPTY;
    }
    return store
        .code(codeHash)
        .orElseThrow(
            () -> new CorruptStateException("the code with the hash " + codeHash + " is missing"));
  }
}
