package org.tallystick.machine;

import java.util.function.Consumer;

/// Threads that may run contracts, each with a machine of its own.
@FunctionalInterface
public interface ContractRunner {
  /// Runs a task on one of the threads, some time later. The task does not throw.
  ///
  /// @throws java.util.concurrent.RejectedExecutionException where no more tasks are taken
  void execute(Consumer<ContractMachine> task);
}
