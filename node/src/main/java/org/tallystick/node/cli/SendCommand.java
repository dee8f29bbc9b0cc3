package org.tallystick.node.cli;

import java.util.Optional;
import java.util.concurrent.Callable;
import org.tallystick.node.client.MinedTransaction;
import org.tallystick.node.client.NodeClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `tally send`: calls a function of a contract by a transaction.
@Command(
    name = "send",
    mixinStandardHelpOptions = true,
    description = "Calls a function of a contract by a transaction and prints the transaction.")
final class SendCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private CalledFunction function = new CalledFunction();
  @Mixin private NodeOptions node = new NodeOptions();
  @Mixin private SignerOptions signer = new SignerOptions();
  @Mixin private TransactionOptions options = new TransactionOptions();

  SendCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    return node.ask(this::send);
  }

  private int send(NodeClient client) {
    WrittenCall call = function.on(client, terminal);
    Submission submission =
        new Submission(
            terminal,
            client,
            call.accounts(),
            call.contract().abi(),
            signer.key(call.accounts()),
            options);
    terminal.step("call", call.toString());
    MinedTransaction mined = submission.submit(Optional.of(call.contract().address()), call.data());
    terminal.print(
        options.asJson()
            ? new TransactionReport(mined, submission.events(mined)).toJson().write()
            : mined.hash().toHex());
    return mined.succeeded() ? ExitCode.OK : ExitCode.FAILED;
  }
}
