package org.tallystick.node.rpc;

/// Which threads a method runs on. Never the event loops: they serve all connections.
enum Lane {
  /// The workers: it reads the chain, or waits for the pool.
  READING,

  /// The machine's contract threads with their big stacks: it runs a contract.
  RUNNING
}
