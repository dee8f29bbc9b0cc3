package org.tallystick.node.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/// Where the program `tally` starts.
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    Terminal terminal =
        new Terminal(
            new PrintWriter(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8),
            new PrintWriter(
                new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8));
    System.exit(Tally.commandLine(terminal).execute(arguments));
  }
}
