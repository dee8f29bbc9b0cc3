package org.tallystick.machine;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import org.tallystick.abi.Abi;
import org.tallystick.abi.AbiError;
import org.tallystick.abi.AbiException;
import org.tallystick.abi.AbiParameters;
import org.tallystick.abi.RevertData;
import org.tallystick.bytes.Bytes;

/// Revert data written and read: the errors of Solidity (`Error(string)`, `Panic(uint256)`), those
/// of this machine, and those that an abi declares.
final class RevertText {
  private RevertText() {}

  /// An error as a contract sees it.
  ///
  /// @param message in words, for people
  record Read(String name, AbiParameters parameters, List<Object> arguments, String message) {}

  static Bytes error(String message) {
    return RevertData.encodeError(message);
  }

  static Bytes panic(BigInteger code) {
    return encode("Panic", code);
  }

  /// @param name the class of the engine's error: TypeError, RangeError …
  static Bytes engineError(String name) {
    return encode("EngineError", name);
  }

  static Bytes reentrancy() {
    return encode("Reentrancy");
  }

  private static Bytes encode(String name, Object... arguments) {
    return BuiltInErrors.ABI.errorsNamed(name).getFirst().encode(List.of(arguments));
  }

  /// Reads what a call gave back, with the first abi that knows it.
  static Read read(Bytes data, Abi... known) {
    for (Abi abi : known) {
      Optional<Read> read = read(data, abi);
      if (read.isPresent()) {
        return read.get();
      }
    }
    return read(data, BuiltInErrors.ABI)
        .orElseGet(() ->
            data.isEmpty()
                ? new Read(
                    "CallFailed", AbiParameters.NONE, List.of(), "the call failed without a reason")
                : new Read(
                    "UnknownError",
                    AbiParameters.NONE,
                    List.of(),
                    "an error that is not declared"));
  }

  private static Optional<Read> read(Bytes data, Abi abi) {
    if (data.length() < 4) {
      return Optional.empty();
    }
    Optional<AbiError> error = abi.errorOf(data);
    if (error.isEmpty()) {
      return Optional.empty();
    }
    try {
      List<Object> arguments = error.get().decode(data);
      boolean isPlain = error.get().name().equals("Error") && arguments.size() == 1;
      return Optional.of(
          new Read(
              error.get().name(),
              error.get().inputs(),
              arguments,
              isPlain ? (String) arguments.getFirst() : error.get().name()));
    } catch (AbiException broken) {
      return Optional.empty();
    }
  }
}
