package org.tallystick.execution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tallystick.bytes.Address;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;
import org.tallystick.bytes.U256;
import org.tallystick.execution.TransactionProcessor.Result;
import org.tallystick.gas.HaltReason;
import org.tallystick.machine.Host;
import org.tallystick.machine.Invocation.BlockEnvironment;
import org.tallystick.machine.MachineResult;
import org.tallystick.testing.MapState;

final class GasEstimatorTest {
  private static final Address CONTRACT =
      Address.fromHex("0x00000000000000000000000000000000000c0de0");
  private static final Address CALLEE =
      Address.fromHex("0x0000000000000000000000000000000000cab1ee");
  private static final Hash SLOT = Hash.wrap(U256.ONE.toWord());
  private static final Bytes DATA = Bytes.fromHex("0xda7a");
  private static final long GAS_MAX = 50_000_000;

  private final ScriptedMachine machine = new ScriptedMachine();
  private final MapState state = new MapState().balance(Accounts.BOB, U256.of(1_000_000));
  private final Simulation simulation = new Simulation(machine, new CodeCache());
  private final GasEstimator estimator = new GasEstimator(simulation);

  @Test
  void aTransferNeedsExactly21000() {
    assertEquals(
        new GasEstimate.Enough(21_000),
        estimate(
            new CallRequest(
                Accounts.BOB,
                Optional.of(CALLEE),
                OptionalLong.empty(),
                U256.ZERO,
                U256.ZERO,
                U256.of(5),
                Bytes.EMPTY,
                List.of())));
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 10, 1_000, 50_000, 777_777, 5_000_000, 16_000_000})
  void theEstimateIsEnoughAndHardlyMore(long work) {
    contract((invocation, host, gas) -> {
      gas.charge(work);
      return ScriptedMachine.NOTHING;
    });

    assertCloseToTheLeast(request());
  }

  @Test
  void refundsAreNeededFirst() {
    state.slot(CONTRACT, SLOT, U256.ONE);
    contract((invocation, host, gas) -> {
      host.store(SLOT, U256.ZERO);
      return ScriptedMachine.NOTHING;
    });

    assertCloseToTheLeast(request());
  }

  @Test
  void whatAnInnerCallNeedsMustBeLentToIt() {
    state.contract(
        CALLEE,
        machine
            .contract(
                "// callee",
                (invocation, host, gas) -> {
                  gas.charge(1_000_000);
                  return ScriptedMachine.NOTHING;
                })
            .bytes());
    contract((invocation, host, gas) -> {
      Host.CallResult result =
          host.call(new Host.Call(CALLEE, U256.ZERO, DATA, OptionalLong.empty(), false));
      return result.ok() ? ScriptedMachine.NOTHING : new MachineResult.Reverted(DATA, "");
    });

    assertCloseToTheLeast(request());
  }

  @Test
  void aCallThatRevertsWithAnyGasAnswersWithTheRevert() {
    contract((invocation, host, gas) -> new MachineResult.Reverted(DATA, "no"));

    GasEstimate.Fails fails = assertInstanceOf(GasEstimate.Fails.class, estimate(request()));

    assertEquals(DATA, assertInstanceOf(Outcome.Revert.class, fails.outcome()).reason());
  }

  @Test
  void aCallThatHaltsForAnotherReasonThanGasAnswersWithIt() {
    contract((invocation, host, gas) -> new MachineResult.Halted(HaltReason.DEPTH_LIMIT, "deep"));

    GasEstimate.Fails fails = assertInstanceOf(GasEstimate.Fails.class, estimate(request()));

    assertEquals(
        HaltReason.DEPTH_LIMIT, assertInstanceOf(Outcome.Halt.class, fails.outcome()).reason());
  }

  @Test
  void aCallThatNeverEndsAnswersWithTheAllowance() {
    contract((invocation, host, gas) -> {
      gas.charge(Long.MAX_VALUE);
      return ScriptedMachine.NOTHING;
    });

    GasEstimate.AboveAllowance above =
        assertInstanceOf(GasEstimate.AboveAllowance.class, estimate(request()));

    assertEquals("gas required exceeds allowance (16777216)", above.words());
    assertEquals(
        new GasEstimate.AboveAllowance(100_000), estimate(request().withGasLimit(100_000)));
    assertEquals(
        new GasEstimate.AboveAllowance(40_000), estimator.estimate(scene(), request(), 40_000));
  }

  @Test
  void theAllowanceIsWhatTheSenderCanPay() {
    contract((invocation, host, gas) -> {
      gas.charge(Long.MAX_VALUE);
      return ScriptedMachine.NOTHING;
    });

    assertEquals(new GasEstimate.AboveAllowance(99_999), estimate(bid(10, 5)));
    assertEquals(new GasEstimate.AboveAllowance(0), estimate(bid(10, 1_000_000)));
  }

  @Test
  void moneyThatIsNotThereIsRefused() {
    GasEstimate.Rejected rejected =
        assertInstanceOf(GasEstimate.Rejected.class, estimate(bid(10, 1_000_001)));

    assertInstanceOf(Invalid.InsufficientFunds.class, rejected.invalid());
  }

  @Test
  void aBidBelowTheBaseFeeIsRefused() {
    GasEstimate.Rejected rejected =
        assertInstanceOf(GasEstimate.Rejected.class, estimate(bid(6, 0)));

    assertInstanceOf(Invalid.MaxFeeBelowBaseFee.class, rejected.invalid());
  }

  /// Compares with the least limit that succeeds, found by halving down to one unit of gas.
  private void assertCloseToTheLeast(CallRequest request) {
    long failing = 20_999;
    long least = 16_777_216;
    while (failing + 1 < least) {
      long middle = (failing + least) / 2;
      if (succeeds(request.withGasLimit(middle))) {
        least = middle;
      } else {
        failing = middle;
      }
    }

    long estimate = assertInstanceOf(GasEstimate.Enough.class, estimate(request)).gasLimit();

    assertTrue(succeeds(request.withGasLimit(estimate)), "with " + estimate);
    assertTrue(
        estimate >= least && estimate <= least * 1.016,
        "least is " + least + ", estimated " + estimate);
  }

  private boolean succeeds(CallRequest request) {
    return simulation.call(scene(), request, GAS_MAX) instanceof Result.Included included
        && included.outcome() instanceof Outcome.Success;
  }

  private GasEstimate estimate(CallRequest request) {
    return estimator.estimate(scene(), request, GAS_MAX);
  }

  private Scene scene() {
    return new Scene(
        state,
        new BlockEnvironment(
            1, 1_000, TransactionBuilder.CHAIN_ID, Accounts.PROPOSER, U256.of(7), Hash.ZERO),
        30_000_000);
  }

  private void contract(ScriptedMachine.Script script) {
    state.contract(CONTRACT, machine.contract("// contract", script).bytes());
  }

  private static CallRequest request() {
    return CallRequest.of(Accounts.BOB, CONTRACT, DATA);
  }

  private static CallRequest bid(long maxFeePerGasWei, long valueWei) {
    return new CallRequest(
        Accounts.BOB,
        Optional.of(CONTRACT),
        OptionalLong.empty(),
        U256.of(maxFeePerGasWei),
        U256.ZERO,
        U256.of(valueWei),
        DATA,
        List.of());
  }
}
