package org.tallystick.node.cli;

/// How the command ends, for scripts.
final class ExitCode {
  static final int OK = 0;

  /// What was asked for was done, and it reverted, or a check failed.
  static final int FAILED = 1;

  /// The command cannot be understood, or names something that is not there.
  static final int USAGE = 2;

  /// The node does not answer.
  static final int UNREACHABLE = 3;

  /// The program itself failed (`EX_SOFTWARE` of BSD's sysexits).
  static final int INTERNAL = 70;

  private ExitCode() {}
}
