package org.tallystick.node.cli;

import java.util.concurrent.CompletableFuture;
import org.tallystick.machine.ConsoleListener;
import org.tallystick.machine.ContractThreads;
import org.tallystick.machine.GraalMachine;

/// Starts what runs contracts, and says so where it is slower than it was meant to be.
final class Machines {
  /// Set by `bin/tally` where it has given the JVM a compiler for contracts.
  private static final String JIT_PROPERTY = "tallystick.jit";

  private static final String WANTED = "wanted";

  private Machines() {}

  /// Threads whose machines are warm soon after.
  static ContractThreads start(Terminal terminal, int count) {
    return start(terminal, count, ConsoleListener.NOBODY);
  }

  /// @param console who hears what contracts write to `console`
  static ContractThreads start(Terminal terminal, int count, ConsoleListener console) {
    ContractThreads threads = new ContractThreads("contracts", count, console);
    CompletableFuture<Boolean> compiles = threads.submit(GraalMachine::compiles);
    if (WANTED.equals(System.getProperty(JIT_PROPERTY))) {
      var _ =
          compiles.thenAccept(isCompiling -> {
            if (!isCompiling) {
              terminal.tell(
                  "tally: this JVM does not take the compiler for contracts: they run interpreted,"
                      + " which is slower");
            }
          });
    }
    return threads;
  }
}
