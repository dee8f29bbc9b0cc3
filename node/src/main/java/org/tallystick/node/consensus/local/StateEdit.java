package org.tallystick.node.consensus.local;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.tallystick.bytes.Address;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;
import org.tallystick.bytes.U256;
import org.tallystick.contract.Code;
import org.tallystick.contract.InvalidCodeException;
import org.tallystick.crypto.Checksum;
import org.tallystick.gas.Limits;
import org.tallystick.state.Account;
import org.tallystick.state.StateChanges;
import org.tallystick.state.StateChanges.AccountChange;
import org.tallystick.state.StateStore;
import org.tallystick.state.StateTrie;
import org.tallystick.state.StateUpdate;
import org.tallystick.state.StoredState;

/// Changes of one account by nobody's transaction. Each gives what leads from a state to the one
/// that is wanted, or refuses by a [DevRefusalException].
final class StateEdit {
  /// Far enough from 2^63 that no account can get there by sending.
  private static final long NONCE_MAX = 1L << 62;

  private StateEdit() {}

  static Function<StateStore, StateUpdate> balance(Address address, U256 wei) {
    return state -> change(state, address, account -> account.withBalance(wei), Map.of());
  }

  /// A nonce does not go back: a transaction would be there twice under one hash.
  static Function<StateStore, StateUpdate> nonce(Address address, long nonce) {
    return state ->
        change(
            state,
            address,
            account -> {
              if (nonce < account.nonce() || nonce > NONCE_MAX) {
                throw new DevRefusalException(
                    "the nonce of "
                        + Checksum.encode(address)
                        + " can be set from "
                        + account.nonce()
                        + ", what it is, to "
                        + NONCE_MAX
                        + "; got "
                        + nonce);
              }
              return account.withNonce(nonce);
            },
            Map.of());
  }

  /// @param code none makes the account one without code
  static Function<StateStore, StateUpdate> code(Address address, Bytes code) {
    if (code.isEmpty()) {
      return state ->
          change(state, address, account -> account.withCode(Account.NO_CODE), Map.of());
    }
    Hash hash = parse(code).hash();
    return state -> {
      StateUpdate update = change(state, address, account -> account.withCode(hash), Map.of());
      return update.withCodes(Map.of(hash, code));
    };
  }

  static Code parse(Bytes code) {
    if (code.length() > Limits.CODE_BYTES_MAX) {
      throw new DevRefusalException(
          "code has at most " + Limits.CODE_BYTES_MAX + " bytes, got " + code.length());
    }
    try {
      return Code.parse(code);
    } catch (InvalidCodeException fault) {
      throw new DevRefusalException("not the code of a contract: " + fault.rule());
    }
  }

  static Function<StateStore, StateUpdate> slot(Address address, Hash slot, U256 value) {
    return state -> change(state, address, account -> account, Map.of(slot, value));
  }

  private static StateUpdate change(
      StateStore store, Address address, UnaryOperator<Account> change, Map<Hash, U256> slots) {
    StoredState state = new StoredState(store);
    Account before = state.account(address).orElse(Account.EMPTY);
    Account after = change.apply(before);
    boolean hasStorage =
        !before.storageRoot().equals(Account.NO_STORAGE)
            || slots.values().stream().anyMatch(value -> !value.isZero());
    if (after.isEmpty() && hasStorage) {
      throw new DevRefusalException(
          Checksum.encode(address)
              + " would have storage, and no code, nonce or balance: such an account cannot be"
              + " (EIP-161); give it one of them first, or leave it one");
    }
    TreeMap<Address, AccountChange> accounts = new TreeMap<>();
    Optional<Account> present = after.isEmpty() ? Optional.empty() : Optional.of(after);
    accounts.put(address, AccountChange.of(state, address, present, slots));
    return StateTrie.prepare(store, new StateChanges(accounts, Map.of()));
  }
}
