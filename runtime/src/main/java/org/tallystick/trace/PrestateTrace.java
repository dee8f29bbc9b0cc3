package org.tallystick.trace;

import java.util.Collections;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.tallystick.bytes.Address;

/// The accounts and slots that a transaction touched, before it and after it. Those before are all
/// that it needs to be executed again.
///
/// @param before accounts that did not exist are in it as empty ones
/// @param after the same accounts with the same slots
public record PrestateTrace(
    SortedMap<Address, TracedAccount> before, SortedMap<Address, TracedAccount> after) {
  public PrestateTrace {
    before = Collections.unmodifiableSortedMap(new TreeMap<>(before));
    after = Collections.unmodifiableSortedMap(new TreeMap<>(after));
  }

  /// What go-ethereum's `prestateTracer` answers: accounts that existed, with all touched slots.
  public SortedMap<Address, TracedAccount> prestate() {
    SortedMap<Address, TracedAccount> existing = new TreeMap<>(before);
    existing.values().removeIf(TracedAccount::isEmpty);
    return existing;
  }

  /// What go-ethereum's `prestateTracer` answers in its `diffMode`: accounts that changed.
  public StateDiff diff() {
    SortedMap<Address, TracedAccount> pre = new TreeMap<>();
    SortedMap<Address, StateDiff.Changed> post = new TreeMap<>();
    before.forEach((address, was) -> {
      TracedAccount is = Objects.requireNonNull(after.get(address));
      if (!is.equals(was)) {
        post.put(address, StateDiff.Changed.between(was, is));
        if (!was.isEmpty()) {
          pre.put(address, StateDiff.withChangedSlots(was, is));
        }
      }
    });
    return new StateDiff(pre, post);
  }
}
