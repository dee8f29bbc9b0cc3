package org.tallystick.machine;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.tallystick.gas.Limits;

/// Bounds on a source text, held before the engine's parser reads it.
final class SourceLimits {
  private SourceLimits() {}

  static Optional<Violation> check(String path, CharSequence text) {
    int bytes = text.toString().getBytes(StandardCharsets.UTF_8).length;
    return bytes <= Limits.CODE_BYTES_MAX
        ? Optional.empty()
        : Optional.of(
            new Violation(
                path,
                1,
                1,
                "has " + bytes + " bytes, at most " + Limits.CODE_BYTES_MAX + " are allowed"));
  }
}
