package org.tallystick.state;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
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
