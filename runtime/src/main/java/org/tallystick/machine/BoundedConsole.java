package org.tallystick.machine;

import java.util.Optional;
import org.tallystick.bytes.Address;

/// Shows the first of what a transaction writes to `console`, and says how much it left out: a loop
/// that writes is cheap, and would flood whoever looks on. Belongs to the thread that runs the
/// contract.
final class BoundedConsole {
  /// Of all lines that one transaction is shown.
  static final int CHARACTERS_MAX = 100_000;

  /// What a line counts beside its text: who reads it is told who wrote it.
  private static final int CHARACTERS_PER_LINE = 60;

  private final ConsoleListener listener;
  private long characters;
  private long linesLeftOut;

  BoundedConsole(ConsoleListener listener) {
    this.listener = listener;
  }

  void write(Optional<Address> contract, String text) {
    characters += CHARACTERS_PER_LINE + text.length();
    if (characters > CHARACTERS_MAX) {
      linesLeftOut++;
    } else {
      show(new ConsoleLine(contract, text));
    }
  }

  /// Begins anew, for the next transaction.
  void endTransaction() {
    if (linesLeftOut > 0) {
      String words =
          linesLeftOut
              + " more lines of this transaction are not shown: it wrote more than "
              + CHARACTERS_MAX
              + " characters";
      show(new ConsoleLine(Optional.empty(), words));
    }
    characters = 0;
    linesLeftOut = 0;
  }

  private void show(ConsoleLine line) {
    try {
      listener.write(line);
    } catch (RuntimeException ignored) {
      // Who looks on is no part of the chain, so his trouble must not become the contract's.
    }
  }
}
