package org.tallystick.sdk.bundle;

import java.util.Map;
import org.tallystick.contract.Code;
import org.tallystick.machine.Violation;

/// A contract's files packed into one code.
///
/// The paths of the author's files count from the innermost folder that holds all of them, so the
/// code is the same wherever the project lies. Files of the library keep their `tally/…`.
///
/// @param shownPaths the path by which the author knows a file, by its path in the code
public record Bundle(Code code, Map<String, String> shownPaths) {
  public Bundle {
    shownPaths = Map.copyOf(shownPaths);
  }

  /// A place in the code, told by the author's paths.
  public Violation shown(Violation inCode) {
    return new Violation(
        shownPaths.getOrDefault(inCode.path(), inCode.path()),
        inCode.line(),
        inCode.column(),
        inCode.message());
  }
}
