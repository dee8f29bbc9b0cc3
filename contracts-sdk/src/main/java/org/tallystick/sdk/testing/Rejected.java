package org.tallystick.sdk.testing;

import org.tallystick.execution.Invalid;

/// Says that a transaction cannot be in a block: nothing ran, nobody paid.
public final class Rejected extends FailedCall {
  private static final long serialVersionUID = 1;

  private final transient Invalid reason;

  Rejected(Invalid reason, String call) {
    super("rejected: " + reason.words() + "\n   " + call);
    this.reason = reason;
  }

  public Invalid reason() {
    return reason;
  }
}
