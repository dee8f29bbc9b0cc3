package org.tallystick.ledger;

import java.io.Serial;

/// Says that bytes or fields make no valid transaction, header, block or receipt, and which field
/// is at fault. Whoever takes them from outside catches it at the door.
public final class LedgerException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  private final String fault;

  /// @param fault what is wrong, with the field's name and both numbers
  public LedgerException(String fault) {
    super(fault);
    this.fault = fault;
  }

  /// What is wrong: the message.
  public String fault() {
    return fault;
  }
}
