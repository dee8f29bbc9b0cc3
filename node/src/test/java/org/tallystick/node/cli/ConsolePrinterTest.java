package org.tallystick.node.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.tallystick.bytes.Address;
import org.tallystick.machine.ConsoleLine;

@Timeout(30)
final class ConsolePrinterTest {
  private static final Address CONTRACT =
      Address.fromHex("0x5fbdb2315678afecb367f032d93f642f64180aa3");

  @Test
  void aLineNamesTheContractThatWroteIt() {
    StringWriter shown = new StringWriter();
    try (ConsolePrinter console = printerTo(shown)) {
      console.write(new ConsoleLine(Optional.of(CONTRACT), "hello 1n"));
      console.write(new ConsoleLine(Optional.empty(), "outside"));
    }

    assertEquals(
        List.of("console 0x5FbDB2315678afecb367f032d93F642f64180aa3: hello 1n", "console: outside"),
        shown.toString().lines().toList());
  }

  @Test
  void aContractDoesNotWaitForAReaderAndTheRestIsCounted() throws InterruptedException {
    CountDownLatch reading = new CountDownLatch(1);
    StringWriter shown =
        new StringWriter() {
          @Override
          public void write(String text, int from, int length) {
            try {
              reading.await();
            } catch (InterruptedException stop) {
              Thread.currentThread().interrupt();
            }
            super.write(text, from, length);
          }
        };
    try (ConsolePrinter console = printerTo(shown)) {
      for (int at = 0; at < 5_000; at++) {
        console.write(new ConsoleLine(Optional.empty(), "line " + at));
      }
      reading.countDown();
    }

    List<String> lines = shown.toString().lines().toList();
    assertEquals("console: line 0", lines.getFirst());
    assertTrue(lines.size() < 1_100, lines.size() + " lines");
    assertTrue(
        lines.getLast().matches("console: \\d{4} more lines came too fast to show"),
        lines.getLast());
  }

  private static ConsolePrinter printerTo(StringWriter shown) {
    PrintWriter err = new PrintWriter(shown);
    return new ConsolePrinter(new Terminal(new PrintWriter(new StringWriter()), err));
  }
}
