package org.tallystick.execution;

import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.tallystick.bytes.Address;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;
import org.tallystick.bytes.U256;
import org.tallystick.state.Account;
import org.tallystick.state.WorldState;

/// A state that remembers what it was asked for. Unlike other states it belongs to one thread.
final class RecordingState implements WorldState {
  private final WorldState state;
  private final SortedMap<Address, Set<Hash>> touched = new TreeMap<>();

  RecordingState(WorldState state) {
    this.state = state;
  }

  /// The slots of each account that was asked for.
  SortedMap<Address, Set<Hash>> touched() {
    return touched;
  }

  @Override
  public Optional<Account> account(Address address) {
    slotsOf(address);
    return state.account(address);
  }

  @Override
  public U256 storage(Address address, Hash slot) {
    slotsOf(address).add(slot);
    return state.storage(address, slot);
  }

  @Override
  public Bytes code(Hash codeHash) {
    return state.code(codeHash);
  }

  private Set<Hash> slotsOf(Address address) {
    return touched.computeIfAbsent(address, _ -> new TreeSet<>());
  }
}
