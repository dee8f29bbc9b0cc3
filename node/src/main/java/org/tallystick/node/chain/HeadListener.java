package org.tallystick.node.chain;

/// Hears of new heads. Called by the thread that writes the chain, which waits for it: it takes
/// note and returns.
@FunctionalInterface
public interface HeadListener {
  void onNewHead(NewHead news);
}
