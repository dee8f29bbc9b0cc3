package org.tallystick.node.cli;

import java.util.List;
import org.tallystick.bytes.Address;
import org.tallystick.node.client.NodeClient;
import picocli.CommandLine.Parameters;

/// Which function of which contract a command calls; of a plain transfer, only to whom.
final class CalledFunction {
  @Parameters(index = "0", paramLabel = "ADDRESS", description = "The contract.")
  private String account = "";

  @Parameters(
      index = "1..*",
      arity = "0..*",
      paramLabel = "FUNCTION [ARGUMENT]",
      description =
          "The function and its arguments. Lists and structs as JSON; accounts by name; amounts in"
              + " the smallest unit.")
  private List<String> words = List.of();

  /// Whether a function is named at all.
  boolean isNamed() {
    return !words.isEmpty();
  }

  /// The call, with the contract as it stands on the chain of a node.
  ///
  /// @throws CommandException where there is no such contract or function, or the arguments do not
  ///   fit
  WrittenCall on(NodeClient node, Terminal terminal) {
    Address address = WrittenCall.address("the contract", account);
    DeployedContract found = DeployedContract.fetch(node, address, terminal);
    if (!isNamed()) {
      throw CommandException.usage("name a function of " + found.name() + ": " + found.functions());
    }
    return WrittenCall.of(found, words, KnownAccounts.of(node));
  }

  /// The account alone: an address, or the name of one that is known.
  Address account(KnownAccounts accounts) {
    return accounts.address(account).orElseGet(() -> WrittenCall.address("the account", account));
  }
}
