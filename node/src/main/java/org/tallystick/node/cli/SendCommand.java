package org.tallystick.node.cli;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.tallystick.bytes.Address;
import org.tallystick.node.client.MinedTransaction;
import org.tallystick.node.client.NodeClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `tally send`: calls a function of a contract by a transaction.
@Command(
    name = "send",
    mixinStandardHelpOptions = true,
    description = "Calls a function of a contract by a transaction and prints the transaction.")
final class SendCommand implements Callable<Integer> {
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
  @Mixin private SignerOptions signer = new SignerOptions();
  @Mixin private TransactionOptions options = new TransactionOptions();

  SendCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Address address = WrittenCall.address("the contract", contract);
    return node.ask(client -> {
      DeployedContract found = DeployedContract.fetch(client, address, terminal);
      return send(found, client);
    });
  }

  private int send(DeployedContract found, NodeClient client) {
    KnownAccounts accounts = KnownAccounts.of(client);
    WrittenCall call = WrittenCall.of(found, words, accounts);
    Submission submission =
        new Submission(terminal, client, accounts, found.abi(), signer.key(accounts), options);
    terminal.step("call", call.toString());
    MinedTransaction mined = submission.submit(Optional.of(found.address()), call.data());
    terminal.print(
        options.asJson()
            ? new TransactionReport(mined, submission.events(mined)).toJson().write()
            : mined.hash().toHex());
    return mined.succeeded() ? ExitCode.OK : ExitCode.FAILED;
  }
}
