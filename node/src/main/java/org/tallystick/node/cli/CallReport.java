package org.tallystick.node.cli;

import java.util.Locale;
import java.util.Optional;
import org.tallystick.json.Json;
import org.tallystick.json.JsonNull;
import org.tallystick.json.JsonText;

/// How one call of `tally run` went.
///
/// @param file as it was given
/// @param call name of the function
/// @param gas of the execution alone
/// @param result as plain data; null where there is none
/// @param error absent for a success
record CallReport(
    String file,
    String call,
    Outcome outcome,
    long gas,
    long micros,
    Json result,
    Optional<String> error) {

  /// What became of a call.
  enum Outcome {
    SUCCESS,
    REVERT,
    HALT,
    /// The file did not pass the check, so nothing ran.
    REFUSED;

    String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// How a call ended, before it is known whose it was and how long it took.
  record Ending(Outcome outcome, long gas, Json result, Optional<String> error) {
    static Ending success(long gas, Json result) {
      return new Ending(Outcome.SUCCESS, gas, result, Optional.empty());
    }

    static Ending failure(Outcome outcome, long gas, String error) {
      return new Ending(outcome, gas, JsonNull.NULL, Optional.of(error));
    }

    CallReport of(String file, String call, long micros) {
      return new CallReport(file, call, outcome, gas, micros, result, error);
    }
  }

  /// The stable form for programs.
  Json toJson() {
    return Json.object()
        .put("file", file)
        .put("call", call)
        .put("outcome", outcome.label())
        .put("gas", gas)
        .put("micros", micros)
        .put("result", result)
        .put("error", error.<Json>map(JsonText::new).orElse(JsonNull.NULL))
        .build();
  }

  /// The line for people.
  String toLine() {
    String what = error.orElseGet(result::write);
    return String.format(
        Locale.ROOT,
        "%s %s: %s, %,d gas, %.1f ms: %s",
        file,
        call,
        outcome.label(),
        gas,
        micros / 1_000.0,
        what);
  }
}
