package org.tallystick.state;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;

/// All that a store has to write to go from one state to the next.
///
/// @param parentRoot root of the state it was made for, and to no other may be applied
/// @param root of the state that it leads to
/// @param accounts in flat form, by Keccak-256 of the address; sorted
/// @param slots without leading zeroes; sorted
/// @param nodes inner nodes, absent where there is none at the place any more; they follow from the
///   flat values. Not copied, since there are thousands in each block: who makes an update gives
///   them away, and changes them no more
/// @param codes new code by its hash; code is never deleted
public record StateUpdate(
    Hash parentRoot,
    Hash root,
    List<ValueChange<Hash>> accounts,
    List<ValueChange<SlotKey>> slots,
    Map<NodeKey, Optional<Bytes>> nodes,
    Map<Hash, Bytes> codes) {

  public StateUpdate {
    accounts = List.copyOf(accounts);
    slots = List.copyOf(slots);
    nodes = Collections.unmodifiableMap(nodes);
    codes = Map.copyOf(codes);
  }

  /// What leads to where the next one leads, at once.
  ///
  /// @throws IllegalArgumentException where the next was made for another state than this leads to
  public StateUpdate then(StateUpdate next) {
    return inOrder(List.of(this, next));
  }

  /// What leads to where the last of several leads, at once.
  ///
  /// @param updates at least one, each made for the state that the one before leads to
  /// @throws IllegalArgumentException where one was made for another state
  public static StateUpdate inOrder(List<StateUpdate> updates) {
    Hash root = updates.getFirst().parentRoot;
    Map<NodeKey, Optional<Bytes>> nodes = new HashMap<>();
    Map<Hash, Bytes> codes = new HashMap<>();
    for (StateUpdate update : updates) {
      if (!update.parentRoot.equals(root)) {
        throw new IllegalArgumentException(
            "an update for the state with the root "
                + update.parentRoot
                + " follows one to "
                + root);
      }
      root = update.root;
      nodes.putAll(update.nodes);
      codes.putAll(update.codes);
    }
    return new StateUpdate(
        updates.getFirst().parentRoot,
        root,
        merged(updates.stream().map(StateUpdate::accounts)),
        merged(updates.stream().map(StateUpdate::slots)),
        nodes,
        codes);
  }

  /// One change for each key, from before the first to after the last; none where both are the
  /// same.
  private static <K extends Comparable<? super K>> List<ValueChange<K>> merged(
      Stream<List<ValueChange<K>>> changes) {
    SortedMap<K, ValueChange<K>> merged = new TreeMap<>();
    changes
        .flatMap(List::stream)
        .forEach(change ->
            merged.merge(
                change.key(),
                change,
                (first, last) -> new ValueChange<>(first.key(), first.before(), last.after())));
    return merged.values().stream()
        .filter(change -> !change.before().equals(change.after()))
        .toList();
  }

  /// The same with these codes, in the place of those it has.
  public StateUpdate withCodes(Map<Hash, Bytes> others) {
    return new StateUpdate(parentRoot, root, accounts, slots, nodes, others);
  }

  /// What leads back, in values; the nodes are not known.
  public StateUpdate reversed() {
    return new StateUpdate(
        root,
        parentRoot,
        accounts.stream().map(ValueChange::reversed).toList(),
        slots.stream().map(ValueChange::reversed).toList(),
        Map.of(),
        Map.of());
  }

  /// Keccak-256 of the addresses whose accounts changed.
  public Set<Hash> accountKeys() {
    return accounts.stream().map(ValueChange::key).collect(Collectors.toUnmodifiableSet());
  }
}
