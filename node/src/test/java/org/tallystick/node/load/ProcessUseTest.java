package org.tallystick.node.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

final class ProcessUseTest {
  private static final String STATUS = "Name:\tnode\nVmHWM:\t  9000 kB\nVmRSS:\t  2048 kB\n";

  @Test
  void timeInItselfAndInTheKernelIsAdded() {
    String stat = "4711 (node) S 1 2 3 4 5 6 7 8 9 10 1234 66 77 88 20 0 9 0 100 200 300";

    assertEquals(new ProcessUse(13_000, 2_048 * 1_024), ProcessUse.parse(stat, STATUS));
  }

  @Test
  void aNameWithBracketsAndSpacesShiftsNothing() {
    String stat = "4711 (a) S 9 (b) S 1 2 3 4 5 6 7 8 9 10 100 50 77 88 20 0 9 0 100 200 300";

    assertEquals(1_500, ProcessUse.parse(stat, STATUS).cpuMillis());
  }

  @Test
  void aProcessThatHasEndedHasNoMemoryToTellOf() {
    String stat = "4711 (node) Z 1 2 3 4 5 6 7 8 9 10 100 50 77 88 20 0 9 0 100 200 300";

    assertThrows(LoadException.class, () -> ProcessUse.parse(stat, "Name:\tnode\n"));
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void whatThisProcessUsesGrows() {
    long pid = ProcessHandle.current().pid();
    ProcessUse before = ProcessUse.of(pid);
    // Of its own time: on a busy machine most of the clock's goes to others.
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long end = threads.getCurrentThreadCpuTime() + 60_000_000;
    long spins = 0;
    while (threads.getCurrentThreadCpuTime() < end) {
      spins++;
    }

    assertTrue(ProcessUse.of(pid).cpuMillis() > before.cpuMillis(), spins + " spins used no time");
    assertTrue(before.residentBytes() > 1 << 20);
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aProcessThatIsNotThereIsNamed() {
    LoadException failure =
        assertThrows(LoadException.class, () -> ProcessUse.of(Integer.MAX_VALUE));

    assertEquals("there is no process 2147483647", failure.words());
  }
}
