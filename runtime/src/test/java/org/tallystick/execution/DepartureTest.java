package org.tallystick.execution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.tallystick.bytes.Address;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;
import org.tallystick.bytes.U256;
import org.tallystick.contract.Code;
import org.tallystick.crypto.KeyPair;
import org.tallystick.ledger.Header;
import org.tallystick.ledger.SignedTransaction;
import org.tallystick.ledger.TransactionCodec;
import org.tallystick.state.Account;
import org.tallystick.state.MemoryStateStore;
import org.tallystick.state.StateChanges;
import org.tallystick.state.StateChanges.AccountChange;
import org.tallystick.state.StateTrie;
import org.tallystick.state.StateUpdate;
import org.tallystick.state.StoredState;

/// Blocks that depart from what follows from their parent, on a chain where Alice and a contract
/// have money.
final class DepartureTest {
  private static final Address CONTRACT =
      Address.fromHex("0x00000000000000000000000000000000000c0de0");
  private static final KeyPair DAVE_KEY = Accounts.key("dave");
  private static final U256 RICH_WEI = U256.of(1_000_000_000_000L);
  private static final BlockContext CONTEXT =
      new BlockContext(1_700_000_000, Accounts.PROPOSER, Hash.ZERO, Bytes.EMPTY);
  private static final Departure IMPERSONATING =
      new Departure(Optional.empty(), OptionalLong.empty(), Optional.empty(), true);

  private final ScriptedMachine machine = new ScriptedMachine();
  private final Code code = machine.contract("// quiet", (_, _, _) -> ScriptedMachine.NOTHING);
  private final Genesis genesis =
      new Genesis(
          new ChainRules(TransactionBuilder.CHAIN_ID, U256.ZERO),
          1_000_000,
          U256.of(8),
          1_600_000_000,
          Genesis.Engine.INSTANT,
          new TreeMap<>(
              Map.of(
                  Accounts.ALICE,
                  Genesis.Allocation.of(RICH_WEI),
                  CONTRACT,
                  new Genesis.Allocation(RICH_WEI, 1, Optional.of(code), new TreeMap<>()))));
  private final Header parent = genesis.start().block().header();
  private final MemoryStateStore parentState =
      MemoryStateStore.EMPTY.apply(genesis.start().update());
  private final BlockProcessor processor =
      new BlockProcessor(genesis.rules(), machine, new CodeCache());

  @Test
  void editsComeBeforeTheTransactionsAndAreTheBlocks() {
    StateUpdate edits = pay(DAVE_KEY.address(), 5_000_000);
    SignedTransaction byDave =
        TransactionBuilder.call(Accounts.ALICE).gasLimit(21_000).value(7).sign(DAVE_KEY);

    Executed executed =
        pack(
                new Departure(Optional.of(edits), OptionalLong.empty(), Optional.empty(), false),
                byDave)
            .executed();

    assertEquals(1, executed.receipts().size());
    assertEquals(parent.stateRoot(), executed.update().parentRoot());
    MemoryStateStore after = parentState.apply(executed.update());
    assertEquals(executed.draft().header().stateRoot(), after.root());
    assertEquals(
        Optional.of(U256.of(5_000_000 - 7 - 21_000 * 9)),
        new StoredState(after).account(DAVE_KEY.address()).map(Account::balanceWei));
    StateUpdate back = executed.update().reversed();
    assertEquals(
        parent.stateRoot(), StateTrie.prepare(after, back.accounts(), back.slots()).root());
  }

  @Test
  void editsOfAnotherStateAreRefused() {
    MemoryStateStore other = parentState.apply(pay(Accounts.BOB, 1));
    StateUpdate edits = pay(other, Accounts.BOB, 2);

    assertThrows(
        IllegalArgumentException.class,
        () ->
            pack(new Departure(Optional.of(edits), OptionalLong.empty(), Optional.empty(), false)));
  }

  @Test
  void aBlockWithoutEditsIsBuiltOnItsParentsStateAlone() {
    MemoryStateStore edited = parentState.apply(pay(Accounts.BOB, 1));

    assertThrows(
        IllegalArgumentException.class,
        () -> processor.pack(edited, parent, CONTEXT, List.<SignedTransaction>of().iterator()));
  }

  @Test
  void gasLimitAndBaseFeeAreTheBlocks() {
    SignedTransaction large =
        TransactionBuilder.call(Accounts.BOB)
            .gasLimit(2_000_000)
            .fees(1, 100)
            .sign(Accounts.ALICE_KEY);
    Departure departure =
        new Departure(
            Optional.empty(), OptionalLong.of(9_000_000), Optional.of(U256.of(77)), false);

    Executed executed = pack(departure, large).executed();

    assertEquals(9_000_000, executed.draft().header().gasLimit());
    assertEquals(U256.of(77), executed.draft().header().baseFeePerGasWei());
    assertEquals(1, executed.receipts().size());
  }

  @Test
  void anImpersonatedTransactionIsValidInNoOtherBlock() {
    SignedTransaction byNobody = impersonated(Accounts.ALICE, 0);

    assertEquals(
        new Invalid.Impersonated(Accounts.ALICE),
        pack(Departure.NONE, byNobody).skipped().getFirst().reason());
    BlockInput input = new BlockInput(CONTEXT, List.of(byNobody));
    assertEquals(
        new Verdict.BadTransaction(0, new Invalid.Impersonated(Accounts.ALICE)),
        processor.execute(parentState, parent, input));
    Executed executed = pack(IMPERSONATING, byNobody).executed();
    assertEquals(List.of(byNobody), executed.draft().transactions());
    assertInstanceOf(
        Verdict.BadTransaction.class, processor.check(parentState, parent, executed.draft()));
  }

  @Test
  void aContractSendsWhereItIsImpersonated() {
    Executed executed = pack(IMPERSONATING, impersonated(CONTRACT, 1)).executed();

    assertEquals(1, executed.receipts().size());
    assertEquals(
        Optional.of(2L),
        new StoredState(parentState.apply(executed.update()))
            .account(CONTRACT)
            .map(Account::nonce));
  }

  private SignedTransaction impersonated(Address sender, long nonce) {
    SignedTransaction signed =
        TransactionBuilder.call(Accounts.BOB).gasLimit(21_000).nonce(nonce).sign(DAVE_KEY);
    return TransactionCodec.impersonate(signed.payload(), sender);
  }

  private StateUpdate pay(Address address, long wei) {
    return pay(parentState, address, wei);
  }

  private static StateUpdate pay(MemoryStateStore state, Address address, long wei) {
    TreeMap<Address, AccountChange> changes = new TreeMap<>();
    changes.put(
        address,
        AccountChange.of(
            new StoredState(state),
            address,
            Optional.of(Account.EMPTY.withBalance(U256.of(wei))),
            Map.of()));
    return StateTrie.prepare(state, new StateChanges(changes, Map.of()));
  }

  private Packed pack(Departure departure, SignedTransaction... offered) {
    return processor.pack(parentState, parent, CONTEXT, departure, List.of(offered).iterator());
  }
}
