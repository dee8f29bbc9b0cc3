package org.tallystick.node.load;

/// How a load's transactions are sent.
public enum Mode {
  /// One in a request, the next as soon as the node has taken it.
  SINGLE,
  /// Many in a request, the next as soon as the node has taken them.
  BATCH,
  /// One in a request, the next when the node shows the receipt of it.
  CLOSED
}
