package org.tallystick.node.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/// The command without a verb: says which verbs there are.
@Command(
    name = "tally",
    description = "Smart contracts in JavaScript, on a chain that speaks Ethereum's JSON-RPC.",
    version = Tally.VERSION,
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
final class Tally {
  static final String VERSION = "tallystick 0.1.0";

  private Tally() {}

  /// The whole command line, writing to this terminal.
  static CommandLine commandLine(Terminal terminal) {
    return new CommandLine(new Tally())
        .addSubcommand(new BenchCommand(terminal))
        .addSubcommand(new BuildCommand(terminal))
        .addSubcommand(new CallCommand(terminal))
        .addSubcommand(new DbCommand(terminal))
        .addSubcommand(new DeployCommand(terminal))
        .addSubcommand(new DevCommand(terminal))
        .addSubcommand(new RunCommand(terminal))
        .addSubcommand(new SendCommand(terminal))
        .setOut(terminal.out())
        .setErr(terminal.err())
        .setExecutionExceptionHandler((failure, _, _) -> explain(failure, terminal));
  }

  private static int explain(Exception failure, Terminal terminal) {
    if (failure instanceof CommandException expected) {
      terminal.tell("tally: " + expected.words());
      return expected.exitCode();
    }
    terminal.tell("tally: failed inside itself, please report this: " + failure);
    failure.printStackTrace(terminal.err());
    return ExitCode.INTERNAL;
  }
}
