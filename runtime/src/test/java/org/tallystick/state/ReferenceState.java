package org.tallystick.state;

import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;
import org.tallystick.bytes.U256;
import org.tallystick.rlp.RlpWriter;
import org.tallystick.state.StateTrie.HashedChange;
import org.tallystick.trie.MerkleTrie;

/// The same state, done the plain way: maps, and tries made anew from all entries.
final class ReferenceState {
  /// By hashed address; the storage roots in them are not kept up.
  final SortedMap<Hash, Account> accounts = new TreeMap<>();

  final SortedMap<Hash, SortedMap<Hash, U256>> slots = new TreeMap<>();

  void apply(SortedMap<Hash, HashedChange> changes) {
    changes.forEach((key, change) -> {
      change.account().ifPresent(account -> accounts.put(key, account));
      if (change.account().isEmpty()) {
        accounts.remove(key);
      }
      SortedMap<Hash, U256> storage = slots(key);
      storage.putAll(change.slots());
      storage.values().removeIf(U256::isZero);
    });
  }

  /// The account's slots, the state's own map.
  SortedMap<Hash, U256> slots(Hash account) {
    return slots.computeIfAbsent(account, _ -> new TreeMap<>());
  }

  MerkleTrie storageTrie(Hash account) {
    MerkleTrie trie = new MerkleTrie();
    slots(account)
        .forEach(
            (slot, value) -> trie.put(slot.bytes(), new RlpWriter().writeU256(value).toBytes()));
    return trie;
  }

  MerkleTrie accountTrie() {
    MerkleTrie trie = new MerkleTrie();
    accounts.forEach((key, account) ->
        trie.put(key.bytes(), rlp(account.withStorageRoot(storageTrie(key).root()))));
    return trie;
  }

  /// The changes that lead to this state from one without accounts.
  SortedMap<Hash, HashedChange> asChanges() {
    SortedMap<Hash, HashedChange> changes = new TreeMap<>();
    accounts.forEach(
        (key, account) -> changes.put(key, new HashedChange(Optional.of(account), slots(key))));
    return changes;
  }

  private static Bytes rlp(Account account) {
    return new RlpWriter()
        .beginList()
        .writeLong(account.nonce())
        .writeU256(account.balanceWei())
        .writeBytes(account.storageRoot().bytes())
        .writeBytes(account.codeHash().bytes())
        .endList()
        .toBytes();
  }
}
