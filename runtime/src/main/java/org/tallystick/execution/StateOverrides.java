package org.tallystick.execution;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.tallystick.bytes.Address;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;
import org.tallystick.bytes.U256;
import org.tallystick.contract.Code;
import org.tallystick.state.Account;
import org.tallystick.state.WorldState;

/// What a simulated call pretends about some accounts.
public record StateOverrides(Map<Address, AccountOverride> accounts) {
  public static final StateOverrides NONE = new StateOverrides(Map.of());

  public StateOverrides {
    accounts = copy(accounts);
  }

  /// What is pretended about one account; what is absent stays.
  public record AccountOverride(
      Optional<U256> balanceWei,
      OptionalLong nonce,
      Optional<NewCode> code,
      StorageOverride storage) {}

  /// Code that is pretended.
  public sealed interface NewCode {
    /// The account is no contract.
    record None() implements NewCode {}

    /// The account is this contract.
    record Some(Code code) implements NewCode {}
  }

  /// Storage that is pretended.
  ///
  /// @param slots values by slot
  /// @param replacesAll whether every other slot is zero (`state` in JSON-RPC) or as it was
  ///   (`stateDiff`)
  public record StorageOverride(Map<Hash, U256> slots, boolean replacesAll) {
    /// Storage as it is.
    public static final StorageOverride NONE = new StorageOverride(Map.of(), false);

    public StorageOverride {
      slots = copy(slots);
    }
  }

  /// The state as it would be.
  public WorldState over(WorldState state) {
    if (accounts.isEmpty()) {
      return state;
    }
    Map<Hash, Bytes> codes = new HashMap<>();
    for (AccountOverride account : accounts.values()) {
      if (account.code.orElse(null) instanceof NewCode.Some(Code code)) {
        codes.put(code.hash(), code.bytes());
      }
    }
    return new Overridden(state, accounts, codes);
  }

  /// The keys are a stranger's choice. Where their hashes collide, `Map.copyOf` would look at all
  /// of them for each one; a hash map keeps them in a tree.
  private static <K extends Comparable<K>, V> Map<K, V> copy(Map<K, V> map) {
    return Collections.unmodifiableMap(new HashMap<>(map));
  }

  private record Overridden(
      WorldState state, Map<Address, AccountOverride> accounts, Map<Hash, Bytes> codes)
      implements WorldState {
    @Override
    public Optional<Account> account(Address address) {
      AccountOverride override = accounts.get(address);
      if (override == null) {
        return state.account(address);
      }
      Account account = state.account(address).orElse(Account.EMPTY);
      if (override.balanceWei.isPresent()) {
        account = account.withBalance(override.balanceWei.get());
      }
      if (override.nonce.isPresent()) {
        account = account.withNonce(override.nonce.getAsLong());
      }
      if (override.code.isPresent()) {
        account = account.withCode(codeHash(override.code.get()));
      }
      return account.isEmpty() ? Optional.empty() : Optional.of(account);
    }

    private static Hash codeHash(NewCode code) {
      return switch (code) {
        case NewCode.None() -> Account.NO_CODE;
        case NewCode.Some(Code some) -> some.hash();
      };
    }

    @Override
    public U256 storage(Address address, Hash slot) {
      AccountOverride override = accounts.get(address);
      U256 value = override == null ? null : override.storage.slots.get(slot);
      if (value != null) {
        return value;
      }
      return override != null && override.storage.replacesAll
          ? U256.ZERO
          : state.storage(address, slot);
    }

    @Override
    public Bytes code(Hash codeHash) {
      Bytes code = codes.get(codeHash);
      return code != null ? code : state.code(codeHash);
    }
  }
}
