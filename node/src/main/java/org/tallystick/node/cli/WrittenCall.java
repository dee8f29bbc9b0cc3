package org.tallystick.node.cli;

import java.util.List;
import java.util.Optional;
import org.tallystick.abi.AbiConstructor;
import org.tallystick.abi.AbiDataException;
import org.tallystick.abi.AbiException;
import org.tallystick.abi.AbiFunction;
import org.tallystick.abi.AbiParameters;
import org.tallystick.bytes.Address;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.U256;
import org.tallystick.crypto.Checksum;
import org.tallystick.node.client.CallRequest;
import org.tallystick.node.client.NodeClient;
import org.tallystick.node.client.NodeRefusalException;
import org.tallystick.sdk.bundle.Artifact;
import org.tallystick.sdk.values.Arguments;
import org.tallystick.sdk.values.Value;

/// A call of a contract as it was written on the command line, understood.
///
/// @param function that is called
/// @param arguments in its inputs' types
record WrittenCall(
    DeployedContract contract,
    AbiFunction function,
    List<Object> arguments,
    KnownAccounts accounts) {

  /// @param words the function, and its arguments
  /// @throws CommandException where they do not fit the contract
  static WrittenCall of(DeployedContract contract, List<String> words, KnownAccounts accounts) {
    List<String> written = words.subList(1, words.size());
    AbiFunction function = contract.function(words.getFirst(), written.size());
    List<Object> arguments = read(function.name(), function.inputs(), written, accounts);
    return new WrittenCall(contract, function, arguments, accounts);
  }

  /// What a transaction carries to deploy a contract.
  ///
  /// @param written arguments of the constructor
  /// @throws CommandException where they do not fit it
  static Bytes creation(Artifact artifact, List<String> written, KnownAccounts accounts) {
    AbiConstructor constructor = artifact.abi().constructor().orElse(AbiConstructor.DEFAULT);
    String called = "the constructor of " + artifact.name();
    List<Object> arguments = read(called, constructor.inputs(), written, accounts);
    try {
      return artifact.creationData(arguments);
    } catch (AbiException fault) {
      throw CommandException.usage(called + ": " + fault.words());
    }
  }

  private static List<Object> read(
      String called, AbiParameters inputs, List<String> written, KnownAccounts accounts) {
    try {
      return new Arguments(accounts).read(inputs, written);
    } catch (IllegalArgumentException fault) {
      throw CommandException.usage(called + ": " + fault.getMessage());
    }
  }

  /// @param what has the address, for the words of an error
  static Address address(String what, String written) {
    if (!written.startsWith("0x")) {
      throw CommandException.usage(what + ": \"" + written + "\" is no address, 0x and 40 digits");
    }
    try {
      return Checksum.decode(written);
    } catch (IllegalArgumentException fault) {
      throw CommandException.usage(what + ": " + fault.getMessage());
    }
  }

  /// Selector and arguments.
  ///
  /// @throws CommandException where a value is out of its type's range
  Bytes data() {
    try {
      return function.encodeCall(arguments);
    } catch (AbiException fault) {
      throw CommandException.usage(function.name() + ": " + fault.words());
    }
  }

  /// What the contract returns, in the types of the function's outputs.
  ///
  /// @throws CommandException where it fails
  List<Object> ask(NodeClient node, Address from) {
    CallRequest request = new CallRequest(from, Optional.of(contract.address()), U256.ZERO, data());
    try {
      return function.decodeResult(node.call(request));
    } catch (NodeRefusalException refusal) {
      throw CommandException.failed(
          this + " fails: " + Reason.of(refusal, contract.abi(), accounts));
    } catch (AbiDataException fault) {
      throw CommandException.failed(this + " gives what its abi does not say: " + fault.words());
    }
  }

  /// What was returned, for people. A text alone stands without quotes, so that a script can use
  /// it.
  String shown(List<Object> returned) {
    return returned.size() == 1 && returned.getFirst() instanceof String text
        ? text
        : Value.returned(function.outputs(), returned).shown(accounts::nameOf);
  }

  /// `Coin.transfer(to: bob, value: 40)`.
  @Override
  public String toString() {
    List<Value> values = Value.all(function.inputs(), arguments);
    String shown = Value.shown(function.inputs(), values, accounts::nameOf);
    return contract.name() + "." + function.name() + "(" + shown + ")";
  }
}
