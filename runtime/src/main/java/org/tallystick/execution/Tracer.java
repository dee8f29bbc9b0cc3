package org.tallystick.execution;

/// Looks on while a transaction runs. It is told everything in order, on the thread that runs the
/// transaction, and changes nothing: not the state, not the gas.
///
/// One that is told of several transactions is told of one after another.
@FunctionalInterface
public interface Tracer {
  void on(TraceEvent event);
}
