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
  /// @param account as it is after the block, absent where it is empty now; its storage root is
  ///   still the parent's, since only the trie can tell the new one
  /// @param slots changed slots with their new values; zero removes
  public record AccountChange(Optional<Account> account, SortedMap<Hash, U256> slots) {
    public AccountChange {
      slots = Collections.unmodifiableSortedMap(new TreeMap<>(slots));
    }
  }
}
