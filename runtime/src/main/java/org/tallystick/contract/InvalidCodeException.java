package org.tallystick.contract;

import java.io.Serial;

/// Says which rule of the code encoding some bytes or files break, and how to keep it. Whoever
/// reads code from outside catches it at the door.
public final class InvalidCodeException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  public InvalidCodeException(String message) {
    super(message);
  }
}
