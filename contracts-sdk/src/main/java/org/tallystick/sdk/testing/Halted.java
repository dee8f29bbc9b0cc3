package org.tallystick.sdk.testing;

import org.tallystick.execution.Outcome;
import org.tallystick.gas.HaltReason;

/// Says that the machine stopped a contract: all gas of the transaction is spent.
public final class Halted extends FailedCall {
  private static final long serialVersionUID = 1;

  private final HaltReason reason;

  Halted(Outcome.Halt halt, String call) {
    super(
        "halted: "
            + halt.reason().label()
            + (halt.detail().isEmpty() ? "" : ", " + halt.detail())
            + "\n   "
            + call
            + "   gas "
            + halt.gasUsed());
    this.reason = halt.reason();
  }

  public HaltReason reason() {
    return reason;
  }
}
