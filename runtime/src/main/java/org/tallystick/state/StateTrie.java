package org.tallystick.state;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.tallystick.bytes.Address;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;
import org.tallystick.bytes.U256;
import org.tallystick.crypto.Keccak;
import org.tallystick.state.AccountProof.SlotProof;
import org.tallystick.state.StateChanges.AccountChange;
import org.tallystick.trie.Nibbles;

/// The trie that commits to the chain's state: accounts by hashed address, and for each account
/// with storage a trie of its slots by hashed number (Yellow Paper, section 4.1). Its roots and
/// proofs are Ethereum's; how it is kept is its own.
///
/// **Flat values and branches.** Accounts and slots are kept by their hashed keys and nowhere else.
/// Of the trie only branches are kept, each by its position, each with the hashes of its children
/// and with the extension above it folded in. A leaf is found among the flat values, since exactly
/// one of their keys begins with the leaf's position. So reading a value is one look-up, a changed
/// node overwrites the old one in place, and all nodes could be built again from the flat values.
///
/// **Checked when read.** A node's place says nothing about its content, so what is loaded is
/// hashed and compared with what the node above, or in the end the header's root, asks for.
///
/// **Preparing and writing are apart.** [#prepare(StateStore, StateChanges)] reads a state and says
/// what has to be written to have the next. The same code serves a database and maps in memory.
public final class StateTrie {
  private final StateStore parent;
  private final SortedMap<Hash, Optional<Bytes>> accounts = new TreeMap<>();
  private final SortedMap<SlotKey, Optional<Bytes>> slots = new TreeMap<>();
  private final SortedMap<NodeKey, Optional<Bytes>> nodes = new TreeMap<>();

  /// An account's change, with hashed slots.
  record HashedChange(Optional<Account> account, SortedMap<Hash, U256> slots) {}

  private StateTrie(StateStore parent) {
    this.parent = parent;
  }

  /// What has to be written to get from a state to the one after these changes. Changes that change
  /// nothing write nothing.
  ///
  /// @throws CorruptStateException where the parent state is damaged
  /// @throws IllegalStateException where an account is removed whose storage is not empty
  public static StateUpdate prepare(StateStore parent, StateChanges changes) {
    SortedMap<Hash, HashedChange> hashed = new TreeMap<>();
    changes.accounts().forEach((address, change) -> hashed.put(hash(address), hash(change)));
    return prepare(parent, hashed, changes.codes());
  }

  /// The same, with keys that are hashed already.
  static StateUpdate prepare(
      StateStore parent, SortedMap<Hash, HashedChange> changes, Map<Hash, Bytes> codes) {
    StateTrie trie = new StateTrie(parent);
    List<TrieUpdate.Change> leaves = new ArrayList<>();
    changes.forEach(
        (key, change) -> trie.changeAccount(key, change).ifPresent(leaf -> leaves.add(leaf)));
    Hash root = trie.apply(TrieReader.ofAccounts(parent), parent.root(), leaves);
    return new StateUpdate(parent.root(), root, trie.accounts, trie.slots, trie.nodes, codes);
  }

  /// What the state says about an account and its slots, with proofs for its root. An account that
  /// is not there has no storage.
  ///
  /// @throws CorruptStateException where the state is damaged
  public static AccountProof prove(StateStore state, Address address, List<Hash> slots) {
    Hash key = hash(address);
    Account account =
        state.account(key).map(flat -> AccountCodec.fromFlat(key, flat)).orElse(Account.EMPTY);
    TrieReader storage = TrieReader.ofStorage(state, key);
    List<SlotProof> slotProofs = new ArrayList<>();
    for (Hash slot : slots) {
      SlotKey slotKey = new SlotKey(key, Keccak.hash(slot.bytes()));
      U256 value =
          state.slot(slotKey).map(flat -> SlotCodec.fromFlat(slotKey, flat)).orElse(U256.ZERO);
      List<Bytes> nodes = TrieProver.prove(storage, account.storageRoot(), slotKey.slot());
      slotProofs.add(new SlotProof(slot, value, nodes));
    }
    List<Bytes> nodes = TrieProver.prove(TrieReader.ofAccounts(state), state.root(), key);
    return new AccountProof(address, account, nodes, slotProofs);
  }

  private static Hash hash(Address address) {
    return Keccak.hash(address.bytes());
  }

  private static HashedChange hash(AccountChange change) {
    SortedMap<Hash, U256> slots = new TreeMap<>();
    change.slots().forEach((slot, value) -> slots.put(Keccak.hash(slot.bytes()), value));
    return new HashedChange(change.account(), slots);
  }

  /// Changes an account and its storage.
  ///
  /// @return the change of its leaf, where there is one
  private Optional<TrieUpdate.Change> changeAccount(Hash key, HashedChange change) {
    Optional<Account> before = parent.account(key).map(flat -> AccountCodec.fromFlat(key, flat));
    Hash storageRoot =
        changeStorage(
            key, before.map(Account::storageRoot).orElse(Account.NO_STORAGE), change.slots());
    Optional<Account> after = change.account().map(next -> next.withStorageRoot(storageRoot));
    if (after.isEmpty() && !storageRoot.equals(Account.NO_STORAGE)) {
      throw new IllegalStateException(
          "the account under the key "
              + key
              + " is removed, but its storage is not empty: its root is "
              + storageRoot);
    }
    if (after.equals(before)) {
      return Optional.empty();
    }
    accounts.put(key, after.map(AccountCodec::toFlat));
    return Optional.of(
        new TrieUpdate.Change(
            Nibbles.ofKey(key.bytes()),
            before.map(AccountCodec::toTrie),
            after.map(AccountCodec::toTrie)));
  }

  /// @return the new root of the account's storage
  private Hash changeStorage(Hash account, Hash root, SortedMap<Hash, U256> changes) {
    List<TrieUpdate.Change> leaves = new ArrayList<>();
    changes.forEach((slot, value) -> {
      SlotKey key = new SlotKey(account, slot);
      Optional<Bytes> before = parent.slot(key);
      Optional<Bytes> after =
          value.isZero() ? Optional.empty() : Optional.of(SlotCodec.toFlat(value));
      if (!after.equals(before)) {
        slots.put(key, after);
        leaves.add(
            new TrieUpdate.Change(
                Nibbles.ofKey(slot.bytes()),
                before.map(SlotCodec::toTrie),
                after.map(SlotCodec::toTrie)));
      }
    });
    return apply(TrieReader.ofStorage(parent, account), root, leaves);
  }

  /// @param changes sorted by path
  /// @return the new root
  private Hash apply(TrieReader reader, Hash root, List<TrieUpdate.Change> changes) {
    if (changes.isEmpty()) {
      return root;
    }
    TrieUpdate update = new TrieUpdate(reader);
    Hash next = update.apply(root, changes);
    nodes.putAll(update.nodes());
    return next;
  }
}
