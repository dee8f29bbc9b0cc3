package org.tallystick.state;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;

/// All that a store has to write to go from one state to the next. An absent value means that the
/// key is deleted.
///
/// @param parentRoot root of the state it was made for, and to no other may be applied
/// @param root of the state that it leads to
/// @param accounts in flat form, by Keccak-256 of the address
/// @param slots without leading zeroes
/// @param codes new code by its hash; code is never deleted
public record StateUpdate(
    Hash parentRoot,
    Hash root,
    SortedMap<Hash, Optional<Bytes>> accounts,
    SortedMap<SlotKey, Optional<Bytes>> slots,
    SortedMap<NodeKey, Optional<Bytes>> nodes,
    Map<Hash, Bytes> codes) {

  public StateUpdate {
    accounts = Collections.unmodifiableSortedMap(new TreeMap<>(accounts));
    slots = Collections.unmodifiableSortedMap(new TreeMap<>(slots));
    nodes = Collections.unmodifiableSortedMap(new TreeMap<>(nodes));
    codes = Map.copyOf(codes);
  }
}
