package org.tallystick.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.tallystick.bytes.Hash;
import org.tallystick.bytes.U256;
import org.tallystick.gas.GasMeter;
import org.tallystick.machine.HostExchange.Outcome;
import org.tallystick.machine.HostExchange.Request;

/// A call that is run twice is one call to the world, and a difference between the two is a fault.
@Timeout(120)
class ReplayMachineTest {
  private static final String CONTRACT =
      """
      import { Contract, uint256 } from 'tally';
      const down = (n) => (n === 0n ? 0n : 1n + down(n - 1n));
      export default class A extends Contract {
        static abi = `
          function count() returns (uint256)
          function deep(uint256 n) returns (uint256)
          event Counted(uint256 n)
        `;
        static state = { n: uint256 };
        count() { this.n += 1n; this.emit.Counted(this.n); return this.n; }
        deep(n) { return this.n + down(n); }
      }
      """;

  @Test
  void theWorldSeesOneCall() {
    MachineForTests.Deployed contract = new MachineForTests.Deployed(CONTRACT);
    MachineForTests.Deployed replayed = new MachineForTests.Deployed(CONTRACT);
    replayed.machines = ReplayMachineTest::replaying;

    for (int call = 0; call < 2; call++) {
      assertEquals(contract.call("count"), replayed.call("count"));
    }

    assertEquals(contract.storage, replayed.storage);
    assertEquals(contract.logs, replayed.logs);
    assertEquals(2, replayed.logs.size());
  }

  @Test
  void aDifferenceIsAFaultThatNamesContractAndTransaction() {
    MachineForTests.Deployed contract = new MachineForTests.Deployed(CONTRACT);
    contract.machines =
        warm -> {
          // Depth that only the warm machine has: as if a call had left it behind.
          contract.onLoad = () -> ((GraalMachine) warm).counts().descend(2_000);
          return replaying(warm);
        };

    CompletionException thrown =
        assertThrows(
            CompletionException.class, () -> contract.call("deep", BigInteger.valueOf(100)));

    MachineFault fault = assertInstanceOf(MachineFault.class, thrown.getCause());
    String words = String.valueOf(fault.getMessage());
    assertTrue(
        words.startsWith(
            "the machine failed in the contract "
                + MachineForTests.CONTRACT
                + " of transaction "
                + Hash.ZERO
                + ": "),
        words);
    assertTrue(words.contains("in a fresh realm: ends with Returned"), words);
    assertTrue(words.contains("in the warm one: ends with Halted[reason=DEPTH_LIMIT"), words);
    contract.machines = warm -> warm;
    contract.onLoad = () -> {};
    assertEquals(List.of(BigInteger.valueOf(100)), contract.read("deep", BigInteger.valueOf(100)));
  }

  @Test
  void whatIsAskedOfTheHostMustBeWhatWasAsked() {
    HostExchange stored =
        new HostExchange(new Request.Store(Hash.ZERO, U256.ONE), 1_000, new Outcome.Done(), 900, 0);

    replay(1_000, stored).store(Hash.ZERO, U256.ONE);

    assertThrows(ReplayDifference.class, () -> replay(1_000, stored).store(Hash.ZERO, U256.of(2)));
    assertThrows(ReplayDifference.class, () -> replay(1_000, stored).load(Hash.ZERO));
    assertThrows(ReplayDifference.class, () -> replay(999, stored).store(Hash.ZERO, U256.ONE));
    assertThrows(ReplayDifference.class, () -> replay(1_000).store(Hash.ZERO, U256.ONE));
    assertThrows(ReplayDifference.class, () -> replay(1_000, stored).requireEnd());
  }

  @Test
  void threadsCanReplayAllTheyRun() {
    CompletableFuture<ContractMachine> first = new CompletableFuture<>();
    CompletableFuture<ContractMachine> second = new CompletableFuture<>();

    ContractRunner runner = ReplayMachine.on(MachineForTests.THREADS);
    runner.execute(first::complete);
    runner.execute(second::complete);

    assertInstanceOf(ReplayMachine.class, first.join());
    assertSame(first.join(), second.join());
  }

  private static ReplayingHost replay(long gasLeft, HostExchange... exchanges) {
    return new ReplayingHost(List.of(exchanges), new GasMeter(gasLeft), new RunState());
  }

  private static ContractMachine replaying(ContractMachine warm) {
    return new ReplayMachine((GraalMachine) warm);
  }
}
