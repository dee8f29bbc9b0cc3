package org.tallystick.node.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.tallystick.bytes.Address;
import org.tallystick.crypto.Checksum;
import org.tallystick.node.client.MinedTransaction;
import org.tallystick.node.client.NodeClient;
import org.tallystick.sdk.bundle.Artifact;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `tally deploy`: puts a contract on a chain.
@Command(
    name = "deploy",
    mixinStandardHelpOptions = true,
    description = "Deploys a contract and prints its address.")
final class DeployCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Parameters(
      index = "0",
      paramLabel = "FILE",
      description = "The contract's source, or its artifact by tally build.")
  private Path file = Path.of("");

  @Parameters(
      index = "1..*",
      arity = "0..*",
      paramLabel = "ARGUMENT",
      description = "Of the constructor. Lists and structs as JSON; amounts in the smallest unit.")
  private List<String> arguments = List.of();

  @Mixin private NodeOptions node = new NodeOptions();
  @Mixin private SignerOptions signer = new SignerOptions();
  @Mixin private TransactionOptions options = new TransactionOptions();

  DeployCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Artifact artifact = ContractFile.read(file, terminal);
    return node.ask(client -> deploy(artifact, client));
  }

  private int deploy(Artifact artifact, NodeClient client) {
    KnownAccounts accounts = KnownAccounts.of(client);
    Submission submission =
        new Submission(terminal, client, accounts, artifact.abi(), signer.key(accounts), options);
    MinedTransaction mined =
        submission.submit(Optional.empty(), WrittenCall.creation(artifact, arguments, accounts));
    if (options.asJson()) {
      terminal.print(new TransactionReport(mined, submission.events(mined)).toJson().write());
    } else {
      mined.contract().filter(at -> mined.succeeded()).ifPresent(at -> tell(artifact.name(), at));
    }
    return mined.succeeded() ? ExitCode.OK : ExitCode.FAILED;
  }

  private void tell(String name, Address at) {
    terminal.step("contract", name);
    terminal.print(Checksum.encode(at));
  }
}
