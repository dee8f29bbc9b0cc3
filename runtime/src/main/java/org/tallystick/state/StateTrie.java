package org.tallystick.state;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Stream;
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
/// and with the extension above it folded in, and of those only the ones that have another branch
/// below. A leaf is found among the flat values, since exactly one of their keys begins with the
/// leaf's position, and a branch of leaves likewise. So reading a value is one look-up, a changed
/// node overwrites the old one in place, and all nodes could be built again from the flat values.
///
/// **Checked when read.** A node's place says nothing about its content, so what is loaded is
/// hashed and compared with what the node above, or in the end the header's root, asks for.
///
/// **Preparing and writing are apart.** [#prepare(StateStore, StateChanges)] reads a state and says
/// what has to be written to have the next. The same code serves a database and maps in memory.
public final class StateTrie {
  /// From how many accounts on it is worth to share them between threads.
  private static final int FORK_ACCOUNTS_MIN = 64;

  private final StateStore parent;

  /// To be written, and given away with the update that holds them. Tries are changed side by side,
  /// and no two share a node's place.
  private final ConcurrentMap<NodeKey, Optional<Bytes>> nodes = new ConcurrentHashMap<>();

  /// An account's change, with hashed slots.
  ///
  /// @param slots sorted by key
  record HashedChange(
      Hash key, Optional<Account> before, Optional<Account> after, List<ValueChange<Hash>> slots) {}

  /// An account after its storage is changed.
  ///
  /// @param account absent where it is as it was
  private record Changed(
      Optional<ValueChange<Hash>> account,
      Optional<TrieUpdate.Change> leaf,
      List<ValueChange<SlotKey>> slots) {}

  private StateTrie(StateStore parent) {
    this.parent = parent;
  }

  /// What has to be written to get from a state to the one after these changes. Changes that change
  /// nothing write nothing.
  ///
  /// @throws CorruptStateException where the parent state is damaged
  /// @throws IllegalStateException where an account is removed whose storage is not empty
  public static StateUpdate prepare(StateStore parent, StateChanges changes) {
    List<HashedChange> hashed =
        stream(List.copyOf(changes.accounts().entrySet()))
            .map(change -> hash(change.getKey(), change.getValue()))
            .sorted(Comparator.comparing(HashedChange::key))
            .toList();
    return prepare(parent, hashed, changes.codes());
  }

  /// The same, with flat values: what undoes an update, or does it again.
  ///
  /// @param accounts sorted, among them all whose slots change
  /// @param slots sorted
  /// @throws CorruptStateException where the parent state is damaged, or a value is unreadable
  public static StateUpdate prepare(
      StateStore parent, List<ValueChange<Hash>> accounts, List<ValueChange<SlotKey>> slots) {
    Map<Hash, List<ValueChange<Hash>>> slotsByAccount = new HashMap<>();
    for (ValueChange<SlotKey> change : slots) {
      slotsByAccount
          .computeIfAbsent(change.key().account(), _ -> new ArrayList<>())
          .add(new ValueChange<>(change.key().slot(), change.before(), change.after()));
    }
    List<HashedChange> changes = new ArrayList<>(accounts.size());
    for (ValueChange<Hash> change : accounts) {
      Hash key = change.key();
      changes.add(
          new HashedChange(
              key,
              change.before().map(flat -> AccountCodec.fromFlat(key, flat)),
              change.after().map(flat -> AccountCodec.fromFlat(key, flat)),
              slotsByAccount.getOrDefault(key, List.of())));
    }
    return prepare(parent, changes, Map.of());
  }

  /// The same, with keys that are hashed already.
  ///
  /// @param changes sorted by key
  static StateUpdate prepare(
      StateStore parent, List<HashedChange> changes, Map<Hash, Bytes> codes) {
    StateTrie trie = new StateTrie(parent);
    List<Changed> changed = stream(changes).map(trie::changeAccount).toList();
    List<ValueChange<Hash>> accounts = new ArrayList<>(changes.size());
    List<ValueChange<SlotKey>> slots = new ArrayList<>();
    List<TrieUpdate.Change> leaves = new ArrayList<>(changes.size());
    for (Changed each : changed) {
      each.account.ifPresent(accounts::add);
      each.leaf.ifPresent(leaves::add);
      slots.addAll(each.slots);
    }
    Hash root = trie.apply(TrieReader.ofAccounts(parent), parent.root(), leaves);
    return new StateUpdate(parent.root(), root, accounts, slots, trie.nodes, codes);
  }

  private static <T> Stream<T> stream(List<T> items) {
    return items.size() < FORK_ACCOUNTS_MIN ? items.stream() : items.parallelStream();
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

  private static HashedChange hash(Address address, AccountChange change) {
    List<ValueChange<Hash>> slots = new ArrayList<>(change.slots().size());
    change
        .slots()
        .forEach((slot, values) ->
            slots.add(
                new ValueChange<>(
                    Keccak.hash(slot.bytes()), flat(values.before()), flat(values.after()))));
    slots.sort(Comparator.comparing(ValueChange::key));
    return new HashedChange(hash(address), change.before(), change.after(), slots);
  }

  private static Optional<Bytes> flat(U256 value) {
    return value.isZero() ? Optional.empty() : Optional.of(SlotCodec.toFlat(value));
  }

  /// Changes an account and its storage.
  private Changed changeAccount(HashedChange change) {
    Hash key = change.key();
    List<ValueChange<SlotKey>> slots = new ArrayList<>(change.slots().size());
    Hash root = change.before().map(Account::storageRoot).orElse(Account.NO_STORAGE);
    Hash storageRoot = changeStorage(key, root, change.slots(), slots);
    Optional<Account> after = change.after().map(next -> next.withStorageRoot(storageRoot));
    if (after.isEmpty() && !storageRoot.equals(Account.NO_STORAGE)) {
      throw new IllegalStateException(
          "the account under the key "
              + key
              + " is removed, but its storage is not empty: its root is "
              + storageRoot);
    }
    if (after.equals(change.before())) {
      return new Changed(Optional.empty(), Optional.empty(), slots);
    }
    return new Changed(
        Optional.of(
            new ValueChange<>(
                key, change.before().map(AccountCodec::toFlat), after.map(AccountCodec::toFlat))),
        Optional.of(
            new TrieUpdate.Change(
                Nibbles.ofKey(key.bytes()),
                change.before().map(AccountCodec::toTrie),
                after.map(AccountCodec::toTrie))),
        slots);
  }

  /// @param slots to which what changed is added
  /// @return the new root of the account's storage
  private Hash changeStorage(
      Hash account, Hash root, List<ValueChange<Hash>> changes, List<ValueChange<SlotKey>> slots) {
    List<TrieUpdate.Change> leaves = new ArrayList<>(changes.size());
    for (ValueChange<Hash> change : changes) {
      if (!change.after().equals(change.before())) {
        SlotKey key = new SlotKey(account, change.key());
        slots.add(new ValueChange<>(key, change.before(), change.after()));
        leaves.add(
            new TrieUpdate.Change(
                Nibbles.ofKey(change.key().bytes()),
                change.before().map(SlotCodec::toTrie),
                change.after().map(SlotCodec::toTrie)));
      }
    }
    return apply(TrieReader.ofStorage(parent, account), root, leaves);
  }

  /// @param changes sorted by path
  /// @return the new root
  private Hash apply(TrieReader reader, Hash root, List<TrieUpdate.Change> changes) {
    return changes.isEmpty() ? root : new TrieUpdate(reader, nodes).apply(root, changes);
  }
}
