package org.tallystick.execution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import org.tallystick.contract.ContractAddress;
import org.tallystick.contract.CreationData;
import org.tallystick.execution.TransactionProcessor.Result;
import org.tallystick.gas.HaltReason;
import org.tallystick.ledger.AccessListEntry;
import org.tallystick.ledger.Log;
import org.tallystick.ledger.SignedTransaction;
import org.tallystick.machine.Host;
import org.tallystick.machine.Invocation;
import org.tallystick.machine.Invocation.BlockEnvironment;
import org.tallystick.machine.MachineResult;
import org.tallystick.state.Journal;
import org.tallystick.testing.MapState;

/// Transactions in a block with a base fee of 7 wei. Where a test says nothing else they bid 10 wei
/// and 2 of them as a tip, so they pay 9.
final class TransactionProcessorTest {
  private static final Address CONTRACT =
      Address.fromHex("0x00000000000000000000000000000000000c0de0");
  private static final Hash SLOT = Hash.wrap(U256.ONE.toWord());
  private static final Bytes DATA = Bytes.fromHex("0xda7a");
  private static final long RICH_WEI = 1_000_000_000_000L;

  /// Two bytes of data, neither zero.
  private static final long INTRINSIC = 21_000 + 2 * 16;

  private final ScriptedMachine machine = new ScriptedMachine();
  private final TransactionProcessor processor = new TransactionProcessor(machine, new CodeCache());
  private final MapState state = new MapState().balance(Accounts.ALICE, U256.of(RICH_WEI));
  private final Journal journal = new Journal(state);

  @Test
  void aTransferMovesMoneyAndCosts21000() {
    Result.Included result =
        included(TransactionBuilder.call(Accounts.BOB).value(5).sign(Accounts.ALICE_KEY));

    assertEquals(new Outcome.Success(21_000, Bytes.EMPTY), result.outcome());
    assertEquals(U256.of(5), journal.balance(Accounts.BOB));
    assertEquals(U256.of(RICH_WEI - 5 - 21_000 * 9), journal.balance(Accounts.ALICE));
    assertEquals(1, journal.nonce(Accounts.ALICE));
  }

  @Test
  void theBaseFeeIsBurnedAndTheTipIsTheProposers() {
    included(TransactionBuilder.call(Accounts.BOB).sign(Accounts.ALICE_KEY));

    assertEquals(U256.of(21_000 * 2), journal.balance(Accounts.PROPOSER));
    assertEquals(U256.of(RICH_WEI - 21_000 * 9), journal.balance(Accounts.ALICE));
  }

  @Test
  void theTipGivesWayToTheBaseFee() {
    included(TransactionBuilder.call(Accounts.BOB).fees(5, 8).sign(Accounts.ALICE_KEY));

    assertEquals(U256.of(21_000), journal.balance(Accounts.PROPOSER));
    assertEquals(U256.of(RICH_WEI - 21_000 * 8), journal.balance(Accounts.ALICE));
  }

  @Test
  void aProposerWithoutTipsStaysNobody() {
    included(TransactionBuilder.call(Accounts.BOB).fees(0, 7).value(1).sign(Accounts.ALICE_KEY));

    assertTrue(journal.changes().accounts().keySet().stream().noneMatch(Accounts.PROPOSER::equals));
  }

  @Test
  void whatAContractReturnsAndLogsIsInTheResult() {
    contract((invocation, host, gas) -> {
      host.emit(List.of(SLOT), DATA);
      gas.charge(1_000);
      return new MachineResult.Returned(DATA);
    });

    Result.Included result = included(call().sign(Accounts.ALICE_KEY));

    long used = INTRINSIC + load() + 375 + 375 + 16 + 1_000;
    assertEquals(new Outcome.Success(used, DATA), result.outcome());
    assertEquals(List.of(new Log(CONTRACT, List.of(SLOT), DATA)), result.logs());
    assertEquals(used, result.gasPeak());
  }

  @Test
  void aContractSeesTheTransactionAndTheBlock() {
    List<Invocation> seen = new ArrayList<>();
    contract((invocation, host, gas) -> {
      seen.add(invocation);
      assertEquals(100_000 - INTRINSIC - load(), gas.left());
      return ScriptedMachine.NOTHING;
    });
    SignedTransaction transaction = call().value(3).sign(Accounts.ALICE_KEY);

    included(transaction);

    Invocation invocation = seen.getFirst();
    assertEquals(Accounts.ALICE, invocation.sender());
    assertEquals(CONTRACT, invocation.self());
    assertEquals(U256.of(3), invocation.valueWei());
    assertEquals(DATA, invocation.data());
    assertEquals(
        new Invocation.TransactionEnvironment(Accounts.ALICE, U256.of(9), transaction.hash()),
        invocation.transaction());
    assertEquals(block(), invocation.block());
  }

  @Test
  void aRevertUndoesTheWritesAndGivesTheRestBack() {
    contract((invocation, host, gas) -> {
      host.store(SLOT, U256.ONE);
      host.emit(List.of(), DATA);
      return new MachineResult.Reverted(DATA, "no more");
    });

    Result.Included result = included(call().value(5).sign(Accounts.ALICE_KEY));

    long used = INTRINSIC + load() + 22_100 + 375 + 16;
    assertEquals(new Outcome.Revert(used, DATA, "no more"), result.outcome());
    assertEquals(List.of(), result.logs());
    assertEquals(U256.ZERO, journal.balance(CONTRACT));
    assertEquals(U256.ZERO, journal.slot(CONTRACT, SLOT).current());
    assertEquals(U256.of(RICH_WEI - used * 9), journal.balance(Accounts.ALICE));
    assertEquals(1, journal.nonce(Accounts.ALICE));
  }

  @Test
  void aHaltCostsAllGas() {
    contract((invocation, host, gas) -> {
      host.store(SLOT, U256.ONE);
      gas.charge(1_000_000);
      return ScriptedMachine.NOTHING;
    });

    Result.Included result = included(call().value(5).sign(Accounts.ALICE_KEY));

    assertEquals(new Outcome.Halt(100_000, HaltReason.OUT_OF_GAS, ""), result.outcome());
    assertEquals(U256.ZERO, journal.balance(CONTRACT));
    assertEquals(U256.ZERO, journal.slot(CONTRACT, SLOT).current());
    assertEquals(U256.of(RICH_WEI - 100_000 * 9), journal.balance(Accounts.ALICE));
    assertEquals(U256.of(100_000 * 2), journal.balance(Accounts.PROPOSER));
  }

  @Test
  void refundsComeBackUpToAFifth() {
    state.slot(CONTRACT, SLOT, U256.ONE);
    contract((invocation, host, gas) -> {
      host.store(SLOT, U256.ZERO);
      return ScriptedMachine.NOTHING;
    });

    Result.Included result = included(call().sign(Accounts.ALICE_KEY));

    long peak = INTRINSIC + load() + 5_000;
    assertEquals(peak, result.gasPeak());
    assertEquals(peak - 4_800, result.outcome().gasUsed());
    assertTrue(peak / 5 > 4_800, "not capped here");
  }

  @Test
  void moreRefundsThanAFifthAreLost() {
    Map<Hash, U256> slots =
        Map.of(SLOT, U256.ONE, Hash.ZERO, U256.ONE, Hash.wrap(U256.of(2).toWord()), U256.ONE);
    slots.forEach((slot, value) -> state.slot(CONTRACT, slot, value));
    contract((invocation, host, gas) -> {
      slots.keySet().forEach(slot -> host.store(slot, U256.ZERO));
      return ScriptedMachine.NOTHING;
    });

    Result.Included result = included(call().sign(Accounts.ALICE_KEY));

    long peak = INTRINSIC + load() + 3 * 5_000;
    assertTrue(3 * 4_800 > peak / 5, "capped here");
    assertEquals(peak - peak / 5, result.outcome().gasUsed());
  }

  @Test
  void aRevertedTransactionEarnsNoRefund() {
    state.slot(CONTRACT, SLOT, U256.ONE);
    contract((invocation, host, gas) -> {
      host.store(SLOT, U256.ZERO);
      return new MachineResult.Reverted(DATA, "");
    });

    Result.Included result = included(call().sign(Accounts.ALICE_KEY));

    assertEquals(INTRINSIC + load() + 5_000, result.outcome().gasUsed());
  }

  @Test
  void muchDataCostsAtLeastTheFloor() {
    Result.Included result =
        included(
            TransactionBuilder.call(Accounts.BOB)
                .data(Bytes.wrap(new byte[1_000]))
                .sign(Accounts.ALICE_KEY));

    assertEquals(21_000 + 10_000, result.outcome().gasUsed());
    assertEquals(21_000 + 10_000, result.gasPeak());
  }

  @Test
  void whatTheTransactionNamesIsWarm() {
    Address listed = Address.fromHex("0x0000000000000000000000000000000000111111");
    Address stranger = Address.fromHex("0x0000000000000000000000000000000000222222");
    List<Long> costs = new ArrayList<>();
    contract((invocation, host, gas) -> {
      for (Address address :
          List.of(Accounts.ALICE, CONTRACT, Accounts.PROPOSER, listed, stranger)) {
        long before = gas.left();
        host.balanceOf(address);
        costs.add(before - gas.left());
      }
      for (Hash slot : List.of(SLOT, Hash.ZERO)) {
        long before = gas.left();
        host.load(slot);
        costs.add(before - gas.left());
      }
      return ScriptedMachine.NOTHING;
    });

    Result.Included result =
        included(
            call()
                .accessList(
                    new AccessListEntry(listed, List.of()),
                    new AccessListEntry(CONTRACT, List.of(SLOT)))
                .sign(Accounts.ALICE_KEY));

    assertEquals(List.of(100L, 100L, 100L, 100L, 2_600L, 100L, 2_100L), costs);
    assertEquals(INTRINSIC + 2 * 2_400 + 1_900 + load() + 500 + 4_700, result.outcome().gasUsed());
  }

  @Test
  void aCreationMakesAContractAtTheAddressOfTheNonce() {
    Code code =
        machine.contract(
            "// child",
            (invocation, host, gas) -> {
              assertEquals(DATA, invocation.data());
              host.store(SLOT, U256.of(5));
              return ScriptedMachine.NOTHING;
            },
            (invocation, host, gas) -> ScriptedMachine.NOTHING);
    state.nonce(Accounts.ALICE, 3);
    Address created = ContractAddress.byNonce(Accounts.ALICE, 3);
    CreationData data = new CreationData(code, DATA);

    Result.Included result =
        included(
            TransactionBuilder.create(data.toBytes()).nonce(3).value(9).sign(Accounts.ALICE_KEY));

    SignedTransaction transaction =
        TransactionBuilder.create(data.toBytes()).nonce(3).sign(Accounts.ALICE_KEY);
    long intrinsic = Message.of(transaction, U256.ONE).intrinsicGas();
    assertEquals(
        new Outcome.Success(intrinsic + 40L * code.bytes().length() + 22_100, code.bytes()),
        result.outcome());
    assertEquals(Optional.of(created), result.created());
    assertEquals(code.hash(), journal.codeHash(created));
    assertEquals(U256.of(9), journal.balance(created));
    assertEquals(1, journal.nonce(created));
    assertEquals(4, journal.nonce(Accounts.ALICE));
  }

  @Test
  void aCreationThatFailsMakesNothing() {
    Code code =
        machine.contract(
            "// child",
            (invocation, host, gas) -> new MachineResult.Reverted(DATA, ""),
            (invocation, host, gas) -> ScriptedMachine.NOTHING);

    Result.Included result =
        included(TransactionBuilder.create(code.bytes()).sign(Accounts.ALICE_KEY));

    assertInstanceOf(Outcome.Revert.class, result.outcome());
    assertEquals(Optional.empty(), result.created());
    assertTrue(journal.isEmpty(ContractAddress.byNonce(Accounts.ALICE, 0)));
    assertEquals(1, journal.nonce(Accounts.ALICE));
  }

  @Test
  void aCreationOnATakenAddressHalts() {
    Address address = ContractAddress.byNonce(Accounts.ALICE, 0);
    state.nonce(address, 1);
    Code code = machine.contract("// child", (invocation, host, gas) -> ScriptedMachine.NOTHING);

    Result.Included result =
        included(TransactionBuilder.create(code.bytes()).sign(Accounts.ALICE_KEY));

    assertEquals(
        new Outcome.Halt(10_000_000, HaltReason.ADDRESS_COLLISION, address + " is taken"),
        result.outcome());
  }

  @Test
  void codeIsLoadedOnceATransactionAndAgainInTheNext() {
    contract((invocation, host, gas) -> {
      if (invocation.sender().equals(Accounts.ALICE)) {
        host.call(new Host.Call(CONTRACT, U256.ZERO, DATA, OptionalLong.empty(), false));
      }
      return ScriptedMachine.NOTHING;
    });

    long first = included(call().sign(Accounts.ALICE_KEY)).outcome().gasUsed();
    long second = included(call().nonce(1).sign(Accounts.ALICE_KEY)).outcome().gasUsed();

    assertEquals(INTRINSIC + load() + 100, first);
    assertEquals(first, second);
  }

  @Test
  void aTransactionWhoseGasCannotLoadTheCodeHalts() {
    contract((invocation, host, gas) -> {
      throw new AssertionError("never runs");
    });

    Result.Included result = included(call().gasLimit(INTRINSIC + 5_000).sign(Accounts.ALICE_KEY));

    assertEquals(
        new Outcome.Halt(
            INTRINSIC + 5_000,
            HaltReason.OUT_OF_GAS,
            "to load the code takes " + load() + " gas, 5000 left"),
        result.outcome());
  }

  @Test
  void anInvalidTransactionChangesNothing() {
    Result result =
        process(TransactionBuilder.call(Accounts.BOB).nonce(1).sign(Accounts.ALICE_KEY));

    assertEquals(new Result.Rejected(new Invalid.NonceTooHigh(Accounts.ALICE, 1, 0)), result);
    assertEquals(Map.of(), journal.changes().accounts());
  }

  @Test
  void allThreePartsOfTheValidationAreAsked() {
    assertInstanceOf(
        Invalid.WrongChain.class,
        rejected(TransactionBuilder.call(Accounts.BOB).chainId(1).sign(Accounts.ALICE_KEY)));
    assertInstanceOf(
        Invalid.InsufficientFunds.class,
        rejected(TransactionBuilder.call(Accounts.BOB).value(RICH_WEI).sign(Accounts.ALICE_KEY)));
    assertInstanceOf(
        Invalid.MaxFeeBelowBaseFee.class,
        rejected(TransactionBuilder.call(Accounts.BOB).fees(0, 6).sign(Accounts.ALICE_KEY)));
  }

  private Invalid rejected(SignedTransaction transaction) {
    return assertInstanceOf(Result.Rejected.class, process(transaction)).invalid();
  }

  private Result.Included included(SignedTransaction transaction) {
    return assertInstanceOf(Result.Included.class, process(transaction));
  }

  private Result process(SignedTransaction transaction) {
    return processor.process(
        transaction, journal, block(), new TransactionProcessor.BlockGas(30_000_000, 30_000_000));
  }

  private static BlockEnvironment block() {
    return new BlockEnvironment(
        1, 1_000, TransactionBuilder.CHAIN_ID, Accounts.PROPOSER, U256.of(7), Hash.ZERO);
  }

  private static TransactionBuilder call() {
    return TransactionBuilder.call(CONTRACT).data(DATA);
  }

  private void contract(ScriptedMachine.Script script) {
    state.contract(CONTRACT, machine.contract("// contract", script).bytes());
  }

  private long load() {
    // The code is a comment, in which there is no work.
    return 5_000L + journal.code(journal.codeHash(CONTRACT)).length();
  }
}
