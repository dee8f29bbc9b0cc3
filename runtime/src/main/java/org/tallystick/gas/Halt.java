package org.tallystick.gas;

/// Stops the running frame at once. An `Error` without a stack, because that is what the JavaScript
/// engine lets pass through `catch`, `finally`, iterators and generators untouched: no contract
/// code runs after it. The machine catches it at the frame's border and nobody else does.
@SuppressWarnings("serial") // It never leaves the JVM.
public final class Halt extends Error {
  private final HaltReason reason;

  /// @param detail what asked for too much, for people and traces; never seen by a contract
  public Halt(HaltReason reason, String detail) {
    super(detail, null, false, false);
    this.reason = reason;
  }

  public HaltReason reason() {
    return reason;
  }

  /// What asked for too much; empty where the reason says it all.
  public String detail() {
    String message = getMessage();
    return message == null ? "" : message;
  }
}
