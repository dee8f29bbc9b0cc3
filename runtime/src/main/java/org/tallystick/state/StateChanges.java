package org.tallystick.state;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.tallystick.bytes.Address;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;
import org.tallystick.bytes.U256;

/// What a block did to a state: the accounts and slots whose values differ from the parent's, and
/// the code that came. Sorted, so that everybody walks it in one order.
///
/// @param accounts by address
/// @param codes new code by its hash
public record StateChanges(SortedMap<Address, AccountChange> accounts, Map<Hash, Bytes> codes) {

  public StateChanges {
    accounts = Collections.unmodifiableSortedMap(new TreeMap<>(accounts));
    codes = Map.copyOf(codes);
  }

  /// One account's change.
  ///
  /// @param before as the parent state has it, absent where it has none
  /// @param after absent where it is empty now; its storage root is still the parent's, since only
  ///   the trie can tell the new one
  /// @param slots that changed
  public record AccountChange(
      Optional<Account> before, Optional<Account> after, SortedMap<Hash, SlotChange> slots) {
    public AccountChange {
      slots = Collections.unmodifiableSortedMap(new TreeMap<>(slots));
    }

    /// The change of what a state says about an account.
    ///
    /// @param after absent where it is empty now
    /// @param slots new values by slot; zero removes
    public static AccountChange of(
        WorldState before, Address address, Optional<Account> after, Map<Hash, U256> slots) {
      SortedMap<Hash, SlotChange> changes = new TreeMap<>();
      slots.forEach(
          (slot, value) -> changes.put(slot, new SlotChange(before.storage(address, slot), value)));
      return new AccountChange(before.account(address), after, changes);
    }
  }

  /// One slot's change. Zero is no value.
  ///
  /// @param before as the parent state has it
  public record SlotChange(U256 before, U256 after) {}
}
