package org.tallystick.execution;

import java.io.Serial;

/// Says what is wrong with a genesis, where, and how it would be right.
public final class InvalidGenesisException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  public InvalidGenesisException(String message) {
    super(message);
  }
}
