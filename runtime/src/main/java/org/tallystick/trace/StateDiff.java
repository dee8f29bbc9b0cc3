package org.tallystick.trace;

import java.util.Collections;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import org.tallystick.bytes.Address;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;
import org.tallystick.bytes.U256;

/// What a transaction changed.
///
/// @param pre changed accounts that existed, whole, with those of their slots that changed and were
///   not zero
/// @param post changed accounts, with what changed
public record StateDiff(
    SortedMap<Address, TracedAccount> pre, SortedMap<Address, StateDiff.Changed> post) {
  public StateDiff {
    pre = Collections.unmodifiableSortedMap(new TreeMap<>(pre));
    post = Collections.unmodifiableSortedMap(new TreeMap<>(post));
  }

  /// What is different in an account; what is absent stayed.
  ///
  /// @param slots that changed and are not zero: one that is in [#pre] and not here was cleared
  public record Changed(
      Optional<U256> balanceWei,
      OptionalLong nonce,
      Optional<Bytes> code,
      SortedMap<Hash, U256> slots) {
    public Changed {
      slots = Collections.unmodifiableSortedMap(new TreeMap<>(slots));
    }

    static Changed between(TracedAccount was, TracedAccount is) {
      return new Changed(
          is.balanceWei().equals(was.balanceWei())
              ? Optional.empty()
              : Optional.of(is.balanceWei()),
          is.nonce() == was.nonce() ? OptionalLong.empty() : OptionalLong.of(is.nonce()),
          is.code().equals(was.code()) ? Optional.empty() : Optional.of(is.code()),
          otherThan(was.slots(), is.slots()));
    }
  }

  static TracedAccount withChangedSlots(TracedAccount was, TracedAccount is) {
    return new TracedAccount(
        was.balanceWei(), was.nonce(), was.code(), otherThan(is.slots(), was.slots()));
  }

  /// The slots that have other values there, without zeros.
  private static SortedMap<Hash, U256> otherThan(
      SortedMap<Hash, U256> there, SortedMap<Hash, U256> slots) {
    SortedMap<Hash, U256> different = new TreeMap<>();
    slots.forEach((slot, value) -> {
      if (!value.isZero() && !value.equals(there.get(slot))) {
        different.put(slot, value);
      }
    });
    return different;
  }
}
