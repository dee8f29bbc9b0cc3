package org.tallystick.machine;

import org.tallystick.abi.Abi;

/// The errors that every contract may end with and none has to declare: Solidity's two, and those
/// of this machine.
public final class BuiltInErrors {
  public static final Abi ABI =
      Abi.parse(
          """
          error Error(string message)
          error Panic(uint256 code)
          error EngineError(string name)
          error Reentrancy()
          """);

  private BuiltInErrors() {}
}
