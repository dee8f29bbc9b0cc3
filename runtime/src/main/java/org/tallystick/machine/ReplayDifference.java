package org.tallystick.machine;

import java.io.Serial;

/// Says that a call did not do the same in a fresh realm as in the warm one.
final class ReplayDifference extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  ReplayDifference(String fresh, String warm) {
    super("in a fresh realm: " + fresh + "; in the warm one: " + warm);
  }
}
