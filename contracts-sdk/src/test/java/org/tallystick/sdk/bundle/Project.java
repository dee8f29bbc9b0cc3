package org.tallystick.sdk.bundle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.tallystick.contract.Code;
import org.tallystick.contract.Code.SourceFile;
import org.tallystick.machine.ContractThreads;
import org.tallystick.machine.Violation;
import org.tallystick.sdk.bundle.Checker.Checked;

/// Files of a contract's author, and what comes of them.
record Project(Path folder) {
  private static final Checker CHECKER = new Checker(new ContractThreads("bundle-tests", 1));

  /// A contract that does nothing.
  static final String EMPTY_CONTRACT =
      "import { Contract } from 'tally';\nexport default class Nothing extends Contract {}\n";

  Project with(String path, String... lines) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, lines.length == 1 ? lines[0] : String.join("\n", lines) + "\n");
    return this;
  }

  Checked check(String entry) {
    return CHECKER.check(folder.resolve(entry));
  }

  Artifact artifact(String entry) {
    return switch (check(entry)) {
      case Checked.Passed passed -> passed.artifact();
      case Checked.Refused(List<Violation> violations) ->
          throw new AssertionError("refused: " + violations);
    };
  }

  Code code(String entry) {
    return artifact(entry).code();
  }

  List<String> paths(String entry) {
    return code(entry).files().stream().map(SourceFile::path).toList();
  }

  /// What is wrong, with paths from the project's folder.
  List<String> violations(String entry) {
    return switch (check(entry)) {
      case Checked.Passed passed -> throw new AssertionError("passed: " + passed.artifact());
      case Checked.Refused(List<Violation> violations) ->
          violations.stream()
              .map(violation -> violation.toString().replace(folder + "/", ""))
              .toList();
    };
  }
}
