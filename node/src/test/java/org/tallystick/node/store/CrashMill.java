package org.tallystick.node.store;

import java.nio.file.Path;
import org.tallystick.node.testing.TestChain;

/// A process of its own that takes the steps of a [CrashScript], and is gone at one of the moments
/// before and after its writes.
final class CrashMill {
  static final int EXIT_CODE = 99;

  private CrashMill() {}

  /// Counts the moments, and ends the process at one of them.
  private static final class Halt implements WriteWatcher {
    private int left;

    Halt(int point) {
      left = point;
    }

    @Override
    public void beforeWrite() {
      count();
    }

    @Override
    public void afterWrite() {
      count();
    }

    private void count() {
      if (left == 0) {
        Runtime.getRuntime().halt(EXIT_CODE);
      }
      left--;
    }
  }

  /// @param arguments the data folder; at which moment to end, from 0
  public static void main(String[] arguments) {
    Halt halt = new Halt(Integer.parseInt(arguments[1]));
    try (TestChain test = CrashScript.open(Path.of(arguments[0]), halt)) {
      new CrashScript(test).steps().forEach(step -> step.work().run());
    }
  }
}
