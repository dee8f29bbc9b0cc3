package org.tallystick.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import org.junit.jupiter.api.Test;
import org.tallystick.machine.ContractThreads;
import org.tallystick.machine.Inspection;

class PredeploysTest {
  /// A genesis is not checked as a deployment is.
  @Test
  void areContractsThatAChainWouldTake() {
    try (ContractThreads threads = new ContractThreads("check", 1)) {
      Inspection inspection = threads.run(machine -> machine.inspect(Predeploys.multicall3()));

      Inspection.Contract contract = assertInstanceOf(Inspection.Contract.class, inspection);
      assertEquals("Multicall3", contract.className());
    }
  }
}
