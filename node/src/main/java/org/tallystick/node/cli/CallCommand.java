package org.tallystick.node.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tallystick.bytes.Address;
import org.tallystick.node.client.NodeClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `tally call`: asks a contract, without a transaction and for nothing.
@Command(
    name = "call",
    mixinStandardHelpOptions = true,
    description = "Asks a contract without a transaction and prints what it returns.")
final class CallCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private CalledFunction function = new CalledFunction();
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
    return node.ask(this::ask);
  }

  private int ask(NodeClient client) {
    WrittenCall call = function.on(client, terminal);
    List<Object> returned = call.ask(client, asker(call.accounts()));
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
