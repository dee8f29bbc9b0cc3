package org.tallystick.node.chain;

/// Somebody's wish to be told. Closing it ends it; closing it again does nothing.
@FunctionalInterface
public interface Subscription extends AutoCloseable {
  @Override
  void close();
}
