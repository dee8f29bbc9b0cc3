package org.tallystick.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class ContractThreadsTest {
  @Test
  void tasksOfBothKindsGetTheMachineOfTheirThread() {
    CompletableFuture<ContractMachine> machine = new CompletableFuture<>();

    MachineForTests.THREADS.execute(machine::complete);

    assertSame(MachineForTests.THREADS.<ContractMachine>run(same -> same), machine.join());
  }

  @Test
  void whereNoMachineStartsEveryTaskIsToldWhy() {
    try (ContractThreads threads = new ContractThreads("broken", 1, ContractThreadsTest::fail)) {
      for (int task = 0; task < 2; task++) {
        CompletionException failure =
            assertThrows(CompletionException.class, () -> threads.run(_ -> true));
        MachineFault fault = assertInstanceOf(MachineFault.class, failure.getCause());
        assertEquals(
            "the machine does not start: java.lang.IllegalStateException: no engine",
            fault.getMessage());

        CompletableFuture<ContractMachine> machine = new CompletableFuture<>();
        threads.execute(machine::complete);
        assertInstanceOf(ContractMachine.class, machine.join());
      }
    }
  }

  @Test
  void closedThreadsTakeNoTasks() {
    ContractThreads threads = new ContractThreads("closed", 1, ContractThreadsTest::fail);
    threads.close();

    assertThrows(RejectedExecutionException.class, () -> threads.execute(_ -> {}));
    assertThrows(RejectedExecutionException.class, () -> threads.submit(_ -> true));
  }

  private static GraalMachine fail() {
    throw new IllegalStateException("no engine");
  }
}
