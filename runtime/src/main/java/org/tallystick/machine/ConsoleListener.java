package org.tallystick.machine;

/// Who is shown what contracts write to `console`.
///
/// A line is written whenever a contract runs: also for a call that is only simulated, again for
/// every try of a gas estimate, and for a transaction that reverts afterwards.
@FunctionalInterface
public interface ConsoleListener {
  /// Listens to nothing.
  ConsoleListener NOBODY = _ -> {};

  /// Takes a line, on the thread that runs the contract. What it throws changes nothing for the
  /// contract.
  void write(ConsoleLine line);
}
