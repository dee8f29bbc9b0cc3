package org.tallystick.sdk.testing;

import org.tallystick.machine.ContractThreads;

/// The machine that all tests of a JVM share: starting one takes a second, and it remembers nothing
/// between calls.
final class TestMachine {
  static final ContractThreads THREADS = new ContractThreads("contract-tests", 1);

  private TestMachine() {}
}
