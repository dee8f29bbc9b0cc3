package org.tallystick.execution;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tallystick.bytes.Address;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;
import org.tallystick.bytes.U256;
import org.tallystick.crypto.Keccak;
import org.tallystick.execution.StateOverrides.AccountOverride;
import org.tallystick.execution.StateOverrides.NewCode;
import org.tallystick.state.Account;
import org.tallystick.state.AccountCodec;
import org.tallystick.state.SlotKey;
import org.tallystick.state.StateStore;
import org.tallystick.state.StateTrie;
import org.tallystick.state.StateUpdate;
import org.tallystick.state.ValueChange;

/// Writes overrides into a state and its tries, so that blocks can follow that build on them.
/// Belongs to one thread and is spent by [#prepare].
final class OverrideUpdate {
  private final StateStore state;
  private final Room room;
  private final List<ValueChange<Hash>> accounts = new ArrayList<>();
  private final List<ValueChange<SlotKey>> slots = new ArrayList<>();
  private final Map<Hash, Bytes> codes = new HashMap<>();

  /// For the slots of accounts whose storage is replaced: all of them have to be read.
  static final class Room {
    private int slots;

    Room(int slots) {
      this.slots = slots;
    }
  }

  private OverrideUpdate(StateStore state, Room room) {
    this.state = state;
    this.room = room;
  }

  /// @param room of which what is read is taken
  /// @return absent where there is not enough
  static Optional<StateUpdate> prepare(StateStore state, StateOverrides overrides, Room room) {
    OverrideUpdate update = new OverrideUpdate(state, room);
    for (Map.Entry<Address, AccountOverride> each : overrides.accounts().entrySet()) {
      if (!update.add(each.getKey(), each.getValue())) {
        return Optional.empty();
      }
    }
    return Optional.of(update.finish());
  }

  private boolean add(Address address, AccountOverride override) {
    Hash key = Keccak.hash(address.bytes());
    Optional<Bytes> flat = state.account(key);
    Account before = flat.map(bytes -> AccountCodec.fromFlat(key, bytes)).orElse(Account.EMPTY);
    Account after = override(before, override);
    // An empty account is not stored (EIP-161), so it has no storage either.
    boolean isGone = after.isEmpty();
    Map<Hash, U256> values = isGone ? Map.of() : override.storage().slots();
    Map<Hash, U256> byKey = new HashMap<>();
    values.forEach((slot, value) -> byKey.put(Keccak.hash(slot.bytes()), value));
    if (isGone || override.storage().replacesAll()) {
      List<StateStore.Entry> old = state.slots(key, Hash.ZERO, last(), room.slots + 1);
      if (old.size() > room.slots) {
        return false;
      }
      room.slots -= old.size();
      old.forEach(entry -> byKey.putIfAbsent(entry.key(), U256.ZERO));
    }
    byKey.forEach((slot, value) -> {
      SlotKey slotKey = new SlotKey(key, slot);
      slots.add(
          new ValueChange<>(
              slotKey,
              state.slot(slotKey),
              value.isZero() ? Optional.empty() : Optional.of(value.toTrimmedBytes())));
    });
    accounts.add(
        new ValueChange<>(
            key, flat, isGone ? Optional.empty() : Optional.of(AccountCodec.toFlat(after))));
    return true;
  }

  private Account override(Account before, AccountOverride override) {
    Account after = before;
    if (override.balanceWei().isPresent()) {
      after = after.withBalance(override.balanceWei().get());
    }
    if (override.nonce().isPresent()) {
      after = after.withNonce(override.nonce().getAsLong());
    }
    return switch (override.code().orElse(null)) {
      case NewCode.None() -> after.withCode(Account.NO_CODE);
      case NewCode.Some(var code) -> {
        codes.put(code.hash(), code.bytes());
        yield after.withCode(code.hash());
      }
      case null -> after;
    };
  }

  private static Hash last() {
    return Hash.wrap(U256.MAX.toWord());
  }

  private StateUpdate finish() {
    accounts.sort(Comparator.comparing(ValueChange::key));
    slots.sort(Comparator.comparing(ValueChange::key));
    StateUpdate values = StateTrie.prepare(state, accounts, slots);
    return new StateUpdate(
        values.parentRoot(),
        values.root(),
        values.accounts(),
        values.slots(),
        values.nodes(),
        codes);
  }
}
