package org.tallystick.sdk.values;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.tallystick.abi.Abi;
import org.tallystick.abi.AbiDataException;
import org.tallystick.abi.AbiError;
import org.tallystick.abi.AbiParameter;
import org.tallystick.abi.AbiParameters;
import org.tallystick.bytes.Address;
import org.tallystick.bytes.Bytes;
import org.tallystick.machine.BuiltInErrors;

/// An error that a call gave back, read.
///
/// @param name no text where nobody declares it
/// @param data as the contract gave it back
public record ContractError(
    String name, AbiParameters parameters, List<Value> arguments, Bytes data) {
  public ContractError {
    arguments = List.copyOf(arguments);
  }

  /// Reads revert data with the first abi that knows the error.
  public static ContractError read(Bytes data, Stream<Abi> known) {
    return Stream.concat(known, Stream.of(BuiltInErrors.ABI))
        .flatMap(abi -> read(data, abi).stream())
        .findFirst()
        .orElseGet(() -> new ContractError("", AbiParameters.NONE, List.of(), data));
  }

  private static Optional<ContractError> read(Bytes data, Abi abi) {
    return abi.errorOf(data).flatMap(error -> read(data, error));
  }

  private static Optional<ContractError> read(Bytes data, AbiError error) {
    try {
      List<Value> values = Value.all(error.inputs(), error.decode(data));
      return Optional.of(new ContractError(error.name(), error.inputs(), values, data));
    } catch (AbiDataException anotherError) {
      return Optional.empty();
    }
  }

  /// The argument of this name.
  ///
  /// @throws IllegalArgumentException where the error has no such argument
  public Value argument(String argument) {
    List<String> names = parameters.all().stream().map(AbiParameter::name).toList();
    if (!names.contains(argument)) {
      throw new IllegalArgumentException(
          name + " has no argument " + argument + ", only (" + String.join(", ", names) + ")");
    }
    return arguments.get(names.indexOf(argument));
  }

  /// `ERC20InsufficientBalance(sender: bob, balance: 0, needed: 41)`.
  public String shown(Function<Address, Optional<String>> names) {
    if (name.isEmpty()) {
      return data.isEmpty() ? "without a reason" : "an error that nobody declares, " + data.toHex();
    }
    return name + "(" + Value.shown(parameters, arguments, names) + ")";
  }
}
