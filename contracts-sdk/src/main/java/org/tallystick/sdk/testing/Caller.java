package org.tallystick.sdk.testing;

import java.util.List;
import java.util.Optional;
import org.tallystick.abi.AbiFunction;
import org.tallystick.abi.AbiValueException;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.U256;
import org.tallystick.sdk.values.Value;

/// What an account does with a contract: send transactions to it, ask it.
public final class Caller {
  private final Chain chain;
  private final Deployed contract;
  private final Terms terms;

  Caller(Chain chain, Deployed contract, Terms terms) {
    this.chain = chain;
    this.contract = contract;
    this.terms = terms;
  }

  /// The same with coins for the contract.
  public Caller value(U256 wei) {
    return new Caller(chain, contract, terms.withValue(wei));
  }

  /// The same with this gas limit.
  public Caller gas(long limit) {
    return new Caller(chain, contract, terms.withGas(limit));
  }

  /// Calls a function in a transaction of its own.
  ///
  /// @param function name, or the signature where the name is overloaded
  /// @param arguments whatever [org.tallystick.sdk.values.Arguments] takes
  /// @throws FailedCall where it does not succeed
  public Tx send(String function, Object... arguments) {
    AbiFunction declared = contract.function(function, arguments.length);
    List<Object> values = values(declared, arguments);
    return attempt(declared, values)
        .send(
            Optional.of(contract.address()),
            data(declared, values),
            Optional.of(contract),
            returned -> Value.returned(declared.outputs(), declared.decodeResult(returned)));
  }

  /// Asks a function, as `eth_call` does: whatever it changes is forgotten.
  ///
  /// @throws FailedCall where it does not succeed
  public Value call(String function, Object... arguments) {
    AbiFunction declared = contract.function(function, arguments.length);
    List<Object> values = values(declared, arguments);
    Bytes returned = attempt(declared, values).call(contract, data(declared, values));
    return Value.returned(declared.outputs(), declared.decodeResult(returned));
  }

  private List<Object> values(AbiFunction function, Object[] arguments) {
    return chain.arguments(what(function), function.inputs(), arguments);
  }

  private Bytes data(AbiFunction function, List<Object> values) {
    try {
      return function.encodeCall(values);
    } catch (AbiValueException e) {
      throw new IllegalArgumentException(what(function) + ": " + e.getMessage(), e);
    }
  }

  private Attempt attempt(AbiFunction function, List<Object> values) {
    return Attempt.of(chain, terms, what(function), function.inputs(), values);
  }

  private String what(AbiFunction function) {
    return contract.name() + "." + function.name();
  }
}
