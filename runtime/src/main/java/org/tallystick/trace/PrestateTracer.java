package org.tallystick.trace;

import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.tallystick.bytes.Address;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;
import org.tallystick.bytes.U256;
import org.tallystick.execution.TraceEvent;
import org.tallystick.execution.Tracer;
import org.tallystick.state.Account;
import org.tallystick.state.WorldState;

/// Notes what accounts and slots were when one transaction first touched them, and what they are
/// after it.
public final class PrestateTracer implements Tracer {
  private final SortedMap<Address, Before> touched = new TreeMap<>();
  private @Nullable WorldState state;
  private @Nullable PrestateTrace result;

  private record Before(Account account, Bytes code, SortedMap<Hash, U256> slots) {}

  /// @throws IllegalStateException where no transaction was traced to its end
  public PrestateTrace result() {
    if (result == null) {
      throw new IllegalStateException("no transaction was traced to its end");
    }
    return result;
  }

  @Override
  public void on(TraceEvent event) {
    switch (event) {
      case TraceEvent.Begun begun -> {
        state = begun.state();
        touch(begun.message().sender());
        touch(begun.target());
        touch(begun.feeRecipient());
      }
      case TraceEvent.AccountTouched(Address account) -> touch(account);
      case TraceEvent.SlotTouched(Address account, Hash slot) -> {
        SortedMap<Hash, U256> slots = touch(account).slots;
        if (!slots.containsKey(slot)) {
          slots.put(slot, state().storage(account, slot));
        }
      }
      case TraceEvent.Settled _ -> result = new PrestateTrace(before(), after());
      case TraceEvent.Entered _,
          TraceEvent.Left _,
          TraceEvent.Refused _,
          TraceEvent.Charged _,
          TraceEvent.Logged _ -> {}
    }
  }

  /// Whatever changes an account touches it first, so what is seen here is as it was.
  private Before touch(Address address) {
    Before known = touched.get(address);
    if (known == null) {
      Account account = account(address);
      known = new Before(account, state().code(account.codeHash()), new TreeMap<>());
      touched.put(address, known);
    }
    return known;
  }

  private SortedMap<Address, TracedAccount> before() {
    SortedMap<Address, TracedAccount> before = new TreeMap<>();
    touched.forEach(
        (address, was) -> before.put(address, TracedAccount.of(was.account, was.code, was.slots)));
    return before;
  }

  private SortedMap<Address, TracedAccount> after() {
    SortedMap<Address, TracedAccount> after = new TreeMap<>();
    touched.forEach((address, was) -> {
      SortedMap<Hash, U256> slots = new TreeMap<>();
      Set<Hash> keys = new TreeSet<>(was.slots.keySet());
      keys.forEach(slot -> slots.put(slot, state().storage(address, slot)));
      Account account = account(address);
      after.put(address, TracedAccount.of(account, state().code(account.codeHash()), slots));
    });
    return after;
  }

  private Account account(Address address) {
    return state().account(address).orElse(Account.EMPTY);
  }

  private WorldState state() {
    if (state == null) {
      throw new IllegalStateException("no transaction has begun");
    }
    return state;
  }
}
