package org.tallystick.sdk.testing;

import java.util.List;
import org.tallystick.bytes.Bytes;
import org.tallystick.sdk.values.ContractError;
import org.tallystick.sdk.values.Value;

/// Says that a contract refused a call: what it did is undone.
public final class Reverted extends FailedCall {
  private static final long serialVersionUID = 1;

  private final transient ContractError error;
  private final transient Chain chain;

  Reverted(ContractError error, Chain chain, String message) {
    super(message);
    this.error = error;
    this.chain = chain;
  }

  ContractError error() {
    return error;
  }

  Chain chain() {
    return chain;
  }

  /// The error's name: declared by the contract, or `Error`, `Panic`, `EngineError`, `Reentrancy`;
  /// no text where nobody declares it.
  public String name() {
    return error.name();
  }

  public List<Value> arguments() {
    return error.arguments();
  }

  /// The argument of this name.
  ///
  /// @throws IllegalArgumentException where the error has no such argument
  public Value argument(String name) {
    return error.argument(name);
  }

  /// ABI-encoded, as it is on a real chain.
  public Bytes data() {
    return error.data();
  }
}
