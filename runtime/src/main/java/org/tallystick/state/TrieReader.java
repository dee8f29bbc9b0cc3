package org.tallystick.state;

import java.util.Optional;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;
import org.tallystick.state.Subtree.Child;
import org.tallystick.trie.MerkleTrie;
import org.tallystick.trie.Nibbles;
import org.tallystick.trie.Reference;

/// Reads one of the state's tries from a store. Nothing is taken on trust: nodes are found by their
/// place, so each is checked against the hash by which the node above refers to it.
///
/// @param account whose storage trie it is, Keccak-256 of the address; absent for the account trie
record TrieReader(StateStore store, Optional<Hash> account) {

  static TrieReader ofAccounts(StateStore store) {
    return new TrieReader(store, Optional.empty());
  }

  static TrieReader ofStorage(StateStore store, Hash account) {
    return new TrieReader(store, Optional.of(account));
  }

  NodeKey nodeKey(Nibbles position) {
    return new NodeKey(account, position);
  }

  /// The trie under its root, as a branch above would refer to it.
  Child root(Hash root) {
    if (root.equals(MerkleTrie.EMPTY_ROOT)) {
      return Subtree.Nothing.INSTANCE;
    }
    return store.node(nodeKey(Nibbles.EMPTY)).isPresent()
        ? new Subtree.StoredBranch(Reference.to(root))
        : new Subtree.StoredLeaf(Reference.to(root));
  }

  /// The branch that is stored at the position.
  ///
  /// @throws CorruptStateException where it is missing or has another hash
  FoldedBranch branch(Nibbles position, Reference expected) {
    NodeKey key = nodeKey(position);
    Bytes stored =
        store.node(key).orElseThrow(() -> CorruptStateException.missingNode(key, expected.hash()));
    FoldedBranch branch;
    try {
      branch = FoldedBranch.read(stored);
    } catch (IllegalArgumentException fault) {
      throw new CorruptStateException(
          "the node with the hash " + expected.hash() + " is unreadable (" + key + ")", fault);
    }
    Hash actual = branch.reference().hash();
    if (!actual.equals(expected.hash())) {
      throw CorruptStateException.wrongHash(key, expected.hash(), actual);
    }
    return branch;
  }

  /// The only leaf whose path begins with the position.
  ///
  /// @throws CorruptStateException where there is no such flat value, or the leaf with it has
  ///   another hash
  Subtree.Leaf leaf(Nibbles position, Reference expected) {
    byte[] lowest = new byte[Hash.LENGTH];
    position.packTo(lowest, 0);
    StateStore.Entry entry =
        flatFrom(Hash.wrap(lowest))
            .filter(found -> Nibbles.ofKey(found.key().bytes()).startsWith(position))
            .orElseThrow(
                () -> CorruptStateException.missingNode(nodeKey(position), expected.hash()));
    Subtree.Leaf leaf = new Subtree.Leaf(Nibbles.ofKey(entry.key().bytes()), trieValue(entry));
    requireLeaf(position, leaf, expected);
    return leaf;
  }

  /// @throws CorruptStateException where the leaf has another hash at the position
  void requireLeaf(Nibbles position, Subtree.Leaf leaf, Reference expected) {
    Hash actual = leaf.reference(position.length()).hash();
    if (!actual.equals(expected.hash())) {
      throw CorruptStateException.wrongHash(nodeKey(position), expected.hash(), actual);
    }
  }

  private Optional<StateStore.Entry> flatFrom(Hash key) {
    return account.isPresent()
        ? store.slotFrom(new SlotKey(account.get(), key))
        : store.accountFrom(key);
  }

  private Bytes trieValue(StateStore.Entry entry) {
    return account.isPresent()
        ? SlotCodec.toTrie(entry.value())
        : AccountCodec.toTrie(AccountCodec.fromFlat(entry.key(), entry.value()));
  }
}
