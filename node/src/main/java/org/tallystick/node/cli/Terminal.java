package org.tallystick.node.cli;

import java.io.PrintWriter;

/// Where a command writes.
///
/// @param out data alone, so that it can be piped
/// @param err progress and errors
record Terminal(PrintWriter out, PrintWriter err) {
  void print(String line) {
    out.println(line);
    out.flush();
  }

  void tell(String line) {
    err.println(line);
    err.flush();
  }
}
