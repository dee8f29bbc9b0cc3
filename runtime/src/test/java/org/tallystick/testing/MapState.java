package org.tallystick.testing;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.tallystick.bytes.Address;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;
import org.tallystick.bytes.U256;
import org.tallystick.crypto.Keccak;
import org.tallystick.state.Account;
import org.tallystick.state.StateChanges;
import org.tallystick.state.WorldState;

/// A state in plain maps, without a root. Filled by the test before it is read.
public final class MapState implements WorldState {
  private final Map<Address, Account> accounts = new HashMap<>();
  private final Map<Address, Map<Hash, U256>> storage = new HashMap<>();
  private final Map<Hash, Bytes> codes = new HashMap<>();

  public MapState balance(Address address, U256 wei) {
    accounts.put(address, account(address).orElse(Account.EMPTY).withBalance(wei));
    return this;
  }

  public MapState nonce(Address address, long nonce) {
    accounts.put(address, account(address).orElse(Account.EMPTY).withNonce(nonce));
    return this;
  }

  /// Makes a contract: the code, and the nonce 1 of an account that was created.
  public MapState contract(Address address, Bytes code) {
    Hash hash = Keccak.hash(code);
    codes.put(hash, code);
    accounts.put(address, account(address).orElse(Account.EMPTY).withNonce(1).withCode(hash));
    return this;
  }

  public MapState slot(Address address, Hash slot, U256 value) {
    storage.computeIfAbsent(address, any -> new HashMap<>()).put(slot, value);
    return this;
  }

  /// The state after the changes, a new one.
  public MapState after(StateChanges changes) {
    MapState next = new MapState();
    next.accounts.putAll(accounts);
    storage.forEach((address, slots) -> next.storage.put(address, new HashMap<>(slots)));
    next.codes.putAll(codes);
    next.codes.putAll(changes.codes());
    changes
        .accounts()
        .forEach((address, change) -> {
          next.accounts.remove(address);
          change.after().ifPresent(account -> next.accounts.put(address, account));
          change.slots().forEach((slot, value) -> next.slot(address, slot, value.after()));
        });
    return next;
  }

  /// All wei of all accounts together.
  public U256 supply() {
    return accounts.values().stream().map(Account::balanceWei).reduce(U256.ZERO, U256::plus);
  }

  @Override
  public Optional<Account> account(Address address) {
    return Optional.ofNullable(accounts.get(address));
  }

  @Override
  public U256 storage(Address address, Hash slot) {
    return storage.getOrDefault(address, Map.of()).getOrDefault(slot, U256.ZERO);
  }

  @Override
  public Bytes code(Hash codeHash) {
    return Optional.ofNullable(codes.get(codeHash))
        .orElseThrow(() -> new IllegalStateException("no code with the hash " + codeHash));
  }
}
