package org.tallystick.node.cli;

import java.util.List;
import java.util.stream.Collectors;
import org.tallystick.abi.Abi;
import org.tallystick.abi.AbiFunction;
import org.tallystick.bytes.Address;
import org.tallystick.bytes.Bytes;
import org.tallystick.contract.Code;
import org.tallystick.contract.InvalidCodeException;
import org.tallystick.crypto.Checksum;
import org.tallystick.machine.ContractThreads;
import org.tallystick.machine.Inspection;
import org.tallystick.node.client.NodeClient;

/// A contract on a chain. Its abi is read out of its code, which is its source, so nobody has to
/// keep the two together.
record DeployedContract(Address address, String name, Abi abi) {
  /// Fetches a contract.
  ///
  /// @throws CommandException where the account has no code, or none of this platform
  static DeployedContract fetch(NodeClient node, Address address, Terminal terminal) {
    Bytes code = node.code(address);
    if (code.isEmpty()) {
      throw CommandException.failed(
          "there is no contract at "
              + Checksum.encode(address)
              + " on the chain of "
              + node.url()
              + ": look at the address, or name another node with --url");
    }
    try (ContractThreads threads = Machines.start(terminal, 1)) {
      return inspect(address, parse(address, code), threads);
    }
  }

  private static Code parse(Address address, Bytes code) {
    try {
      return Code.parse(code);
    } catch (InvalidCodeException fault) {
      throw CommandException.failed(
          "the code at "
              + Checksum.encode(address)
              + " is no JavaScript contract: "
              + fault.getMessage());
    }
  }

  private static DeployedContract inspect(Address address, Code code, ContractThreads threads) {
    return switch (threads.run(machine -> machine.inspect(code))) {
      case Inspection.Contract(String name, Abi abi) -> new DeployedContract(address, name, abi);
      case Inspection.Module _, Inspection.Refused _ ->
          throw CommandException.failed(
              "the contract at "
                  + Checksum.encode(address)
                  + " does not pass this version's check: use the version it was deployed with");
    };
  }

  /// The function to call.
  ///
  /// @param called its name, or its signature where several have the name
  /// @param arguments how many are given
  /// @throws CommandException where it is not clear which, naming those that there are
  AbiFunction function(String called, int arguments) {
    return abi.function(called).orElseGet(() -> named(called, arguments));
  }

  private AbiFunction named(String called, int arguments) {
    List<AbiFunction> named = abi.functionsNamed(called);
    if (named.isEmpty()) {
      throw CommandException.usage(name + " has no function " + called + "; it has " + functions());
    }
    if (named.size() == 1) {
      return named.getFirst();
    }
    List<AbiFunction> fitting =
        named.stream().filter(function -> function.inputs().size() == arguments).toList();
    if (fitting.size() != 1) {
      throw CommandException.usage(
          "say which function is meant by its signature: " + signatures(named));
    }
    return fitting.getFirst();
  }

  /// The signatures of all functions, for people.
  String functions() {
    return signatures(abi.functions());
  }

  private static String signatures(List<AbiFunction> functions) {
    return functions.isEmpty()
        ? "none"
        : functions.stream().map(AbiFunction::signature).collect(Collectors.joining(", "));
  }
}
