package org.tallystick.state;

import java.util.ArrayList;
import java.util.List;
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

  /// What becomes of an account.
  ///
  /// @param account absent where it is removed
  /// @param slots new values; zero removes
  record Edit(Optional<Account> account, SortedMap<Hash, U256> slots) {}

  /// These edits as changes of what a store holds.
  static List<HashedChange> changes(StateStore before, SortedMap<Hash, Edit> edits) {
    List<HashedChange> changes = new ArrayList<>();
    edits.forEach((key, edit) -> {
      List<ValueChange<Hash>> slots = new ArrayList<>();
      edit.slots()
          .forEach((slot, value) ->
              slots.add(
                  new ValueChange<>(
                      slot,
                      before.slot(new SlotKey(key, slot)),
                      value.isZero() ? Optional.empty() : Optional.of(SlotCodec.toFlat(value)))));
      Optional<Account> account = before.account(key).map(flat -> AccountCodec.fromFlat(key, flat));
      changes.add(new HashedChange(key, account, edit.account(), slots));
    });
    return changes;
  }

  /// The same state, which goes its own way from here.
  ReferenceState copy() {
    ReferenceState copy = new ReferenceState();
    copy.accounts.putAll(accounts);
    slots.forEach((account, values) -> copy.slots.put(account, new TreeMap<>(values)));
    return copy;
  }

  void apply(SortedMap<Hash, Edit> changes) {
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
  List<HashedChange> asChanges() {
    SortedMap<Hash, Edit> edits = new TreeMap<>();
    accounts.forEach((key, account) -> edits.put(key, new Edit(Optional.of(account), slots(key))));
    return changes(MemoryStateStore.EMPTY, edits);
  }

  static Bytes rlp(Account account) {
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
