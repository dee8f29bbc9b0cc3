package org.tallystick.node.chain;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.function.Supplier;

/// The thread that writes the chain. Others hand it work and wait.
final class WriterThread implements AutoCloseable {
  private final ExecutorService executor;

  WriterThread(ThreadFactory threads) {
    this.executor = Executors.newSingleThreadExecutor(threads);
  }

  /// Has the work done, and waits for it whatever interrupts. What the work throws, this throws.
  <T> T run(Supplier<T> work) {
    try {
      return CompletableFuture.supplyAsync(work, executor).join();
    } catch (CompletionException failure) {
      switch (failure.getCause()) {
        case RuntimeException cause -> throw cause;
        case Error cause -> throw cause;
        case null, default -> throw failure;
      }
    }
  }

  /// Finishes what was handed over.
  @Override
  public void close() {
    executor.close();
  }
}
