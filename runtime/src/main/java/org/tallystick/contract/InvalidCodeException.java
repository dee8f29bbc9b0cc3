package org.tallystick.contract;

import java.io.Serial;

/// Says which rule of the code encoding some bytes or files break, and how to keep it. Whoever
/// reads code from outside catches it at the door.
public final class InvalidCodeException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  private final String rule;

  /// @param rule that is broken, in words
  public InvalidCodeException(String rule) {
    super(rule);
    this.rule = rule;
  }

  /// The rule that is broken: the message.
  public String rule() {
    return rule;
  }
}
