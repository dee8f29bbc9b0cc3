package org.tallystick.node.cli;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.tallystick.machine.ConsoleListener;
import org.tallystick.machine.ContractThreads;
import org.tallystick.machine.GraalMachine;

/// Starts what runs contracts, and says so where it is slower than it was meant to be.
final class Machines {
  /// Set by `bin/tally` where it has given the JVM a compiler for contracts.
  private static final String JIT_PROPERTY = "tallystick.jit";

  private static final String WANTED = "wanted";

  /// Options of the JavaScript engine, as flags of the JVM.
  private static final String ENGINE_PROPERTIES = "polyglot.js.";

  private Machines() {}

  /// Threads whose machines are warm soon after.
  static ContractThreads start(Terminal terminal, int count) {
    return start(terminal, count, ConsoleListener.NOBODY);
  }

  /// @param console who hears what contracts write to `console`
  /// @throws CommandException where a flag of the JVM sets the engine to what the protocol has not
  static ContractThreads start(Terminal terminal, int count, ConsoleListener console) {
    ContractThreads threads = new ContractThreads("contracts", count, console);
    CompletableFuture<Boolean> compiles = threads.submit(GraalMachine::compiles);
    if (hasEngineFlag()) {
      requireStarted(threads, compiles);
    }
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

  private static boolean hasEngineFlag() {
    return System.getProperties().stringPropertyNames().stream()
        .anyMatch(name -> name.startsWith(ENGINE_PROPERTIES));
  }

  /// Waits until a machine has started: one that refuses a flag of the JVM would say so only at the
  /// first contract.
  private static void requireStarted(ContractThreads threads, CompletableFuture<Boolean> compiles) {
    try {
      compiles.join();
    } catch (CompletionException failure) {
      threads.close();
      throw CommandException.failed(words(failure));
    }
  }

  private static String words(Throwable failure) {
    Throwable cause = failure.getCause();
    return cause == null ? String.valueOf(failure.getMessage()) : words(cause);
  }
}
