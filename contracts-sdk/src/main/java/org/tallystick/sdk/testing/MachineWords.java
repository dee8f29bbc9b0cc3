package org.tallystick.sdk.testing;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tallystick.contract.Code.SourceFile;
import org.tallystick.machine.Violation;
import org.tallystick.sdk.bundle.Checker.Checked;
import org.tallystick.sdk.values.ContractError;

/// What the machine told about a revert: words, and the place it came from.
///
/// @param text without the place
record MachineWords(String text, Optional<Place> place) {
  private static final Pattern WITH_PLACE =
      Pattern.compile("(.*) at ([^\\s:]+):(\\d+):(\\d+)", Pattern.DOTALL);

  /// A place in the code of a contract, counted from 1.
  record Place(String path, int line, int column) {

    /// The place with its line, where the source is at hand.
    String shown(Optional<Checked.Passed> built) {
      Violation at = new Violation(path, line, column, "");
      String shown =
          built.map(contract -> contract.bundle().shown(at)).orElse(at).toString().strip();
      return shown
          + built
              .flatMap(this::lineOf)
              .map(text -> "\n   %5d │ %s".formatted(line, text))
              .orElse("");
    }

    private Optional<String> lineOf(Checked.Passed contract) {
      return contract.artifact().code().files().stream()
          .filter(file -> file.path().equals(path))
          .map(SourceFile::text)
          .flatMap(text -> text.lines().skip(line - 1L).limit(1))
          .findFirst();
    }
  }

  static MachineWords of(String message) {
    Matcher matcher = WITH_PLACE.matcher(message);
    return matcher.matches()
        ? new MachineWords(
            matcher.group(1),
            Optional.of(
                new Place(
                    matcher.group(2),
                    Integer.parseInt(matcher.group(3)),
                    Integer.parseInt(matcher.group(4)))))
        : new MachineWords(message, Optional.empty());
  }

  /// Whether the words add something to the error as it is shown.
  boolean saysMoreThan(ContractError error) {
    return switch (error.name()) {
      case "" -> !text.isEmpty();
      case "Panic", "EngineError", "Reentrancy" -> true;
      default -> false;
    };
  }
}
