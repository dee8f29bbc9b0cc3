package org.tallystick.machine;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/// Says that the machine itself failed: the engine, the JVM, or our own code. Other nodes may not
/// have failed, so no outcome can be told from it; it stops the node before a block is committed.
public final class MachineFault extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  public MachineFault(String message) {
    this(message, null);
  }

  public MachineFault(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
