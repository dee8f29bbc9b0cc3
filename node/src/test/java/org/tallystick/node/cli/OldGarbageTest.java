package org.tallystick.node.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.tallystick.node.testing.ChildJvm;

@Timeout(120)
final class OldGarbageTest {
  private static final int MIB = 1 << 20;

  @Test
  void aHeapThatMayHoldAGibibyteStaysSmallWhereLittleLives() throws Exception {
    Process process =
        ChildJvm.start(List.of("-XX:+UseSerialGC", "-Xmx1g", "-Xms16m", "-Xmn8m"), Mill.class);
    try (BufferedReader output = process.inputReader(StandardCharsets.US_ASCII)) {
      long heapMiB = Long.parseLong(Objects.requireNonNull(output.readLine()));
      assertTrue(heapMiB < 400, "the heap has " + heapMiB + " MiB");
      assertEquals(0, process.waitFor());
    } finally {
      ChildJvm.kill(process);
    }
  }

  /// Two gibibytes, each of which lives until sixteen mebibytes came after it, and so becomes old.
  static final class Mill {
    private Mill() {}

    public static void main(String[] arguments) throws InterruptedException {
      OldGarbage.keepDown();
      Deque<byte[]> living = new ArrayDeque<>();
      for (int made = 0; made < 2_048; made++) {
        living.add(new byte[MIB]);
        if (living.size() > 16) {
          living.remove();
        }
        Thread.sleep(1);
      }
      System.out.println(Runtime.getRuntime().totalMemory() / MIB);
    }
  }
}
