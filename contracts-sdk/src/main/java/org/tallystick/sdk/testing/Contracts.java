package org.tallystick.sdk.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.tallystick.machine.Violation;
import org.tallystick.sdk.bundle.Checker;
import org.tallystick.sdk.bundle.Checker.Checked;

/// Contracts built from their source, each once in a JVM.
final class Contracts {
  private static final List<Path> FOLDERS =
      List.of(Path.of(""), Path.of("src/main/js"), Path.of("src/test/js"));

  private static final Map<Path, Checked.Passed> BUILT = new ConcurrentHashMap<>();

  private Contracts() {}

  /// The contract in a file.
  ///
  /// @throws IllegalArgumentException where there is no such file, or a chain would refuse it
  static Checked.Passed build(String path) {
    return BUILT.computeIfAbsent(find(path), Contracts::check);
  }

  private static Path find(String path) {
    return FOLDERS.stream()
        .map(folder -> folder.resolve(path))
        .filter(Files::isRegularFile)
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "there is no contract "
                    + path
                    + "; looked in "
                    + FOLDERS.stream()
                        .map(folder -> folder.toAbsolutePath().toString())
                        .collect(Collectors.joining(", "))));
  }

  private static Checked.Passed check(Path file) {
    return switch (new Checker(TestMachine.THREADS).check(file)) {
      case Checked.Passed passed -> passed;
      case Checked.Refused(List<Violation> violations) ->
          throw new IllegalArgumentException(Violation.lines(violations));
    };
  }
}
