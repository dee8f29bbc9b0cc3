package org.tallystick.machine;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Threads that run contracts, each with a machine of its own: platform threads, since a virtual
/// one cannot have a big stack, and the machine's own count of calls must always trip before the
/// JVM's.
public final class ContractThreads implements AutoCloseable {
  /// Reserved, not used: a page of stack costs memory only when it is first touched.
  private static final long STACK_BYTES = 1L << 30;

  private final LinkedBlockingQueue<Task> tasks = new LinkedBlockingQueue<>();
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean closed;

  private interface Task {
    void run(GraalMachine machine);
  }

  /// @param name what the threads are called in a thread dump
  /// @param count how many contracts may run at the same time
  public ContractThreads(String name, int count) {
    for (int at = 0; at < count; at++) {
      Thread thread = new Thread(null, this::work, name + "-" + at, STACK_BYTES);
      thread.setDaemon(true);
      threads.add(thread);
      thread.start();
    }
  }

  /// Runs a task on one of the threads and waits for it.
  ///
  /// @throws MachineFault as thrown by the task
  public <T> T run(Function<GraalMachine, T> task) {
    return submit(task).join();
  }

  /// Runs a task on one of the threads.
  public <T> CompletableFuture<T> submit(Function<GraalMachine, T> task) {
    CompletableFuture<T> future = new CompletableFuture<>();
    if (closed) {
      throw new RejectedExecutionException("the contract threads are closed");
    }
    tasks.add(machine -> {
      try {
        future.complete(task.apply(machine));
      } catch (Throwable fault) {
        future.completeExceptionally(fault);
      }
    });
    return future;
  }

  private void work() {
    GraalMachine machine = null;
    try {
      while (!closed || !tasks.isEmpty()) {
        Task task = tasks.take();
        machine = machine == null ? GraalMachine.open() : machine;
        task.run(machine);
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    } finally {
      close(machine);
    }
  }

  private static void close(@Nullable GraalMachine machine) {
    if (machine != null) {
      machine.close();
    }
  }

  /// Lets every waiting task run, then ends the threads.
  @Override
  public void close() {
    closed = true;
    for (Thread ignored : threads) {
      tasks.add(machine -> {});
    }
  }
}
