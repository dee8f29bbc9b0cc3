package org.tallystick.state;

import java.util.Map;
import java.util.Optional;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;
import org.tallystick.trie.MerkleTrie;

/// A state in memory. Applying an update gives a new state and leaves the old one as it was; the
/// two share all that did not change. So holding on to a state is all it takes to come back to it,
/// and a new one costs its changes only, however large the state is.
public final class MemoryStateStore implements StateStore {
  /// The state without accounts.
  public static final MemoryStateStore EMPTY =
      new MemoryStateStore(
          MerkleTrie.EMPTY_ROOT,
          SortedTree.empty(),
          SortedTree.empty(),
          SortedTree.empty(),
          SortedTree.empty());

  private final Hash root;
  private final SortedTree<Hash, Bytes> accounts;
  private final SortedTree<SlotKey, Bytes> slots;
  private final SortedTree<NodeKey, Bytes> nodes;
  private final SortedTree<Hash, Bytes> codes;

  private MemoryStateStore(
      Hash root,
      SortedTree<Hash, Bytes> accounts,
      SortedTree<SlotKey, Bytes> slots,
      SortedTree<NodeKey, Bytes> nodes,
      SortedTree<Hash, Bytes> codes) {
    this.root = root;
    this.accounts = accounts;
    this.slots = slots;
    this.nodes = nodes;
    this.codes = codes;
  }

  /// The state after the update.
  ///
  /// @throws IllegalArgumentException where the update was made for another state
  public MemoryStateStore apply(StateUpdate update) {
    if (!update.parentRoot().equals(root)) {
      throw new IllegalArgumentException(
          "the update is for the state with the root " + update.parentRoot() + ", not " + root);
    }
    SortedTree<Hash, Bytes> nextCodes = codes;
    for (Map.Entry<Hash, Bytes> code : update.codes().entrySet()) {
      nextCodes = nextCodes.put(code.getKey(), code.getValue());
    }
    return new MemoryStateStore(
        update.root(),
        accounts.with(update.accounts()),
        slots.with(update.slots()),
        nodes.with(update.nodes()),
        nextCodes);
  }

  @Override
  public Hash root() {
    return root;
  }

  @Override
  public Optional<Bytes> account(Hash accountKey) {
    return accounts.get(accountKey);
  }

  @Override
  public Optional<Entry> accountFrom(Hash accountKey) {
    return accounts.from(accountKey).map(found -> new Entry(found.getKey(), found.getValue()));
  }

  @Override
  public Optional<Bytes> slot(SlotKey key) {
    return slots.get(key);
  }

  @Override
  public Optional<Entry> slotFrom(SlotKey key) {
    return slots
        .from(key)
        .filter(found -> found.getKey().account().equals(key.account()))
        .map(found -> new Entry(found.getKey().slot(), found.getValue()));
  }

  @Override
  public Optional<Bytes> node(NodeKey key) {
    return nodes.get(key);
  }

  @Override
  public Optional<Bytes> code(Hash codeHash) {
    return codes.get(codeHash);
  }
}
