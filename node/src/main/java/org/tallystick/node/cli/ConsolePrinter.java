package org.tallystick.node.cli;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.tallystick.crypto.Checksum;
import org.tallystick.machine.ConsoleLine;
import org.tallystick.machine.ConsoleListener;

/// Shows people what contracts write to `console`.
///
/// A contract never waits for whoever reads: lines go through a queue of limited length, and those
/// that find it full are counted instead of shown.
final class ConsolePrinter implements ConsoleListener, AutoCloseable {
  private static final int QUEUED_MAX = 1_000;

  /// How long the end waits for a reader that does not take its lines.
  private static final long CLOSE_MILLIS_MAX = 1_000;

  private final BlockingQueue<String> queue = new ArrayBlockingQueue<>(QUEUED_MAX);
  private final AtomicLong dropped = new AtomicLong();
  private final Terminal terminal;
  private final Thread printer;
  private volatile boolean closed;

  ConsolePrinter(Terminal terminal) {
    this.terminal = terminal;
    this.printer = Thread.ofPlatform().daemon().name("console").start(this::print);
  }

  @Override
  public void write(ConsoleLine line) {
    String writer = line.contract().map(at -> "console " + Checksum.encode(at)).orElse("console");
    if (!queue.offer(writer + ": " + line.text())) {
      dropped.incrementAndGet();
    }
  }

  private void print() {
    try {
      while (!closed || !queue.isEmpty()) {
        String line = queue.poll(CLOSE_MILLIS_MAX / 10, TimeUnit.MILLISECONDS);
        if (line != null) {
          terminal.tell(line);
        }
        tellDropped();
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  private void tellDropped() {
    if (queue.isEmpty() && dropped.get() > 0) {
      terminal.tell("console: " + dropped.getAndSet(0) + " more lines came too fast to show");
    }
  }

  /// Shows what waits, and ends.
  @Override
  public void close() {
    closed = true;
    try {
      printer.join(CLOSE_MILLIS_MAX);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }
}
