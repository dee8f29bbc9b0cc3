package org.tallystick.sdk.testing;

/// Says that a call or transaction did not do what it should. A test that does not expect it fails
/// with its message.
public abstract sealed class FailedCall extends RuntimeException
    permits Reverted, Halted, Rejected {
  private static final long serialVersionUID = 1;

  FailedCall(String message) {
    super(message);
  }
}
