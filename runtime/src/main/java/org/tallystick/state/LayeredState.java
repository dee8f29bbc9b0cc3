package org.tallystick.state;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;

/// A state that differs from another in what is held in memory. Applying an update gives a new one,
/// which shares with this one all that did not change; so a layer costs its changes, however large
/// the state below.
public final class LayeredState implements StateStore {
  private final StateStore base;
  private final Hash root;

  /// What differs; absent values are removed.
  private final SortedTree<Hash, Optional<Bytes>> accounts;

  private final SortedTree<SlotKey, Optional<Bytes>> slots;
  private final SortedTree<NodeKey, Optional<Bytes>> nodes;
  private final SortedTree<Hash, Bytes> codes;

  private LayeredState(
      StateStore base,
      Hash root,
      SortedTree<Hash, Optional<Bytes>> accounts,
      SortedTree<SlotKey, Optional<Bytes>> slots,
      SortedTree<NodeKey, Optional<Bytes>> nodes,
      SortedTree<Hash, Bytes> codes) {
    this.base = base;
    this.root = root;
    this.accounts = accounts;
    this.slots = slots;
    this.nodes = nodes;
    this.codes = codes;
  }

  /// A state that so far is the one below.
  public static LayeredState over(StateStore base) {
    return new LayeredState(
        base,
        base.root(),
        SortedTree.empty(),
        SortedTree.empty(),
        SortedTree.empty(),
        SortedTree.empty());
  }

  /// The state after the update.
  ///
  /// @throws IllegalArgumentException where the update was made for another state
  public LayeredState apply(StateUpdate update) {
    if (!update.parentRoot().equals(root)) {
      throw new IllegalArgumentException(
          "the update is for the state with the root " + update.parentRoot() + ", not " + root);
    }
    SortedTree<Hash, Optional<Bytes>> nextAccounts = accounts;
    for (ValueChange<Hash> change : update.accounts()) {
      nextAccounts = nextAccounts.put(change.key(), change.after());
    }
    SortedTree<SlotKey, Optional<Bytes>> nextSlots = slots;
    for (ValueChange<SlotKey> change : update.slots()) {
      nextSlots = nextSlots.put(change.key(), change.after());
    }
    SortedTree<NodeKey, Optional<Bytes>> nextNodes = nodes;
    for (Map.Entry<NodeKey, Optional<Bytes>> node : update.nodes().entrySet()) {
      nextNodes = nextNodes.put(node.getKey(), node.getValue());
    }
    SortedTree<Hash, Bytes> nextCodes = codes;
    for (Map.Entry<Hash, Bytes> code : update.codes().entrySet()) {
      nextCodes = nextCodes.put(code.getKey(), code.getValue());
    }
    return new LayeredState(base, update.root(), nextAccounts, nextSlots, nextNodes, nextCodes);
  }

  @Override
  public Hash root() {
    return root;
  }

  @Override
  public Optional<Bytes> account(Hash accountKey) {
    return accounts.get(accountKey).orElseGet(() -> base.account(accountKey));
  }

  @Override
  public List<Entry> accounts(Hash first, Hash last, int entriesMax) {
    List<Entry> changed = new ArrayList<>();
    List<Hash> removed = new ArrayList<>();
    accounts.range(
        first,
        last,
        Integer.MAX_VALUE,
        (key, value) ->
            value.ifPresentOrElse(
                present -> changed.add(new Entry(key, present)), () -> removed.add(key)));
    return merge(
        base.accounts(first, last, more(entriesMax, changed, removed)),
        changed,
        removed,
        entriesMax);
  }

  @Override
  public Optional<Bytes> slot(SlotKey key) {
    return slots.get(key).orElseGet(() -> base.slot(key));
  }

  @Override
  public List<Entry> slots(Hash accountKey, Hash first, Hash last, int entriesMax) {
    List<Entry> changed = new ArrayList<>();
    List<Hash> removed = new ArrayList<>();
    slots.range(
        new SlotKey(accountKey, first),
        new SlotKey(accountKey, last),
        Integer.MAX_VALUE,
        (key, value) ->
            value.ifPresentOrElse(
                present -> changed.add(new Entry(key.slot(), present)),
                () -> removed.add(key.slot())));
    return merge(
        base.slots(accountKey, first, last, more(entriesMax, changed, removed)),
        changed,
        removed,
        entriesMax);
  }

  /// How many entries of the base are enough, since those that changed may hide as many of them.
  private static int more(int entriesMax, List<Entry> changed, List<Hash> removed) {
    return Math.clamp((long) entriesMax + changed.size() + removed.size(), 0, Integer.MAX_VALUE);
  }

  private static List<Entry> merge(
      List<Entry> below, List<Entry> changed, List<Hash> removed, int entriesMax) {
    NavigableMap<Hash, Entry> merged = new TreeMap<>();
    below.forEach(entry -> merged.put(entry.key(), entry));
    removed.forEach(merged::remove);
    changed.forEach(entry -> merged.put(entry.key(), entry));
    return merged.values().stream().limit(entriesMax).toList();
  }

  @Override
  public Optional<Bytes> node(NodeKey key) {
    return nodes.get(key).orElseGet(() -> base.node(key));
  }

  @Override
  public Optional<Bytes> code(Hash codeHash) {
    return codes.get(codeHash).or(() -> base.code(codeHash));
  }

  @Override
  public BranchCache branches() {
    return base.branches();
  }
}
