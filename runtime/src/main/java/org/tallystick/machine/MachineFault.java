package org.tallystick.machine;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/// Says that the machine itself failed: the engine, the JVM, or our own code. Other nodes may not
/// have failed, so no outcome can be told from it; it stops the node before a block is committed.
public final class MachineFault extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  private final boolean namesContract;

  public MachineFault(String message) {
    this(message, null);
  }

  public MachineFault(String message, @Nullable Throwable cause) {
    this(message, cause, false);
  }

  private MachineFault(String message, @Nullable Throwable cause, boolean namesContract) {
    super(message, cause);
    this.namesContract = namesContract;
  }

  /// The failure of what ran in a contract. One that a contract inside it failed with names that
  /// one already, and stays as it is.
  ///
  /// @param contract what ran, in words
  static MachineFault in(String contract, Throwable cause) {
    return cause instanceof MachineFault fault && fault.namesContract
        ? fault
        : new MachineFault("the machine failed in " + contract + ": " + cause, cause, true);
  }
}
