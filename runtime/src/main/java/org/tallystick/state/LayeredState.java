package org.tallystick.state;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
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
    return new LayeredRange(
            first,
            last,
            (next, more) -> base.accounts(next, last, more),
            (next, more) -> changes(accounts, next, last, more, key -> key))
        .first(entriesMax);
  }

  @Override
  public Optional<Bytes> slot(SlotKey key) {
    return slots.get(key).orElseGet(() -> base.slot(key));
  }

  @Override
  public List<Entry> slots(Hash accountKey, Hash first, Hash last, int entriesMax) {
    SlotKey end = new SlotKey(accountKey, last);
    return new LayeredRange(
            first,
            last,
            (next, more) -> base.slots(accountKey, next, last, more),
            (next, more) -> changes(slots, new SlotKey(accountKey, next), end, more, SlotKey::slot))
        .first(entriesMax);
  }

  /// The first changes in a range of keys.
  private static <K extends Comparable<? super K>> List<LayeredRange.Change> changes(
      SortedTree<K, Optional<Bytes>> changed,
      K first,
      K last,
      int entriesMax,
      Function<K, Hash> keyOf) {
    List<LayeredRange.Change> changes = new ArrayList<>();
    changed.range(
        first,
        last,
        entriesMax,
        (key, value) -> changes.add(new LayeredRange.Change(keyOf.apply(key), value)));
    return changes;
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
