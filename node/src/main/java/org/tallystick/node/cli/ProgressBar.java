package org.tallystick.node.cli;

import java.util.Locale;
import org.tallystick.node.store.Maintenance;

/// Shows how far a long work has come: one line that is written over on a screen, a line for each
/// tenth elsewhere.
final class ProgressBar implements Maintenance.Progress {
  private static final int WIDTH = 40;
  private static final int STEPS_ELSEWHERE = 10;

  private final Terminal terminal;
  private final boolean isScreen;
  private String what = "";
  private long shown = -1;

  @SuppressWarnings("SystemConsoleNull") // It is null where the output goes to a file or a pipe.
  ProgressBar(Terminal terminal) {
    this(terminal, System.console() != null && System.console().isTerminal());
  }

  ProgressBar(Terminal terminal, boolean isScreen) {
    this.terminal = terminal;
    this.isScreen = isScreen;
  }

  @Override
  public void at(String newWhat, long done, long total) {
    if (!newWhat.equals(what)) {
      what = newWhat;
      shown = -1;
    }
    long steps = isScreen ? WIDTH : STEPS_ELSEWHERE;
    long step = total == 0 ? steps : steps * Math.min(done, total) / total;
    if (step == shown) {
      return;
    }
    shown = step;
    String percent = String.format(Locale.ROOT, "%3d %%", 100 * step / steps);
    if (isScreen) {
      String bar = "#".repeat((int) step) + ".".repeat((int) (steps - step));
      terminal.err().print("\r  " + String.format(Locale.ROOT, "%-8s", what) + bar + " " + percent);
      if (step == steps) {
        terminal.err().println();
      }
      terminal.err().flush();
    } else {
      terminal.step(what, percent);
    }
  }
}
