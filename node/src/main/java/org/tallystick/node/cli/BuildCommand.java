package org.tallystick.node.cli;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.tallystick.contract.Code.SourceFile;
import org.tallystick.sdk.bundle.Artifact;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `tally build`: checks a contract and writes what tools deploy it with.
@Command(
    name = "build",
    mixinStandardHelpOptions = true,
    description = {
      "Checks a contract as a chain would, and writes its artifact: the abi and the bytecode, in"
          + " the form that Hardhat, ethers and viem take."
    })
final class BuildCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Parameters(paramLabel = "FILE", description = "The contract's source.")
  private Path file = Path.of("");

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Where the artifact is written (default: ${DEFAULT-VALUE}).")
  private Path out = Path.of("out");

  @Option(names = "--json", description = "Prints the artifact and writes no file.")
  private boolean json;

  BuildCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Artifact artifact = ContractFile.read(file, terminal);
    terminal.step(
        "check",
        String.format(
            Locale.ROOT,
            "%s  ok  (%,d bytes in %s)",
            artifact.name(),
            artifact.code().bytes().length(),
            artifact.code().files().stream().map(SourceFile::path).collect(joining(", "))));
    terminal.print(json ? artifact.toJson().write() : write(artifact).toString());
    return ExitCode.OK;
  }

  private Path write(Artifact artifact) {
    try {
      return artifact.write(out);
    } catch (IOException fault) {
      throw CommandException.failed(
          "cannot write to " + out.toAbsolutePath() + ": " + fault.getMessage());
    }
  }
}
