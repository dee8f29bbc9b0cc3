package org.tallystick.execution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.tallystick.bytes.Address;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;
import org.tallystick.bytes.U256;
import org.tallystick.contract.Code;
import org.tallystick.contract.ContractAddress;
import org.tallystick.contract.CreationData;
import org.tallystick.gas.GasMeter;
import org.tallystick.gas.HaltReason;
import org.tallystick.ledger.Log;
import org.tallystick.machine.Host;
import org.tallystick.machine.Invocation;
import org.tallystick.machine.Invocation.BlockEnvironment;
import org.tallystick.machine.Invocation.TransactionEnvironment;
import org.tallystick.machine.MachineFault;
import org.tallystick.machine.MachineResult;
import org.tallystick.state.Journal;
import org.tallystick.testing.MapState;

/// What contracts can do outside themselves, and what it costs. Each test runs its contract in
/// [#CALLER]; a contract's own steps cost nothing here.
final class FrameTest {
  private static final Address USER = Address.fromHex("0x0000000000000000000000000000000000005e4d");
  private static final Address CALLER =
      Address.fromHex("0x00000000000000000000000000000000000ca11e");
  private static final Address CALLEE =
      Address.fromHex("0x0000000000000000000000000000000000cab1ee");
  private static final Address STRANGER =
      Address.fromHex("0x0000000000000000000000000000000000000123");
  private static final Hash SLOT = Hash.wrap(U256.ONE.toWord());
  private static final Bytes DATA = Bytes.fromHex("0xda7a");
  private static final OptionalLong ALL_GAS = OptionalLong.empty();
  private static final long GAS = 10_000_000;

  private final ScriptedMachine machine = new ScriptedMachine();
  private final MapState state = new MapState().balance(USER, U256.of(1_000));
  private final GasMeter gas = new GasMeter(GAS);

  // Storage

  @Test
  void readingASlotCosts2100TheFirstTimeAnd100Later() {
    state.slot(CALLER, SLOT, U256.of(5));
    List<Long> costs = new ArrayList<>();

    run((invocation, host, meter) -> {
      costs.add(cost(meter, () -> assertEquals(U256.of(5), host.load(SLOT))));
      costs.add(cost(meter, () -> host.load(SLOT)));
      return ScriptedMachine.NOTHING;
    });

    assertEquals(List.of(2_100L, 100L), costs);
  }

  @Test
  void writingASlotCostsAndRefundsAsInEthereum() {
    state.slot(CALLER, SLOT, U256.of(5));
    List<Long> costs = new ArrayList<>();

    Journal journal =
        run((invocation, host, meter) -> {
          costs.add(cost(meter, () -> host.store(SLOT, U256.ZERO)));
          costs.add(cost(meter, () -> host.store(Hash.ZERO, U256.ONE)));
          costs.add(cost(meter, () -> host.store(Hash.ZERO, U256.of(2))));
          return ScriptedMachine.NOTHING;
        });

    assertEquals(List.of(5_000L, 22_100L, 100L), costs);
    assertEquals(4_800, journal.refund());
    assertEquals(U256.of(2), journal.slot(CALLER, Hash.ZERO).current());
  }

  @Test
  void aWriteNeedsNoMoreGasThanItCosts() {
    MachineResult result =
        call(
            journal(
                (invocation, host, meter) -> {
                  meter.charge(meter.left() - 5_000);
                  host.store(SLOT, U256.of(6));
                  return ScriptedMachine.NOTHING;
                },
                state.slot(CALLER, SLOT, U256.of(5))));

    assertEquals(ScriptedMachine.NOTHING, result);
    assertEquals(0, gas.left());
  }

  // Events and balances

  @Test
  void anEventIsALogOfItsContract() {
    List<Long> costs = new ArrayList<>();

    Journal journal =
        run((invocation, host, meter) -> {
          costs.add(cost(meter, () -> host.emit(List.of(SLOT, Hash.ZERO), DATA)));
          return ScriptedMachine.NOTHING;
        });

    assertEquals(List.of(375L + 2 * 375 + 2 * 8), costs);
    assertEquals(List.of(new Log(CALLER, List.of(SLOT, Hash.ZERO), DATA)), journal.logs());
  }

  @Test
  void anEventWithTooMuchDataHalts() {
    MachineResult result =
        call(
            journal((invocation, host, meter) -> {
              host.emit(List.of(), Bytes.wrap(new byte[65_537]));
              return ScriptedMachine.NOTHING;
            }));

    assertEquals(
        new MachineResult.Halted(
            HaltReason.MEMORY_LIMIT, "an event has at most 65536 bytes of data, got 65537"),
        result);
  }

  @Test
  void lookingAtABalanceCosts2600TheFirstTimeAnd100Later() {
    state.balance(STRANGER, U256.of(7));
    List<Long> costs = new ArrayList<>();

    run((invocation, host, meter) -> {
      costs.add(cost(meter, () -> assertEquals(U256.of(7), host.balanceOf(STRANGER))));
      costs.add(cost(meter, () -> host.balanceOf(STRANGER)));
      return ScriptedMachine.NOTHING;
    });

    assertEquals(List.of(2_600L, 100L), costs);
  }

  // Calls

  @Test
  void moneyForANewAccountCosts36600AndForAnOldOne9100() {
    state.balance(CALLER, U256.of(10));
    List<Long> costs = new ArrayList<>();

    Journal journal =
        run((invocation, host, meter) -> {
          costs.add(cost(meter, () -> send(host, STRANGER, 3)));
          costs.add(cost(meter, () -> send(host, STRANGER, 4)));
          return ScriptedMachine.NOTHING;
        });

    assertEquals(List.of(36_600L, 9_100L), costs);
    assertEquals(U256.of(3), journal.balance(CALLER));
    assertEquals(U256.of(7), journal.balance(STRANGER));
  }

  @Test
  void callingAnAccountWithoutCodeSucceedsAndSaysSo() {
    run((invocation, host, meter) -> {
      assertEquals(
          new Host.CallResult(true, Bytes.EMPTY, false),
          host.call(new Host.Call(STRANGER, U256.ZERO, DATA, ALL_GAS, false)));
      return ScriptedMachine.NOTHING;
    });
  }

  @Test
  void aCallThatNeedsAnAnswerPaysNothingButTheLookWhereThereIsNoCode() {
    state.balance(CALLER, U256.of(10));

    Journal journal =
        run((invocation, host, meter) -> {
          Host.Call call =
              new Host.Call(STRANGER, U256.of(4), DATA, ALL_GAS, false, returned -> true);
          long cost =
              cost(
                  meter,
                  () ->
                      assertEquals(
                          new Host.CallResult(false, Bytes.EMPTY, false), host.call(call)));
          assertEquals(2_600, cost);
          return ScriptedMachine.NOTHING;
        });

    assertEquals(U256.of(10), journal.balance(CALLER));
    assertTrue(journal.isEmpty(STRANGER));
  }

  @Test
  void aCallThatReturnsWhatItsCallerCannotReadIsUndone() {
    callee((invocation, host, meter) -> {
      host.store(SLOT, U256.ONE);
      host.emit(List.of(), DATA);
      meter.charge(1_000);
      return new MachineResult.Returned(DATA);
    });
    state.balance(CALLER, U256.of(10));

    Journal journal =
        run((invocation, host, meter) -> {
          Host.Call call =
              new Host.Call(
                  CALLEE, U256.of(4), DATA, ALL_GAS, false, returned -> !returned.equals(DATA));
          long cost =
              cost(
                  meter,
                  () ->
                      assertEquals(new Host.CallResult(false, Bytes.EMPTY, true), host.call(call)));
          assertTrue(cost < 100_000, "not all the gas it was lent, but " + cost);
          return ScriptedMachine.NOTHING;
        });

    assertEquals(U256.of(10), journal.balance(CALLER));
    assertEquals(U256.ZERO, journal.slot(CALLEE, SLOT).current());
    assertEquals(List.of(), journal.logs());
  }

  @Test
  void theAddressesOfPrecompilesArePlainAccounts() {
    Address sha256 = Address.fromHex("0x0000000000000000000000000000000000000002");

    run((invocation, host, meter) -> {
      assertEquals(2_600, cost(meter, () -> assertFalse(callOf(host, sha256).ranCode())));
      return ScriptedMachine.NOTHING;
    });
  }

  @Test
  void theCalleeSeesWhoCallsWithWhat() {
    List<Invocation> seen = new ArrayList<>();
    callee((invocation, host, meter) -> {
      seen.add(invocation);
      return new MachineResult.Returned(Bytes.fromHex("0x01"));
    });
    state.balance(CALLER, U256.of(10));

    Journal journal =
        run((invocation, host, meter) -> {
          assertEquals(
              new Host.CallResult(true, Bytes.fromHex("0x01"), true),
              host.call(new Host.Call(CALLEE, U256.of(4), DATA, ALL_GAS, false)));
          return ScriptedMachine.NOTHING;
        });

    Invocation invocation = seen.getFirst();
    assertEquals(CALLEE, invocation.self());
    assertEquals(CALLER, invocation.sender());
    assertEquals(USER, invocation.transaction().origin());
    assertEquals(U256.of(4), invocation.valueWei());
    assertEquals(DATA, invocation.data());
    assertFalse(invocation.isStatic());
    assertFalse(invocation.reentered());
    assertEquals(U256.of(4), journal.balance(CALLEE));
  }

  @Test
  void aCallLendsAllButA64thOfTheGas() {
    List<Long> lent = new ArrayList<>();
    callee((invocation, host, meter) -> {
      lent.add(meter.limit());
      return ScriptedMachine.NOTHING;
    });
    List<Long> expected = new ArrayList<>();

    run((invocation, host, meter) -> {
      long left = meter.left() - 2_600;
      expected.add(left - left / 64);
      callOf(host, CALLEE);
      return ScriptedMachine.NOTHING;
    });

    assertEquals(expected, lent);
  }

  @Test
  void aCallLendsNoMoreThanTheContractSaysAndGetsTheRestBack() {
    Code callee =
        callee((invocation, host, meter) -> {
          meter.charge(1_000);
          return ScriptedMachine.NOTHING;
        });
    long load = 5_000L + callee.bytes().length();

    run((invocation, host, meter) -> {
      long cost =
          cost(
              meter,
              () ->
                  host.call(
                      new Host.Call(CALLEE, U256.ZERO, DATA, OptionalLong.of(50_000), false)));
      assertEquals(2_600 + load + 1_000, cost);
      return ScriptedMachine.NOTHING;
    });
  }

  @Test
  void aCallThatRevertsIsUndoneAndItsCallerGoesOn() {
    callee((invocation, host, meter) -> {
      host.store(SLOT, U256.ONE);
      host.emit(List.of(), DATA);
      return new MachineResult.Reverted(DATA, "no");
    });
    state.balance(CALLER, U256.of(10));

    Journal journal =
        run((invocation, host, meter) -> {
          host.store(SLOT, U256.of(9));
          assertEquals(
              new Host.CallResult(false, DATA, true),
              host.call(new Host.Call(CALLEE, U256.of(4), Bytes.EMPTY, ALL_GAS, false)));
          return ScriptedMachine.NOTHING;
        });

    assertEquals(U256.of(10), journal.balance(CALLER));
    assertEquals(U256.ZERO, journal.slot(CALLEE, SLOT).current());
    assertEquals(U256.of(9), journal.slot(CALLER, SLOT).current());
    assertEquals(List.of(), journal.logs());
  }

  @Test
  void aCallThatHaltsCostsAllItWasLent() {
    callee((invocation, host, meter) -> {
      host.store(SLOT, U256.ONE);
      meter.charge(Long.MAX_VALUE);
      return ScriptedMachine.NOTHING;
    });

    Journal journal =
        run((invocation, host, meter) -> {
          Host.Call call = new Host.Call(CALLEE, U256.ZERO, DATA, OptionalLong.of(50_000), false);
          long cost =
              cost(
                  meter,
                  () ->
                      assertEquals(new Host.CallResult(false, Bytes.EMPTY, true), host.call(call)));
          assertEquals(2_600 + 50_000, cost);
          return ScriptedMachine.NOTHING;
        });

    assertEquals(U256.ZERO, journal.slot(CALLEE, SLOT).current());
  }

  @Test
  void aCallWithMoreMoneyThanThereIsFailsAndGivesTheGasBack() {
    state.balance(CALLER, U256.of(3)).balance(STRANGER, U256.ONE);

    run((invocation, host, meter) -> {
      long cost =
          cost(
              meter,
              () ->
                  assertFalse(
                      host.call(new Host.Call(STRANGER, U256.of(4), DATA, ALL_GAS, false)).ok()));
      assertEquals(2_600 + 9_000, cost);
      return ScriptedMachine.NOTHING;
    });
  }

  @Test
  void callsAre256DeepAndTheNextOneFails() {
    List<Boolean> results = new ArrayList<>();
    int[] depth = {0};

    run((invocation, host, meter) -> {
      depth[0]++;
      long before = meter.left();
      Host.CallResult result = callOf(host, CALLER);
      if (!result.ok()) {
        assertEquals(100, before - meter.left());
      }
      results.add(result.ok());
      return ScriptedMachine.NOTHING;
    });

    assertEquals(256, depth[0]);
    assertFalse(results.getFirst());
    assertTrue(results.subList(1, 256).stream().allMatch(ok -> ok));
  }

  @Test
  void aFrameKnowsWhetherItsContractWaitsFurtherUp() {
    List<Boolean> reentered = new ArrayList<>();
    callee((invocation, host, meter) -> {
      callOf(host, CALLER);
      return ScriptedMachine.NOTHING;
    });

    run((invocation, host, meter) -> {
      reentered.add(invocation.reentered());
      if (reentered.size() == 1) {
        callOf(host, CALLEE);
      }
      return ScriptedMachine.NOTHING;
    });

    assertEquals(List.of(false, true), reentered);
  }

  // Frames that may only read

  @Test
  void aStaticFrameMayNotWriteNorItsCallees() {
    Code child = machine.contract("// child", (invocation, host, meter) -> ScriptedMachine.NOTHING);
    List<Consumer<Host>> writes =
        List.of(
            host -> host.store(SLOT, U256.ONE),
            host -> host.emit(List.of(), DATA),
            host -> send(host, STRANGER, 1),
            host -> host.create(new Host.Create(child, Bytes.EMPTY, U256.ZERO, null)));
    Address between = Address.fromHex("0x00000000000000000000000000000000000be22e");
    state
        .balance(CALLEE, U256.of(5))
        .contract(
            between,
            machine
                .contract(
                    "// between",
                    (invocation, host, meter) -> {
                      Host.CallResult result = callOf(host, CALLEE);
                      return result.ok()
                          ? ScriptedMachine.NOTHING
                          : new MachineResult.Reverted(DATA, "");
                    })
                .bytes());
    int[] write = {0};
    callee((invocation, host, meter) -> {
      assertTrue(invocation.isStatic());
      writes.get(write[0]).accept(host);
      return ScriptedMachine.NOTHING;
    });

    run((invocation, host, meter) -> {
      for (write[0] = 0; write[0] < writes.size(); write[0]++) {
        Host.CallResult result =
            host.call(new Host.Call(between, U256.ZERO, DATA, OptionalLong.of(50_000), true));
        assertEquals(new Host.CallResult(false, DATA, true), result, "write " + write[0]);
      }
      return ScriptedMachine.NOTHING;
    });
  }

  @Test
  void aStaticFrameMayReadAndCallWithoutMoney() {
    callee((invocation, host, meter) -> {
      host.load(SLOT);
      host.balanceOf(STRANGER);
      assertTrue(callOf(host, STRANGER).ok());
      return ScriptedMachine.NOTHING;
    });

    run((invocation, host, meter) -> {
      assertTrue(host.call(new Host.Call(CALLEE, U256.ZERO, DATA, ALL_GAS, true)).ok());
      return ScriptedMachine.NOTHING;
    });
  }

  // Code

  @Test
  void theFirstUseOfACodeIsPaidByItsCallee() {
    Code callee = callee((invocation, host, meter) -> ScriptedMachine.NOTHING);
    Address twin = Address.fromHex("0x0000000000000000000000000000000000000321");
    state.contract(twin, callee.bytes());
    long load = 5_000L + callee.bytes().length();

    run((invocation, host, meter) -> {
      assertEquals(2_600 + load, cost(meter, () -> callOf(host, CALLEE)));
      assertEquals(100, cost(meter, () -> callOf(host, CALLEE)));
      assertEquals(2_600, cost(meter, () -> callOf(host, twin)));
      return ScriptedMachine.NOTHING;
    });
  }

  @Test
  void aCallWhoseGasCannotLoadTheCodeHalts() {
    callee((invocation, host, meter) -> {
      throw new AssertionError("never runs");
    });

    run((invocation, host, meter) -> {
      Host.Call call = new Host.Call(CALLEE, U256.ZERO, DATA, OptionalLong.of(5_000), false);
      assertEquals(2_600 + 5_000, cost(meter, () -> assertFalse(host.call(call).ok())));
      return ScriptedMachine.NOTHING;
    });
  }

  @Test
  void aFirstUseThatWasUndoneIsPaidAgain() {
    Code callee = callee((invocation, host, meter) -> new MachineResult.Reverted(DATA, ""));
    long load = 5_000L + callee.bytes().length();

    run((invocation, host, meter) -> {
      assertEquals(2_600 + load, cost(meter, () -> callOf(host, CALLEE)));
      assertEquals(100 + load, cost(meter, () -> callOf(host, CALLEE)));
      return ScriptedMachine.NOTHING;
    });
  }

  @Test
  void aFaultOfTheMachineStopsEverything() {
    MachineFault fault = new MachineFault("engine", null);
    callee((invocation, host, meter) -> {
      throw fault;
    });
    Journal journal =
        journal((invocation, host, meter) -> {
          callOf(host, CALLEE);
          return ScriptedMachine.NOTHING;
        });

    assertSame(fault, assertThrows(MachineFault.class, () -> call(journal)));
  }

  // Creation

  @Test
  void aNewContractHasItsAddressItsCodeItsMoneyAndTheNonceOne() {
    List<Invocation> seen = new ArrayList<>();
    Code child =
        machine.contract(
            "// child",
            (invocation, host, meter) -> {
              seen.add(invocation);
              host.store(SLOT, U256.of(8));
              return ScriptedMachine.NOTHING;
            },
            (invocation, host, meter) -> ScriptedMachine.NOTHING);
    state.balance(CALLER, U256.of(10));
    Address expected = ContractAddress.byNonce(CALLER, 1);

    Journal journal =
        run((invocation, host, meter) -> {
          assertEquals(
              new Host.CreateResult(expected, Bytes.EMPTY),
              host.create(new Host.Create(child, DATA, U256.of(6), null)));
          return ScriptedMachine.NOTHING;
        });

    assertEquals(child.hash(), journal.codeHash(expected));
    assertEquals(child.bytes(), journal.code(child.hash()));
    assertEquals(U256.of(6), journal.balance(expected));
    assertEquals(U256.of(8), journal.slot(expected, SLOT).current());
    assertEquals(1, journal.nonce(expected));
    assertEquals(2, journal.nonce(CALLER));
    assertEquals(expected, seen.getFirst().self());
    assertEquals(CALLER, seen.getFirst().sender());
    assertEquals(DATA, seen.getFirst().data());
  }

  @Test
  void creatingCostsTheAccountTheWordsTheParsingAndTheDeposit() {
    Code child = machine.contract("// child", (invocation, host, meter) -> ScriptedMachine.NOTHING);
    int length = child.bytes().length();
    int words = (length + 2 + 31) / 32;

    run((invocation, host, meter) -> {
      long cost = cost(meter, () -> host.create(new Host.Create(child, DATA, U256.ZERO, null)));
      assertEquals(32_000 + 2L * words + 8L * length + 32L * length, cost);
      long salted = cost(meter, () -> host.create(new Host.Create(child, DATA, U256.ZERO, SLOT)));
      assertEquals(cost + 6L * words, salted);
      return ScriptedMachine.NOTHING;
    });
  }

  @Test
  void aNewContractIsWarmAndLoadedAtOnce() {
    Code child = machine.contract("// child", (invocation, host, meter) -> ScriptedMachine.NOTHING);

    run((invocation, host, meter) -> {
      Address created = created(host.create(new Host.Create(child, DATA, U256.ZERO, null)));
      assertEquals(100, cost(meter, () -> assertTrue(callOf(host, created).ranCode())));
      return ScriptedMachine.NOTHING;
    });
  }

  @Test
  void aSaltGivesTheAddressOfEip1014() {
    Code child = machine.contract("// child", (invocation, host, meter) -> ScriptedMachine.NOTHING);
    Address expected =
        ContractAddress.bySalt(CALLER, SLOT, new CreationData(child, DATA).toBytes());

    run((invocation, host, meter) -> {
      assertEquals(expected, created(host.create(new Host.Create(child, DATA, U256.ZERO, SLOT))));
      return ScriptedMachine.NOTHING;
    });
  }

  @Test
  void theSameSaltTwiceFailsAndCostsAllItWasLent() {
    Code child = machine.contract("// child", (invocation, host, meter) -> ScriptedMachine.NOTHING);

    Journal journal =
        run((invocation, host, meter) -> {
          host.create(new Host.Create(child, DATA, U256.ZERO, SLOT));
          Host.CreateResult second = host.create(new Host.Create(child, DATA, U256.ZERO, SLOT));
          assertEquals(
              new Host.CreateResult(
                  null, Bytes.EMPTY, "there is a contract at this address already"),
              second);
          assertTrue(meter.left() < GAS / 64, "left " + meter.left());
          return ScriptedMachine.NOTHING;
        });

    assertEquals(3, journal.nonce(CALLER), "both count");
  }

  @Test
  void aConstructorThatRevertsLeavesNothingButTheNonceAndTheVisit() {
    Code child =
        machine.contract(
            "// child",
            (invocation, host, meter) -> {
              host.store(SLOT, U256.ONE);
              return new MachineResult.Reverted(DATA, "");
            },
            (invocation, host, meter) -> ScriptedMachine.NOTHING);
    Address address = ContractAddress.byNonce(CALLER, 1);

    Journal journal =
        run((invocation, host, meter) -> {
          assertEquals(
              new Host.CreateResult(null, DATA),
              host.create(new Host.Create(child, Bytes.EMPTY, U256.ZERO, null)));
          assertEquals(100, cost(meter, () -> host.balanceOf(address)));
          return ScriptedMachine.NOTHING;
        });

    assertTrue(journal.isEmpty(address));
    assertEquals(U256.ZERO, journal.slot(address, SLOT).current());
    assertEquals(2, journal.nonce(CALLER));
  }

  @Test
  void aConstructorThatLeavesNoGasForTheDepositHalts() {
    Code child =
        machine.contract(
            "// child",
            (invocation, host, meter) -> {
              meter.charge(meter.left() - 100);
              return ScriptedMachine.NOTHING;
            },
            (invocation, host, meter) -> ScriptedMachine.NOTHING);

    Journal journal =
        run((invocation, host, meter) -> {
          assertNull(host.create(new Host.Create(child, Bytes.EMPTY, U256.ZERO, null)).created());
          return ScriptedMachine.NOTHING;
        });

    assertTrue(journal.isEmpty(ContractAddress.byNonce(CALLER, 1)));
  }

  @Test
  void aContractUnderConstructionHasNoCodeYet() {
    Code child =
        machine.contract(
            "// child",
            (invocation, host, meter) -> {
              assertFalse(callOf(host, invocation.self()).ranCode());
              return ScriptedMachine.NOTHING;
            },
            (invocation, host, meter) -> ScriptedMachine.NOTHING);

    run((invocation, host, meter) -> {
      created(host.create(new Host.Create(child, Bytes.EMPTY, U256.ZERO, null)));
      return ScriptedMachine.NOTHING;
    });
  }

  @Test
  void creatingWithMoreMoneyThanThereIsFailsBeforeTheNonceMoves() {
    Code child = machine.contract("// child", (invocation, host, meter) -> ScriptedMachine.NOTHING);

    Journal journal =
        run((invocation, host, meter) -> {
          assertNull(host.create(new Host.Create(child, Bytes.EMPTY, U256.ONE, null)).created());
          return ScriptedMachine.NOTHING;
        });

    assertEquals(1, journal.nonce(CALLER));
  }

  @Test
  void tooMuchCreationDataHaltsItsCreator() {
    Code child = machine.contract("// child", (invocation, host, meter) -> ScriptedMachine.NOTHING);
    Journal journal =
        journal((invocation, host, meter) -> {
          host.create(new Host.Create(child, Bytes.wrap(new byte[294_912]), U256.ZERO, null));
          return ScriptedMachine.NOTHING;
        });

    MachineResult.Halted halted = assertInstanceOf(MachineResult.Halted.class, call(journal));

    assertEquals(HaltReason.OUT_OF_GAS, halted.reason());
    assertEquals(0, gas.left());
  }

  /// Runs the script as the contract at [#CALLER], which must return.
  private Journal run(ScriptedMachine.Script script) {
    Journal journal = journal(script);
    assertEquals(ScriptedMachine.NOTHING, call(journal));
    return journal;
  }

  private Journal journal(ScriptedMachine.Script script) {
    return journal(script, state);
  }

  private Journal journal(ScriptedMachine.Script script, MapState parent) {
    parent.contract(CALLER, machine.contract("// caller", script).bytes());
    Journal journal = new Journal(parent);
    journal.beginTransaction();
    journal.visit(CALLER);
    return journal;
  }

  private MachineResult call(Journal journal) {
    Calls calls =
        new Calls(
            machine,
            new CodeCache(),
            journal,
            new TransactionEnvironment(USER, U256.ONE, Hash.ZERO),
            new BlockEnvironment(1, 1_000, 31_337, STRANGER, U256.of(7), Hash.ZERO),
            null);
    return calls.call(null, USER, CALLER, U256.ZERO, DATA, false, gas, null);
  }

  private Code callee(ScriptedMachine.Script script) {
    Code code = machine.contract("// callee", script);
    state.contract(CALLEE, code.bytes());
    return code;
  }

  private static Host.CallResult callOf(Host host, Address to) {
    return host.call(new Host.Call(to, U256.ZERO, Bytes.EMPTY, ALL_GAS, false));
  }

  private static void send(Host host, Address to, long wei) {
    assertTrue(host.call(new Host.Call(to, U256.of(wei), Bytes.EMPTY, ALL_GAS, false)).ok());
  }

  private static Address created(Host.CreateResult result) {
    Address created = result.created();
    if (created == null) {
      throw new AssertionError("nothing was created");
    }
    return created;
  }

  private static long cost(GasMeter meter, Runnable work) {
    long before = meter.left();
    work.run();
    return before - meter.left();
  }
}
