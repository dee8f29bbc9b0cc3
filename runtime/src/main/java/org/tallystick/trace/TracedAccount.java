package org.tallystick.trace;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;
import org.tallystick.bytes.U256;
import org.tallystick.state.Account;

/// An account at one moment, with those of its slots that a transaction touched.
///
/// @param code empty where there is none
/// @param slots with zeros
public record TracedAccount(U256 balanceWei, long nonce, Bytes code, SortedMap<Hash, U256> slots) {
  public TracedAccount {
    slots = Collections.unmodifiableSortedMap(new TreeMap<>(slots));
  }

  static TracedAccount of(Account account, Bytes code, SortedMap<Hash, U256> slots) {
    return new TracedAccount(account.balanceWei(), account.nonce(), code, slots);
  }

  /// Whether there is no such account (EIP-161).
  public boolean isEmpty() {
    return balanceWei.isZero() && nonce == 0 && code.isEmpty();
  }
}
