package org.tallystick.node.cli;

import java.util.List;
import org.tallystick.bytes.Address;
import org.tallystick.node.client.NodeClient;
import picocli.CommandLine.Parameters;

/// Which function of which contract a command calls.
final class CalledFunction {
  @Parameters(index = "0", paramLabel = "ADDRESS", description = "The contract.")
  private String contract = "";

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "FUNCTION [ARGUMENT]",
      description =
          "The function and its arguments. Lists and structs as JSON; accounts by name; amounts in"
              + " the smallest unit.")
  private List<String> words = List.of();

  /// The call, with the contract as it stands on the chain of a node.
  ///
  /// @throws CommandException where there is no such contract or function, or the arguments do not
  ///   fit
  WrittenCall on(NodeClient node, Terminal terminal) {
    Address address = WrittenCall.address("the contract", contract);
    DeployedContract found = DeployedContract.fetch(node, address, terminal);
    return WrittenCall.of(found, words, KnownAccounts.of(node));
  }
}
