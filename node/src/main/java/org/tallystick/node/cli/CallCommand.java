package org.tallystick.node.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tallystick.bytes.Address;
import org.tallystick.node.client.NodeClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `tally call`: asks a contract, without a transaction and for nothing.
@Command(
    name = "call",
    mixinStandardHelpOptions = true,
    description = "Asks a contract without a transaction and prints what it returns.")
final class CallCommand implements Callable<Integer> {
  private final Terminal terminal;

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

  @Mixin private NodeOptions node = new NodeOptions();

  @Option(
      names = "--from",
      paramLabel = "NAME",
      description = "Who asks: a development account or any address (default: nobody).")
  private @Nullable String from;

  @Option(names = "--json", description = "Prints the result as one line of JSON.")
  private boolean json;

  CallCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Address address = WrittenCall.address("the contract", contract);
    return node.ask(client -> {
      DeployedContract found = DeployedContract.fetch(client, address, terminal);
      return ask(found, client);
    });
  }

  private int ask(DeployedContract found, NodeClient client) {
    KnownAccounts accounts = KnownAccounts.of(client);
    WrittenCall call = WrittenCall.of(found, words, accounts);
    List<Object> returned = call.ask(client, asker(accounts));
    terminal.print(
        json
            ? PlainData.returned(call.function().outputs(), returned).write()
            : call.shown(returned));
    return ExitCode.OK;
  }

  private Address asker(KnownAccounts accounts) {
    if (from == null) {
      return Address.ZERO;
    }
    return from.startsWith("0x")
        ? WrittenCall.address("--from", from)
        : accounts.key(from).address();
  }
}
