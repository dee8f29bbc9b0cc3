package org.tallystick.node.cli;

import java.io.PrintWriter;

/// Where a command writes.
///
/// @param out data alone, so that it can be piped
/// @param err progress and errors
record Terminal(PrintWriter out, PrintWriter err) {
  private static final int STEP_WIDTH = 10;

  void print(String line) {
    out.println(line);
    out.flush();
  }

  /// Tells one of the steps a command takes.
  ///
  /// @param step one word
  void step(String step, String what) {
    tell("  " + step + " ".repeat(STEP_WIDTH - step.length()) + what);
  }

  void tell(String line) {
    err.println(line);
    err.flush();
  }
}
