package org.tallystick.node.cli;

import java.util.Optional;
import java.util.concurrent.Callable;
import org.tallystick.abi.Abi;
import org.tallystick.bytes.Address;
import org.tallystick.bytes.Bytes;
import org.tallystick.node.client.MinedTransaction;
import org.tallystick.node.client.NodeClient;
import org.tallystick.sdk.values.Coins;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `tally send`: calls a function of a contract by a transaction, or sends coins.
@Command(
    name = "send",
    mixinStandardHelpOptions = true,
    description =
        "Calls a function of a contract by a transaction, or sends coins to an account, and prints"
            + " the transaction.")
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
    if (!function.isNamed() && !options.valueWei().isZero()) {
      return transfer(client);
    }
    WrittenCall call = function.on(client, terminal);
    terminal.step("call", call.toString());
    Submission submission = submission(client, call.accounts(), call.contract().abi());
    return submit(submission, call.contract().address(), call.data());
  }

  private int transfer(NodeClient client) {
    KnownAccounts accounts = KnownAccounts.of(client);
    Address to = function.account(accounts);
    terminal.step("transfer", Coins.shown(options.valueWei()) + " to " + accounts.shown(to));
    return submit(submission(client, accounts, Abi.EMPTY), to, Bytes.EMPTY);
  }

  private Submission submission(NodeClient client, KnownAccounts accounts, Abi abi) {
    return new Submission(terminal, client, accounts, abi, signer.key(accounts), options);
  }

  private int submit(Submission submission, Address to, Bytes data) {
    MinedTransaction mined = submission.submit(Optional.of(to), data);
    terminal.print(
        options.asJson()
            ? new TransactionReport(mined, submission.events(mined)).toJson().write()
            : mined.hash().toHex());
    return mined.succeeded() ? ExitCode.OK : ExitCode.FAILED;
  }
}
