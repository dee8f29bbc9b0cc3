package org.tallystick.machine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.tallystick.contract.Code;
import org.tallystick.gas.GasMeter;

/// Threads that run contracts, each with a machine of its own: platform threads, since a virtual
/// one cannot have a big stack, and the machine's own count of calls must always trip before the
/// JVM's.
public final class ContractThreads implements ContractRunner, AutoCloseable {
  /// Reserved, not used: a page of stack costs memory only when it is first touched.
  private static final long STACK_BYTES = 1L << 30;

  /// Wakes a thread up, so that it sees that it should end.
  private static final Task NOTHING = new Task(_ -> {}, _ -> {});

  private final LinkedBlockingQueue<Task> tasks = new LinkedBlockingQueue<>();
  private final List<Thread> threads = new ArrayList<>();
  private final Supplier<GraalMachine> machines;
  private volatile boolean closed;

  /// @param fail called instead of the other where no machine starts on the thread
  private record Task(Consumer<GraalMachine> run, Consumer<MachineFault> fail) {}

  /// @param name what the threads are called in a thread dump
  /// @param count how many contracts may run at the same time
  public ContractThreads(String name, int count) {
    this(name, count, ConsoleListener.NOBODY);
  }

  /// @param listener is shown what the contracts write to `console`, by all threads
  public ContractThreads(String name, int count, ConsoleListener listener) {
    this(name, count, () -> GraalMachine.open(listener));
  }

  /// Threads whose machines tell the gas of lines apart. A machine starts when its thread is first
  /// used.
  public static ContractThreads withLines(String name, int count) {
    return new ContractThreads(
        name, count, () -> GraalMachine.openWithLines(ConsoleListener.NOBODY));
  }

  ContractThreads(String name, int count, Supplier<GraalMachine> machines) {
    this.machines = machines;
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
    add(
        new Task(
            machine -> {
              try {
                future.complete(task.apply(machine));
              } catch (Throwable fault) {
                future.completeExceptionally(fault);
              }
            },
            future::completeExceptionally));
    return future;
  }

  /// Where no machine starts, the task gets one that throws the reason when it is used.
  @Override
  public void execute(Consumer<ContractMachine> task) {
    add(new Task(task::accept, fault -> task.accept(new NoMachine(fault))));
  }

  private void add(Task task) {
    if (closed) {
      throw new RejectedExecutionException("the contract threads are closed");
    }
    tasks.add(task);
  }

  private void work() {
    GraalMachine machine = null;
    try {
      while (!closed || !tasks.isEmpty()) {
        Task task = tasks.take();
        try {
          machine = machine == null ? machines.get() : machine;
        } catch (RuntimeException | Error fault) {
          task.fail.accept(new MachineFault("the machine does not start: " + fault, fault));
          continue;
        }
        task.run.accept(machine);
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    } finally {
      close(machine);
    }
  }

  /// Stands for a machine that did not start.
  private record NoMachine(MachineFault fault) implements ContractMachine {
    @Override
    public MachineResult create(Code code, Invocation invocation, Host host, GasMeter gas) {
      throw fault;
    }

    @Override
    public MachineResult call(Code code, Invocation invocation, Host host, GasMeter gas) {
      throw fault;
    }

    @Override
    public Inspection inspect(Code code) {
      throw fault;
    }

    @Override
    public Optional<LineMeter> lines() {
      throw fault;
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
      tasks.add(NOTHING);
    }
  }
}
