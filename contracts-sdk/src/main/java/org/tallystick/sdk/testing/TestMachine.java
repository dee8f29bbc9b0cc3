package org.tallystick.sdk.testing;

import org.tallystick.machine.ContractThreads;

/// The machine that all tests of a JVM share: starting one takes a second, and it remembers nothing
/// between calls.
final class TestMachine {
  static final ContractThreads THREADS;

  static {
    // Build tools start tests with all assertions on. The engine's are for its makers: they are
    // slow, and refuse values of the machine that it takes otherwise.
    ContractThreads.class.getClassLoader().setPackageAssertionStatus("com.oracle.truffle", false);
    THREADS = new ContractThreads("contract-tests", 1);
  }

  private TestMachine() {}
}
