package org.tallystick.node.rpc.eth;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.tallystick.bytes.Address;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;
import org.tallystick.bytes.U256;
import org.tallystick.contract.Code;
import org.tallystick.contract.InvalidCodeException;
import org.tallystick.execution.CallRequest;
import org.tallystick.execution.StateOverrides;
import org.tallystick.execution.StateOverrides.AccountOverride;
import org.tallystick.execution.StateOverrides.NewCode;
import org.tallystick.execution.StateOverrides.StorageOverride;
import org.tallystick.json.Json;
import org.tallystick.ledger.AccessListEntry;
import org.tallystick.node.rpc.protocol.Argument;

/// Reads the objects that describe a call, as clients send them: every client adds some members of
/// its own, so those that mean nothing here are not looked at.
public final class CallArguments {
  /// So far from 2^63 that no account gets there by what is simulated.
  private static final long NONCE_MAX = 1L << 62;

  private CallArguments() {}

  public static CallRequest readCall(Argument argument) {
    Optional<U256> gasPriceWei = argument.member("gasPrice").map(Argument::quantity);
    Optional<U256> maxFeePerGasWei = argument.member("maxFeePerGas").map(Argument::quantity);
    Optional<U256> maxPriorityFeePerGasWei =
        argument.member("maxPriorityFeePerGas").map(Argument::quantity);
    if (gasPriceWei.isPresent()
        && (maxFeePerGasWei.isPresent() || maxPriorityFeePerGasWei.isPresent())) {
      throw argument.fault("both gasPrice and (maxFeePerGas or maxPriorityFeePerGas) specified");
    }
    return new CallRequest(
        argument.member("from").map(Argument::address).orElse(Address.ZERO),
        argument.member("to").map(Argument::address),
        gasLimit(argument),
        gasPriceWei.or(() -> maxFeePerGasWei).orElse(U256.ZERO),
        gasPriceWei.or(() -> maxPriorityFeePerGasWei).orElse(U256.ZERO),
        argument.member("value").map(Argument::quantity).orElse(U256.ZERO),
        data(argument),
        argument.member("accessList").map(CallArguments::accessList).orElse(List.of()));
  }

  /// A limit beyond 2^63 is as good as none.
  static OptionalLong gasLimit(Argument argument) {
    return argument
        .member("gas")
        .map(Argument::unsignedQuantity)
        .map(gas -> OptionalLong.of(gas < 0 ? Long.MAX_VALUE : gas))
        .orElse(OptionalLong.empty());
  }

  /// The input has two names; some clients send both.
  static Bytes data(Argument argument) {
    Optional<Bytes> data = argument.member("data").map(Argument::bytes);
    Optional<Bytes> input = argument.member("input").map(Argument::bytes);
    if (data.isPresent() && input.isPresent() && !data.equals(input)) {
      throw argument.fault(
          "both \"data\" and \"input\" are set and not equal. Please use \"input\" to pass"
              + " transaction call data");
    }
    return input.or(() -> data).orElse(Bytes.EMPTY);
  }

  static List<AccessListEntry> accessList(Argument argument) {
    List<AccessListEntry> entries = new ArrayList<>();
    for (Argument entry : argument.elements()) {
      List<Hash> slots =
          entry
              .member("storageKeys")
              .map(keys -> keys.elements().stream().map(Argument::hash).toList())
              .orElse(List.of());
      entries.add(new AccessListEntry(entry.requiredMember("address").address(), slots));
    }
    return entries;
  }

  public static StateOverrides readOverrides(Argument argument) {
    Map<Address, AccountOverride> accounts = new HashMap<>();
    argument
        .members()
        .forEach((name, override) -> {
          Address address = addressOf(argument, name);
          if (accounts.put(address, accountOverride(override)) != null) {
            throw override.fault("the same account was there before, in another spelling");
          }
        });
    return new StateOverrides(accounts);
  }

  private static AccountOverride accountOverride(Argument override) {
    Optional<Argument> state = override.member("state");
    Optional<Argument> stateDiff = override.member("stateDiff");
    if (state.isPresent() && stateDiff.isPresent()) {
      throw override.fault("account has both 'state' and 'stateDiff'");
    }
    override
        .member("movePrecompileToAddress")
        .ifPresent(target -> {
          throw target.fault("no account of this chain is a precompile");
        });
    OptionalLong nonce =
        override
            .member("nonce")
            .map(one -> OptionalLong.of(nonce(one)))
            .orElse(OptionalLong.empty());
    return new AccountOverride(
        override.member("balance").map(Argument::quantity),
        nonce,
        override.member("code").map(CallArguments::code),
        state
            .map(slots -> new StorageOverride(slots(slots), true))
            .or(() -> stateDiff.map(slots -> new StorageOverride(slots(slots), false)))
            .orElse(StorageOverride.NONE));
  }

  private static long nonce(Argument argument) {
    long nonce = argument.smallQuantity();
    if (nonce > NONCE_MAX) {
      throw argument.fault("a nonce is at most " + NONCE_MAX + ", got " + nonce);
    }
    return nonce;
  }

  private static NewCode code(Argument argument) {
    Bytes code = argument.bytes();
    if (code.isEmpty()) {
      return new NewCode.None();
    }
    try {
      return new NewCode.Some(Code.parse(code));
    } catch (InvalidCodeException fault) {
      throw argument.fault(String.valueOf(fault.getMessage()));
    }
  }

  private static Map<Hash, U256> slots(Argument argument) {
    Map<Hash, U256> slots = new HashMap<>();
    argument
        .members()
        .forEach((name, value) ->
            slots.put(
                new Argument(argument.place(), Json.of(name)).slot(),
                U256.fromBytes(value.slot().bytes())));
    return slots;
  }

  /// A member's name that has to be an address.
  private static Address addressOf(Argument argument, String name) {
    return new Argument(argument.place(), Json.of(name)).address();
  }
}
