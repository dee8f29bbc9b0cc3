package org.tallystick.execution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.tallystick.bytes.Address;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;
import org.tallystick.bytes.U256;
import org.tallystick.contract.Code;
import org.tallystick.execution.StateOverrides.AccountOverride;
import org.tallystick.execution.StateOverrides.NewCode;
import org.tallystick.execution.StateOverrides.StorageOverride;
import org.tallystick.execution.TransactionProcessor.Result;
import org.tallystick.machine.Invocation;
import org.tallystick.machine.Invocation.BlockEnvironment;
import org.tallystick.machine.MachineResult;
import org.tallystick.state.Account;
import org.tallystick.state.WorldState;
import org.tallystick.testing.MapState;

final class SimulationTest {
  private static final Address CONTRACT =
      Address.fromHex("0x00000000000000000000000000000000000c0de0");
  private static final Hash SLOT = Hash.wrap(U256.ONE.toWord());
  private static final Hash OTHER_SLOT = Hash.wrap(U256.of(2).toWord());
  private static final Bytes DATA = Bytes.fromHex("0xda7a");
  private static final long GAS_MAX = 50_000_000;

  private final ScriptedMachine machine = new ScriptedMachine();
  private final List<Invocation> seen = new ArrayList<>();
  private final Code reader =
      machine.contract(
          "// reader",
          (invocation, host, gas) -> {
            seen.add(invocation);
            return new MachineResult.Returned(
                Bytes.concat(
                    Bytes.wrap(host.load(SLOT).toWord()),
                    Bytes.wrap(host.load(OTHER_SLOT).toWord())));
          });
  private final MapState state =
      new MapState()
          .contract(CONTRACT, reader.bytes())
          .slot(CONTRACT, SLOT, U256.of(5))
          .slot(CONTRACT, OTHER_SLOT, U256.of(6));
  private final Simulation simulation = new Simulation(machine, new CodeCache());

  @Test
  void aCallReturnsWhatTheContractReturns() {
    assertEquals(slots(5, 6), success(request()).returned());
  }

  @Test
  void whoeverAsksNeedsNoMoneyAndNoNonce() {
    success(request());
    success(request());

    Invocation invocation = seen.getFirst();
    assertEquals(Address.ZERO, invocation.sender());
    assertEquals(U256.ZERO, invocation.transaction().gasPriceWei());
    assertEquals(Hash.ZERO, invocation.transaction().hash());
    assertEquals(U256.ZERO, invocation.block().baseFeeWei(), "gas is free");
    assertEquals(1_000, invocation.block().timestampSeconds());
  }

  @Test
  void whoLooksOnSeesTheCallInTheStateThatIsPretended() {
    List<TraceEvent> events = new ArrayList<>();
    StateOverrides overrides =
        new StateOverrides(
            Map.of(
                CONTRACT,
                new AccountOverride(
                    Optional.empty(),
                    OptionalLong.empty(),
                    Optional.empty(),
                    new StorageOverride(Map.of(SLOT, U256.of(50)), false))));

    Result traced = simulation.call(scene(overrides.over(state)), request(), GAS_MAX, events::add);

    TraceEvent.Begun begun = (TraceEvent.Begun) events.getFirst();
    assertEquals(U256.of(50), begun.state().storage(CONTRACT, SLOT));
    assertEquals(
        List.of(
            new TraceEvent.SlotTouched(CONTRACT, SLOT),
            new TraceEvent.SlotTouched(CONTRACT, OTHER_SLOT)),
        events.stream().filter(TraceEvent.SlotTouched.class::isInstance).toList());
    Outcome outcome = ((Result.Included) traced).outcome();
    assertEquals(outcome, ((TraceEvent.Settled) events.getLast()).outcome());
    assertEquals(slots(50, 6), ((Outcome.Success) outcome).returned());
  }

  @Test
  void whoLooksOnHearsNothingOfACallThatIsRejected() {
    List<TraceEvent> events = new ArrayList<>();

    simulation.call(
        scene(state),
        request(Accounts.BOB, U256.ZERO, U256.ZERO, U256.of(3)),
        GAS_MAX,
        events::add);

    assertEquals(List.of(), events);
  }

  @Test
  void aContractMayAsk() {
    success(request(CONTRACT, U256.ZERO, U256.ZERO, U256.ZERO));

    assertEquals(CONTRACT, seen.getFirst().sender());
  }

  @Test
  void moneyThatMovesMustBeThere() {
    assertEquals(
        new Invalid.InsufficientFunds(Accounts.BOB, U256.ZERO, U256.of(3).value()),
        rejected(request(Accounts.BOB, U256.ZERO, U256.ZERO, U256.of(3))));

    state.balance(Accounts.BOB, U256.of(3));
    success(request(Accounts.BOB, U256.ZERO, U256.ZERO, U256.of(3)));
    assertEquals(U256.of(3), seen.getFirst().valueWei());
  }

  @Test
  void whoBidsPaysForAllGas() {
    CallRequest request =
        request(Accounts.BOB, U256.of(10), U256.of(2), U256.ZERO).withGasLimit(100_000);
    assertEquals(
        new Invalid.InsufficientFunds(Accounts.BOB, U256.ZERO, U256.of(1_000_000).value()),
        rejected(request));

    state.balance(Accounts.BOB, U256.of(1_000_000));
    success(request);
    assertEquals(U256.of(9), seen.getFirst().transaction().gasPriceWei());
    assertEquals(U256.of(7), seen.getFirst().block().baseFeeWei());
  }

  @Test
  void aBidBelowTheBaseFeeIsRefused() {
    assertEquals(
        new Invalid.MaxFeeBelowBaseFee(Accounts.BOB, U256.of(6), U256.of(7)),
        rejected(request(Accounts.BOB, U256.of(6), U256.of(6), U256.ZERO)));
    assertInstanceOf(
        Invalid.TipAboveMaxFee.class,
        rejected(request(Accounts.BOB, U256.of(8), U256.of(9), U256.ZERO)));
  }

  @Test
  void theGasIsWhatTheNodeAllowsUnlessTheRequestSaysLess() {
    Code hungry =
        machine.contract(
            "// hungry",
            (invocation, host, gas) -> {
              gas.charge(Long.MAX_VALUE);
              return ScriptedMachine.NOTHING;
            });
    state.contract(CONTRACT, hungry.bytes());

    assertEquals(GAS_MAX, outcome(request()).gasUsed());
    assertEquals(100_000, outcome(request().withGasLimit(100_000)).gasUsed());
    assertEquals(GAS_MAX, outcome(request().withGasLimit(GAS_MAX + 1)).gasUsed());
  }

  @Test
  void tooLittleGasToBeginIsRefused() {
    assertEquals(
        new Invalid.BelowIntrinsicGas(21_000, 21_032), rejected(request().withGasLimit(21_000)));
  }

  @Test
  void aCallWithoutReceiverCreates() {
    Code child = machine.contract("// child", (invocation, host, gas) -> ScriptedMachine.NOTHING);

    assertEquals(child.bytes(), success(creation(child.bytes())).returned());
    assertInstanceOf(
        Invalid.BadCreationData.class, rejected(creation(Bytes.fromHex("0x6080604052"))));
  }

  @Test
  void aRevertIsTheAnswer() {
    Code refuser =
        machine.contract(
            "// refuser", (invocation, host, gas) -> new MachineResult.Reverted(DATA, "no"));
    state.contract(CONTRACT, refuser.bytes());

    Outcome.Revert revert = assertInstanceOf(Outcome.Revert.class, outcome(request()));

    assertEquals(DATA, revert.reason());
    assertEquals("no", revert.message());
  }

  // State that is pretended

  @Test
  void singleSlotsCanBePretended() {
    assertEquals(
        slots(9, 6),
        with(override(new StorageOverride(Map.of(SLOT, U256.of(9)), false))).returned());
  }

  @Test
  void allStorageCanBePretended() {
    assertEquals(
        slots(9, 0),
        with(override(new StorageOverride(Map.of(SLOT, U256.of(9)), true))).returned());
  }

  @Test
  void codeCanBePretended() {
    Code other =
        machine.contract("// other", (invocation, host, gas) -> new MachineResult.Returned(DATA));

    assertEquals(
        DATA,
        with(new AccountOverride(
                Optional.empty(),
                OptionalLong.empty(),
                Optional.of(new NewCode.Some(other)),
                StorageOverride.NONE))
            .returned());
    assertEquals(
        Bytes.EMPTY,
        with(new AccountOverride(
                Optional.empty(),
                OptionalLong.empty(),
                Optional.of(new NewCode.None()),
                StorageOverride.NONE))
            .returned());
  }

  @Test
  void balanceAndNonceCanBePretended() {
    StateOverrides overrides =
        new StateOverrides(
            Map.of(
                Accounts.BOB,
                new AccountOverride(
                    Optional.of(U256.MAX),
                    OptionalLong.of(4),
                    Optional.empty(),
                    StorageOverride.NONE)));

    WorldState pretended = overrides.over(state);

    assertEquals(
        Optional.of(Account.EMPTY.withBalance(U256.MAX).withNonce(4)),
        pretended.account(Accounts.BOB));
    assertEquals(state.account(CONTRACT), pretended.account(CONTRACT));
    assertEquals(Optional.empty(), state.account(Accounts.BOB));
  }

  private Outcome.Success with(AccountOverride override) {
    WorldState pretended = new StateOverrides(Map.of(CONTRACT, override)).over(state);
    Result result = simulation.call(scene(pretended), request(), GAS_MAX);
    return assertInstanceOf(
        Outcome.Success.class, assertInstanceOf(Result.Included.class, result).outcome());
  }

  private static AccountOverride override(StorageOverride storage) {
    return new AccountOverride(Optional.empty(), OptionalLong.empty(), Optional.empty(), storage);
  }

  private Outcome.Success success(CallRequest request) {
    return assertInstanceOf(Outcome.Success.class, outcome(request));
  }

  private Outcome outcome(CallRequest request) {
    return assertInstanceOf(Result.Included.class, call(request)).outcome();
  }

  private Invalid rejected(CallRequest request) {
    return assertInstanceOf(Result.Rejected.class, call(request)).invalid();
  }

  private Result call(CallRequest request) {
    return simulation.call(scene(state), request, GAS_MAX);
  }

  private static Scene scene(WorldState state) {
    return new Scene(
        state,
        new BlockEnvironment(
            1, 1_000, TransactionBuilder.CHAIN_ID, Accounts.PROPOSER, U256.of(7), Hash.ZERO),
        30_000_000);
  }

  private static CallRequest request() {
    return CallRequest.of(Address.ZERO, CONTRACT, DATA);
  }

  private static CallRequest request(
      Address from, U256 maxFeePerGasWei, U256 maxPriorityFeePerGasWei, U256 valueWei) {
    return new CallRequest(
        from,
        Optional.of(CONTRACT),
        OptionalLong.empty(),
        maxFeePerGasWei,
        maxPriorityFeePerGasWei,
        valueWei,
        DATA,
        List.of());
  }

  private static CallRequest creation(Bytes data) {
    return new CallRequest(
        Accounts.BOB,
        Optional.empty(),
        OptionalLong.empty(),
        U256.ZERO,
        U256.ZERO,
        U256.ZERO,
        data,
        List.of());
  }

  private static Bytes slots(long first, long second) {
    return Bytes.concat(Bytes.wrap(U256.of(first).toWord()), Bytes.wrap(U256.of(second).toWord()));
  }
}
