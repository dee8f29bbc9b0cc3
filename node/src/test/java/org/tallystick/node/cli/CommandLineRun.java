package org.tallystick.node.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;

/// What a command printed and how it ended.
record CommandLineRun(int exitCode, String out, String err) {
  /// Runs the command in this JVM.
  static CommandLineRun of(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    Terminal terminal = new Terminal(new PrintWriter(out), new PrintWriter(err));
    int exitCode = Tally.commandLine(terminal).execute(arguments);
    return new CommandLineRun(exitCode, out.toString(), err.toString());
  }

  List<String> lines() {
    return out.lines().toList();
  }
}
