package org.tallystick.state;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
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
    Reference reference = Reference.to(root);
    NodeKey key = nodeKey(Nibbles.EMPTY);
    Optional<FoldedBranch> known = store.branches().find(key, root);
    if (known.isPresent()) {
      return known.get().isTwig()
          ? new Subtree.Twig(reference)
          : new Subtree.StoredBranch(reference);
    }
    if (store.node(key).isPresent()) {
      return new Subtree.StoredBranch(reference);
    }
    return entries(Nibbles.EMPTY, 2).size() == 1
        ? new Subtree.StoredLeaf(reference)
        : new Subtree.Twig(reference);
  }

  /// The branch that is stored at the position.
  ///
  /// @throws CorruptStateException where it is missing or has another hash
  FoldedBranch branch(Nibbles position, Subtree.StoredBranch child) {
    NodeKey key = nodeKey(position);
    Hash expected = child.reference().hash();
    return store.branches().find(key, expected).orElseGet(() -> readBranch(key, expected));
  }

  private FoldedBranch readBranch(NodeKey key, Hash expected) {
    Bytes stored =
        store.node(key).orElseThrow(() -> CorruptStateException.missingNode(key, expected));
    FoldedBranch branch;
    try {
      branch = FoldedBranch.read(stored);
    } catch (IllegalArgumentException fault) {
      throw CorruptStateException.unreadableNode(key, expected, fault);
    }
    Hash actual = branch.reference().hash();
    if (!actual.equals(expected)) {
      throw CorruptStateException.wrongNode(key, expected, actual);
    }
    store.branches().put(key, expected, branch);
    return branch;
  }

  /// The branch at the position that has leaves only, made of them.
  ///
  /// @throws CorruptStateException where the flat values there do not make one with this hash
  FoldedBranch twig(Nibbles position, Subtree.Twig child) {
    NodeKey key = nodeKey(position);
    Hash expected = child.reference().hash();
    return store.branches().find(key, expected).orElseGet(() -> makeTwig(key, expected));
  }

  private FoldedBranch makeTwig(NodeKey key, Hash expected) {
    Nibbles position = key.position();
    List<StateStore.Entry> entries = entries(position, Nibbles.RADIX + 1);
    if (entries.size() < 2) {
      throw CorruptStateException.missingValues(key, expected);
    }
    int parting =
        Nibbles.ofKey(entries.getFirst().key().bytes())
            .commonPrefix(Nibbles.ofKey(entries.getLast().key().bytes()));
    @Nullable Child[] children = new Child[Nibbles.RADIX];
    for (StateStore.Entry entry : entries) {
      Subtree.Leaf leaf = leaf(entry);
      children[leaf.path().at(parting)] = new Subtree.StoredLeaf(leaf.reference(parting + 1));
    }
    Nibbles way = Nibbles.ofKey(entries.getFirst().key().bytes()).take(parting);
    // Two leaves of one step, which a twig does not have, give another hash.
    FoldedBranch branch = FoldedBranch.of(way.drop(position.length()), children);
    Hash actual = branch.reference().hash();
    if (!actual.equals(expected)) {
      // A root is taken for a twig where no node is stored, and that may have been lost.
      throw position.isEmpty()
          ? CorruptStateException.wrongNode(key, expected, actual)
          : CorruptStateException.wrongValues(key, expected, actual);
    }
    store.branches().put(key, expected, branch);
    return branch;
  }

  /// The only leaf whose path begins with the position.
  ///
  /// @throws CorruptStateException where there is no such flat value, or the leaf with it has
  ///   another hash
  Subtree.Leaf leaf(Nibbles position, Reference expected) {
    List<StateStore.Entry> entries = entries(position, 1);
    if (entries.isEmpty()) {
      throw CorruptStateException.missingValues(nodeKey(position), expected.hash());
    }
    Subtree.Leaf leaf = leaf(entries.getFirst());
    requireLeaf(position, leaf, expected);
    return leaf;
  }

  /// @throws CorruptStateException where the leaf has another hash at the position
  void requireLeaf(Nibbles position, Subtree.Leaf leaf, Reference expected) {
    Reference actual = leaf.reference(position.length());
    if (!actual.equals(expected) && !actual.hash().equals(expected.hash())) {
      throw CorruptStateException.wrongValues(nodeKey(position), expected.hash(), actual.hash());
    }
  }

  /// The first flat values below a position.
  private List<StateStore.Entry> entries(Nibbles position, int entriesMax) {
    Hash first = key(position, 0);
    Hash last = key(position, 0xf);
    return account.isPresent()
        ? store.slots(account.get(), first, last, entriesMax)
        : store.accounts(first, last, entriesMax);
  }

  /// The key that goes on with one digit from a position on.
  private static Hash key(Nibbles position, int digit) {
    byte[] key = new byte[Hash.LENGTH];
    position.packTo(key, 0);
    int whole = Nibbles.packedLength(position.length());
    Arrays.fill(key, whole, Hash.LENGTH, (byte) (digit << 4 | digit));
    if (position.length() % 2 != 0) {
      key[whole - 1] |= (byte) digit;
    }
    return Hash.wrap(key);
  }

  private Subtree.Leaf leaf(StateStore.Entry entry) {
    Bytes value =
        account.isPresent()
            ? SlotCodec.toTrie(entry.value())
            : AccountCodec.toTrie(AccountCodec.fromFlat(entry.key(), entry.value()));
    return new Subtree.Leaf(Nibbles.ofKey(entry.key().bytes()), value);
  }
}
