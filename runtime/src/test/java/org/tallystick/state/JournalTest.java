package org.tallystick.state;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.tallystick.bytes.Address;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;
import org.tallystick.bytes.U256;
import org.tallystick.crypto.Keccak;
import org.tallystick.ledger.Log;
import org.tallystick.testing.MapState;

final class JournalTest {
  private static final Address ALICE =
      Address.fromHex("0x00000000000000000000000000000000000a11ce");
  private static final Address BOB = Address.fromHex("0x0000000000000000000000000000000000000b0b");
  private static final Hash SLOT = Keccak.hash(Bytes.of((byte) 1));
  private static final Bytes CODE = Bytes.fromHex("0xef4a5301c0");

  private final MapState parent =
      new MapState()
          .balance(ALICE, U256.of(100))
          .nonce(ALICE, 7)
          .contract(BOB, CODE)
          .slot(BOB, SLOT, U256.of(5));
  private final Journal journal = new Journal(parent);

  @Test
  void readsFallThroughToTheParentState() {
    assertEquals(U256.of(100), journal.balance(ALICE));
    assertEquals(7, journal.nonce(ALICE));
    assertEquals(Account.NO_CODE, journal.codeHash(ALICE));
    assertEquals(CODE, journal.code(journal.codeHash(BOB)));
    assertEquals(U256.of(5), journal.slot(BOB, SLOT).current());
  }

  @Test
  void readingChangesNothing() {
    journal.balance(ALICE);
    journal.slot(BOB, SLOT).visit();
    journal.visit(Address.fromHex("0x0000000000000000000000000000000000000001"));

    assertEquals(Map.of(), journal.changes().accounts());
  }

  @Test
  void changesHoldOnlyWhatDiffersFromTheParent() {
    journal.debit(ALICE, U256.of(40));
    journal.credit(BOB, U256.of(40));
    journal.slot(BOB, SLOT).write(U256.of(6));
    journal.slot(BOB, Hash.ZERO).write(U256.of(1));
    journal.slot(BOB, Hash.ZERO).write(U256.ZERO);

    StateChanges changes = journal.changes();

    assertEquals(Set.of(ALICE, BOB), changes.accounts().keySet());
    assertEquals(
        Optional.of(Account.EMPTY.withNonce(7).withBalance(U256.of(60))),
        change(changes, ALICE).after());
    assertEquals(
        Optional.of(Account.EMPTY.withNonce(7).withBalance(U256.of(100))),
        change(changes, ALICE).before());
    assertEquals(
        Map.of(SLOT, new StateChanges.SlotChange(U256.of(5), U256.of(6))),
        change(changes, BOB).slots());
    assertEquals(Map.of(), changes.codes());
  }

  @Test
  void valuesThatCameBackAreNoChange() {
    journal.debit(ALICE, U256.of(40));
    journal.credit(ALICE, U256.of(40));
    journal.slot(BOB, SLOT).write(U256.of(6));
    journal.slot(BOB, SLOT).write(U256.of(5));

    assertEquals(Map.of(), journal.changes().accounts());
  }

  @Test
  void anAccountThatBecameEmptyIsRemoved() {
    Address carol = Address.fromHex("0x00000000000000000000000000000000000ca201");
    Journal rich = new Journal(new MapState().balance(carol, U256.of(3)));

    rich.debit(carol, U256.of(3));

    assertTrue(rich.isEmpty(carol));
    assertEquals(Optional.empty(), change(rich.changes(), carol).after());
  }

  @Test
  void anEmptyAccountIsNeverStored() {
    Address nobody = Address.fromHex("0x0000000000000000000000000000000000000001");

    journal.credit(nobody, U256.ZERO);

    assertEquals(Map.of(), journal.changes().accounts());
  }

  @Test
  void newCodeComesWithTheChanges() {
    Bytes code = Bytes.fromHex("0xef4a5301c101");
    Hash codeHash = Keccak.hash(code);

    journal.setNonce(ALICE, 8);
    journal.setCode(ALICE, codeHash, code);

    assertTrue(journal.hasCode(ALICE));
    assertEquals(code, journal.code(codeHash));
    assertEquals(Map.of(codeHash, code), journal.changes().codes());
  }

  @Test
  void codeThatWasUndoneDoesNotCome() {
    Journal.Checkpoint before = journal.checkpoint();
    Bytes code = Bytes.fromHex("0xef4a5301c101");
    journal.setCode(ALICE, Keccak.hash(code), code);
    journal.credit(ALICE, U256.ONE);

    journal.undo(before);
    journal.credit(ALICE, U256.ONE);

    assertEquals(Map.of(), journal.changes().codes());
    assertFalse(journal.hasCode(ALICE));
  }

  @Test
  void undoingGoesBackInEverything() {
    journal.beginTransaction();
    journal.visit(ALICE);
    journal.addRefund(100);
    Log kept = new Log(ALICE, List.of(), Bytes.EMPTY);
    journal.append(kept);
    Journal.Checkpoint before = journal.checkpoint();
    journal.credit(ALICE, U256.ONE);
    journal.setNonce(ALICE, 8);
    journal.slot(BOB, SLOT).write(U256.ZERO);
    journal.slot(BOB, SLOT).visit();
    journal.visit(BOB);
    journal.load(Account.NO_CODE);
    journal.addRefund(-40);
    journal.append(new Log(BOB, List.of(), Bytes.EMPTY));

    journal.undo(before);

    assertEquals(U256.of(100), journal.balance(ALICE));
    assertEquals(7, journal.nonce(ALICE));
    assertEquals(U256.of(5), journal.slot(BOB, SLOT).current());
    assertEquals(100, journal.refund());
    assertEquals(List.of(kept), journal.logs());
    assertFalse(journal.visit(ALICE), "visited before the checkpoint");
    assertTrue(journal.visit(BOB), "visited only after the checkpoint");
    assertTrue(journal.slot(BOB, SLOT).visit(), "visited only after the checkpoint");
    assertTrue(journal.load(Account.NO_CODE), "loaded only after the checkpoint");
  }

  @Test
  void anInnerUndoKeepsWhatWasBeforeIt() {
    Journal.Checkpoint outer = journal.checkpoint();
    journal.slot(BOB, SLOT).write(U256.of(6));
    Journal.Checkpoint inner = journal.checkpoint();
    journal.slot(BOB, SLOT).write(U256.of(7));

    journal.undo(inner);
    assertEquals(U256.of(6), journal.slot(BOB, SLOT).current());

    journal.undo(outer);
    assertEquals(U256.of(5), journal.slot(BOB, SLOT).current());
  }

  @Test
  void theOriginalValueIsTheOneAtTheTransactionsBeginning() {
    journal.beginTransaction();
    journal.slot(BOB, SLOT).write(U256.of(6));
    assertEquals(U256.of(5), journal.slot(BOB, SLOT).original());

    journal.beginTransaction();
    journal.slot(BOB, SLOT).write(U256.of(7));
    assertEquals(U256.of(6), journal.slot(BOB, SLOT).original());
  }

  @Test
  void aTransactionBeginsCold() {
    journal.beginTransaction();
    assertTrue(journal.visit(ALICE));
    assertFalse(journal.visit(ALICE));
    assertTrue(journal.slot(BOB, SLOT).visit());
    assertFalse(journal.slot(BOB, SLOT).visit());
    assertTrue(journal.load(Account.NO_CODE));
    assertFalse(journal.load(Account.NO_CODE));
    journal.addRefund(1);
    journal.append(new Log(ALICE, List.of(), Bytes.EMPTY));

    journal.beginTransaction();

    assertTrue(journal.visit(ALICE));
    assertTrue(journal.slot(BOB, SLOT).visit());
    assertTrue(journal.load(Account.NO_CODE));
    assertEquals(0, journal.refund());
    assertEquals(List.of(), journal.logs());
  }

  @Test
  void aCheckpointOfAnotherTransactionIsRefused() {
    Journal.Checkpoint old = journal.checkpoint();
    journal.beginTransaction();

    assertThrows(IllegalStateException.class, () -> journal.undo(old));
  }

  @Test
  void payingMoreThanThereIsIsRefused() {
    String message =
        assertThrows(IllegalStateException.class, () -> journal.debit(ALICE, U256.of(101)))
            .getMessage();

    assertEquals(ALICE + " has 100 wei, cannot pay 101", message);
  }

  @Test
  void aBalanceStopsAtTheLargestNumber() {
    journal.credit(ALICE, U256.MAX);

    assertEquals(U256.MAX, journal.balance(ALICE));
  }

  @Test
  void anAddressIsTakenByANonceCodeOrStorage() {
    Address nobody = Address.fromHex("0x0000000000000000000000000000000000000001");
    assertFalse(journal.isTaken(nobody));
    journal.credit(nobody, U256.ONE);
    assertFalse(journal.isTaken(nobody), "money alone can be sent to any address");

    assertTrue(journal.isTaken(ALICE));
    assertTrue(journal.isTaken(BOB));
  }

  private static StateChanges.AccountChange change(StateChanges changes, Address address) {
    return requireNonNull(changes.accounts().get(address), "no change of " + address);
  }
}
