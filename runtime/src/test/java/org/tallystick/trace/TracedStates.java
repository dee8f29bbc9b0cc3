package org.tallystick.trace;

import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.tallystick.bytes.Address;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;
import org.tallystick.bytes.U256;
import org.tallystick.testing.MapState;

/// What somebody can do who has nothing but the trace of a state.
final class TracedStates {
  private TracedStates() {}

  /// What is in a map and has to be.
  static <K, V> V in(Map<K, V> map, K key) {
    return Optional.ofNullable(map.get(key))
        .orElseThrow(() -> new AssertionError(key + " is not in " + map));
  }

  /// A state with these accounts and no others.
  static MapState of(SortedMap<Address, TracedAccount> accounts) {
    MapState state = new MapState();
    accounts.forEach((address, account) -> {
      if (!account.code().isEmpty()) {
        state.contract(address, account.code());
      }
      state.balance(address, account.balanceWei()).nonce(address, account.nonce());
      account.slots().forEach((slot, value) -> state.slot(address, slot, value));
    });
    return state;
  }

  /// The accounts after the changes.
  static SortedMap<Address, TracedAccount> apply(
      StateDiff diff, SortedMap<Address, TracedAccount> before) {
    SortedMap<Address, TracedAccount> after = new TreeMap<>(before);
    diff.post()
        .forEach((address, changed) ->
            after.computeIfPresent(
                address, (_, was) -> apply(changed, was, cleared(diff, address, changed))));
    return after;
  }

  private static SortedSet<Hash> cleared(
      StateDiff diff, Address address, StateDiff.Changed changed) {
    SortedSet<Hash> cleared = new TreeSet<>();
    TracedAccount pre = diff.pre().get(address);
    if (pre != null) {
      cleared.addAll(pre.slots().keySet());
    }
    cleared.removeAll(changed.slots().keySet());
    return cleared;
  }

  private static TracedAccount apply(
      StateDiff.Changed changed, TracedAccount was, SortedSet<Hash> cleared) {
    SortedMap<Hash, U256> slots = new TreeMap<>(was.slots());
    slots.putAll(changed.slots());
    cleared.forEach(slot -> slots.put(slot, U256.ZERO));
    Bytes code = changed.code().orElse(was.code());
    return new TracedAccount(
        changed.balanceWei().orElse(was.balanceWei()),
        changed.nonce().orElse(was.nonce()),
        code,
        slots);
  }
}
