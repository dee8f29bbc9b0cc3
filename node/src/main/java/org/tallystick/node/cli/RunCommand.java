package org.tallystick.node.cli;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import org.tallystick.contract.Code;
import org.tallystick.contract.InvalidCodeException;
import org.tallystick.gas.Limits;
import org.tallystick.machine.ContractThreads;
import org.tallystick.node.cli.CallReport.Ending;
import org.tallystick.node.cli.CallReport.Outcome;
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
  private static final int SDK = 1;

  private final Terminal terminal;

  @Parameters(arity = "1..*", paramLabel = "FILE.js", description = "Each a module of its own.")
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
    files.forEach(RunCommand::requireReadable);
    int exitCode = ExitCode.OK;
    ContractThreads threads = Machines.start(terminal, 1);
    for (Path file : files) {
      try {
        run(file, threads);
      } catch (CompletionException fault) {
        // What the machine is worth after a fault nobody knows: the next file gets a new one.
        terminal.tell("tally: " + file + ": the machine failed: " + fault.getCause());
        exitCode = ExitCode.INTERNAL;
        threads.close();
        threads = Machines.start(terminal, 1);
      }
    }
    threads.close();
    return exitCode;
  }

  private static void requireReadable(Path file) {
    if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
      throw CommandException.usage("there is no file " + file + " that can be read");
    }
  }

  private void run(Path file, ContractThreads threads) {
    Code code;
    try {
      code = read(file);
    } catch (InvalidCodeException fault) {
      String error = file + ":1:1 " + fault.getMessage();
      calls.forEach(
          call -> report(Ending.failure(Outcome.REFUSED, 0, error).of(file.toString(), call, 0)));
      return;
    }
    threads.run(machine -> {
      new ModuleRun(machine, file.toString(), code, gas, this::report).run(calls);
      return code;
    });
  }

  private static Code read(Path file) {
    try {
      if (Files.size(file) > Limits.CODE_BYTES_MAX) {
        throw new InvalidCodeException(
            "code has at most " + Limits.CODE_BYTES_MAX + " bytes, got " + Files.size(file));
      }
      String text = Files.readString(file).replace("\r\n", "\n");
      String name = String.valueOf(file.getFileName());
      return Code.of(SDK, name, List.of(new Code.SourceFile(name, text)));
    } catch (CharacterCodingException fault) {
      throw new InvalidCodeException("is not UTF-8 text: save it as UTF-8");
    } catch (IOException fault) {
      throw CommandException.usage("the file " + file + " cannot be read: " + fault.getMessage());
    }
  }

  private void report(CallReport report) {
    terminal.print(json ? report.toJson().write() : report.toLine());
  }
}
