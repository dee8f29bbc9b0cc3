package org.tallystick.execution;

/// A transaction that does not end as it did when its block was made.
@SuppressWarnings("serial") // It never leaves the JVM.
public final class ReplayException extends IllegalStateException {
  ReplayException(String words) {
    super(words);
  }
}
