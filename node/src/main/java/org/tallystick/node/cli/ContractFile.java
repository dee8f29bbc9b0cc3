package org.tallystick.node.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.tallystick.gas.Limits;
import org.tallystick.json.Json;
import org.tallystick.json.JsonException;
import org.tallystick.machine.ContractThreads;
import org.tallystick.machine.Violation;
import org.tallystick.sdk.bundle.Artifact;
import org.tallystick.sdk.bundle.Checker;
import org.tallystick.sdk.bundle.Checker.Checked;

/// A contract in a file: its source, or the artifact that `tally build` made of it.
final class ContractFile {
  private static final String ARTIFACT_ENDING = ".json";

  /// An artifact holds the code twice, as hex, and the abi.
  private static final long ARTIFACT_BYTES_MAX = 8L * Limits.CODE_BYTES_MAX;

  private ContractFile() {}

  /// The contract, checked as a chain would check it.
  ///
  /// @throws CommandException where there is none that a chain would take
  static Artifact read(Path file, Terminal terminal) {
    requireReadable(file);
    if (file.toString().endsWith(ARTIFACT_ENDING)) {
      return artifact(file);
    }
    try (ContractThreads threads = Machines.start(terminal, 1)) {
      return build(file, threads);
    }
  }

  /// @throws CommandException naming the file that cannot be read
  static void requireReadable(Path file) {
    if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
      throw CommandException.usage("there is no file " + file + " that can be read");
    }
  }

  private static Artifact artifact(Path file) {
    try {
      if (Files.size(file) > ARTIFACT_BYTES_MAX) {
        throw CommandException.usage(file + " is too large to be an artifact");
      }
      return Artifact.fromJson(Json.parse(Files.readAllBytes(file)));
    } catch (IOException fault) {
      throw CommandException.usage("the file " + file + " cannot be read: " + fault.getMessage());
    } catch (JsonException fault) {
      throw CommandException.usage(file + " is no artifact of a contract: " + fault.getMessage());
    }
  }

  private static Artifact build(Path file, ContractThreads threads) {
    return switch (new Checker(threads).check(file)) {
      case Checked.Passed(Artifact artifact, var _) -> artifact;
      case Checked.Refused(List<Violation> violations) ->
          throw CommandException.failed(refused(violations));
    };
  }

  private static String refused(List<Violation> violations) {
    return "a chain would refuse it\n"
        + Violation.lines(violations)
        + "\n"
        + violations.size()
        + (violations.size() == 1 ? " error" : " errors");
  }
}
