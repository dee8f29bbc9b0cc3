package org.tallystick.state;

import java.util.ArrayList;
import java.util.List;
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
        with(accounts, update.accounts()),
        with(slots, update.slots()),
        nodes.with(update.nodes()),
        nextCodes);
  }

  private static <K extends Comparable<? super K>> SortedTree<K, Bytes> with(
      SortedTree<K, Bytes> values, List<ValueChange<K>> changes) {
    SortedTree<K, Bytes> changed = values;
    for (ValueChange<K> change : changes) {
      changed = changed.with(change.key(), change.after());
    }
    return changed;
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
  public List<Entry> accounts(Hash first, Hash last, int entriesMax) {
    List<Entry> entries = new ArrayList<>();
    accounts.range(first, last, entriesMax, (key, value) -> entries.add(new Entry(key, value)));
    return entries;
  }

  @Override
  public Optional<Bytes> slot(SlotKey key) {
    return slots.get(key);
  }

  @Override
  public List<Entry> slots(Hash accountKey, Hash first, Hash last, int entriesMax) {
    List<Entry> entries = new ArrayList<>();
    slots.range(
        new SlotKey(accountKey, first),
        new SlotKey(accountKey, last),
        entriesMax,
        (key, value) -> entries.add(new Entry(key.slot(), value)));
    return entries;
  }

  @Override
  public Optional<Bytes> node(NodeKey key) {
    return nodes.get(key);
  }

  @Override
  public Optional<Bytes> code(Hash codeHash) {
    return codes.get(codeHash);
  }

  @Override
  public BranchCache branches() {
    return BranchCache.NONE;
  }
}
