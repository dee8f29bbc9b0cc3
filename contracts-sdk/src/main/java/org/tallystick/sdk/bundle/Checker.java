package org.tallystick.sdk.bundle;

import java.nio.file.Path;
import java.util.List;
import org.tallystick.abi.Abi;
import org.tallystick.contract.Code;
import org.tallystick.machine.ContractThreads;
import org.tallystick.machine.Inspection;
import org.tallystick.machine.Violation;

/// Packs a contract's source and holds it to the rules that a deployment holds it to.
public final class Checker {
  private static final String NAMELESS = "default";

  private final ContractThreads threads;

  /// @param threads whose machines do the check
  public Checker(ContractThreads threads) {
    this.threads = threads;
  }

  /// How a check ended.
  public sealed interface Checked {
    /// A chain would take it.
    record Passed(Artifact artifact, Bundle bundle) implements Checked {}

    /// A chain would refuse it.
    ///
    /// @param violations at least one, with the author's paths
    record Refused(List<Violation> violations) implements Checked {
      public Refused {
        violations = List.copyOf(violations);
      }
    }
  }

  /// Checks the contract in a file of this computer.
  public Checked check(Path file) {
    return check(Sources.files(), Sources.path(file));
  }

  /// Checks the contract in a file of some sources.
  public Checked check(Sources sources, String path) {
    return switch (Bundler.pack(threads, sources, path)) {
      case Bundler.Result.Refused(List<Violation> violations) -> new Checked.Refused(violations);
      case Bundler.Result.Packed(Bundle bundle) -> check(bundle);
    };
  }

  private Checked check(Bundle bundle) {
    Code code = bundle.code();
    return switch (threads.run(machine -> machine.inspect(code))) {
      case Inspection.Refused(List<Violation> violations) ->
          new Checked.Refused(violations.stream().map(bundle::shown).toList());
      case Inspection.Module _ ->
          new Checked.Refused(
              List.of(
                  bundle.shown(
                      new Violation(
                          code.entry(),
                          1,
                          1,
                          "the default export is not a class that extends Contract"))));
      case Inspection.Contract(String className, Abi abi) ->
          new Checked.Passed(
              new Artifact(
                  className.equals(NAMELESS) ? fileName(code.entry()) : className, abi, code),
              bundle);
    };
  }

  /// `coin` for `contracts/coin.js`.
  private static String fileName(String path) {
    String file = path.substring(path.lastIndexOf('/') + 1);
    return file.substring(0, file.lastIndexOf('.'));
  }
}
