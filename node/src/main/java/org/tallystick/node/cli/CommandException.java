package org.tallystick.node.cli;

import java.io.Serial;

/// Says why a command cannot do what it was asked, in words for people, and with which code the
/// program ends.
final class CommandException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  private final int exitCode;

  private CommandException(int exitCode, String words) {
    super(words);
    this.exitCode = exitCode;
  }

  /// What was asked for cannot be done as it was asked.
  static CommandException usage(String words) {
    return new CommandException(ExitCode.USAGE, words);
  }

  /// A check failed, or a transaction did.
  static CommandException failed(String words) {
    return new CommandException(ExitCode.FAILED, words);
  }

  /// The node does not answer.
  static CommandException unreachable(String words) {
    return new CommandException(ExitCode.UNREACHABLE, words);
  }

  /// @throws CommandException where the option's value is out of its range
  static void requireRange(String option, long value, long min, long max) {
    if (value < min || value > max) {
      throw usage(option + " is from " + min + " to " + max + ", got " + value);
    }
  }

  int exitCode() {
    return exitCode;
  }

  String words() {
    return String.valueOf(getMessage());
  }
}
