package org.tallystick.machine;

import org.tallystick.gas.HaltReason;
import org.tallystick.json.Json;

/// How a call of a plain module's function ended. The gas it used is in the meter it was given.
public sealed interface ExportResult {
  /// The function returned.
  ///
  /// @param value as plain data
  record Returned(Json value) implements ExportResult {}

  /// The function threw.
  ///
  /// @param message for people; may hold the engine's own words
  record Threw(String message) implements ExportResult {}

  /// The machine stopped the function; the meter is empty.
  ///
  /// @param detail what asked for too much; may be empty
  record Halted(HaltReason reason, String detail) implements ExportResult {}
}
