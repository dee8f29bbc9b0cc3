package org.tallystick.node.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import org.tallystick.machine.ConsoleListener;
import org.tallystick.machine.ContractThreads;
import org.tallystick.machine.Violation;
import org.tallystick.node.cli.CallReport.Ending;
import org.tallystick.node.cli.CallReport.Outcome;
import org.tallystick.sdk.bundle.Bundle;
import org.tallystick.sdk.bundle.Bundler;
import org.tallystick.sdk.bundle.Sources;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `tally run`: runs functions of files in the machine, without a chain.
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    description = "Runs functions of JavaScript files in the machine, without a chain.")
final class RunCommand implements Callable<Integer> {
  private static final long GAS_DEFAULT = 30_000_000;

  private final Terminal terminal;

  @Parameters(
      arity = "1..*",
      paramLabel = "FILE.js",
      description = "Each is run with what it imports.")
  private List<Path> files = List.of();

  @Option(
      names = "--gas",
      paramLabel = "N",
      description = "Gas of each call (default: ${DEFAULT-VALUE}).")
  private long gas = GAS_DEFAULT;

  @Option(
      names = "--call",
      paramLabel = "NAME",
      description = "A function to call, one after another where repeated (default: main).")
  private List<String> calls = List.of("main");

  @Option(names = "--json", description = "One line of JSON for each call.")
  private boolean json;

  @SuppressWarnings("unused") // bin/tally reads it, before there is a JVM.
  @Option(names = "--no-jit", description = "Interprets everything: starts faster, runs slower.")
  private boolean noJit;

  RunCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    if (gas < 0) {
      throw CommandException.usage("--gas is at least 0, got " + gas);
    }
    files.forEach(ContractFile::requireReadable);
    try (ConsolePrinter console = new ConsolePrinter(terminal)) {
      return runAll(console);
    }
  }

  private int runAll(ConsoleListener console) {
    int exitCode = ExitCode.OK;
    ContractThreads threads = Machines.start(terminal, 1, console);
    for (Path file : files) {
      try {
        run(file, threads);
      } catch (CompletionException fault) {
        // What the machine is worth after a fault nobody knows: the next file gets a new one.
        terminal.tell("tally: " + file + ": the machine failed: " + fault.getCause());
        exitCode = ExitCode.INTERNAL;
        threads.close();
        threads = Machines.start(terminal, 1, console);
      }
    }
    threads.close();
    return exitCode;
  }

  private void run(Path file, ContractThreads threads) {
    switch (Bundler.pack(threads, Sources.files(), Sources.path(file))) {
      case Bundler.Result.Refused(List<Violation> violations) -> {
        Ending refused = Ending.failure(Outcome.REFUSED, 0, Violation.lines(violations));
        calls.forEach(call -> report(refused.of(file.toString(), call, 0)));
      }
      case Bundler.Result.Packed(Bundle bundle) -> {
        var _ =
            threads.run(machine -> {
              new ModuleRun(machine, file.toString(), bundle, gas, this::report).run(calls);
              return bundle;
            });
      }
    }
  }

  private void report(CallReport report) {
    terminal.print(json ? report.toJson().write() : report.toLine());
  }
}
