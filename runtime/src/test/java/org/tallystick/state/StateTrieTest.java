package org.tallystick.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.tallystick.bytes.Address;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;
import org.tallystick.bytes.U256;
import org.tallystick.crypto.Keccak;
import org.tallystick.rlp.RlpWriter;
import org.tallystick.state.StateChanges.AccountChange;
import org.tallystick.trie.MerkleTrie;
import org.tallystick.trie.Proof;
import org.tallystick.trie.Proof.Verdict;

class StateTrieTest {
  private static final Address ALICE =
      Address.fromHex("0x00000000000000000000000000000000000a11ce");
  private static final Address BOB = Address.fromHex("0x0000000000000000000000000000000000000b0b");
  private static final Account RICH = Account.EMPTY.withBalance(U256.of(1_000));

  private static Hash slot(int number) {
    return Hash.wrap(U256.of(number).toWord());
  }

  private static StateChanges change(
      StateStore before, Address address, Optional<Account> account) {
    return change(before, address, account, Map.of());
  }

  private static StateChanges change(
      StateStore before, Address address, Optional<Account> account, Map<Hash, U256> slots) {
    SortedMap<Address, AccountChange> accounts = new TreeMap<>();
    accounts.put(address, AccountChange.of(new StoredState(before), address, account, slots));
    return new StateChanges(accounts, Map.of());
  }

  private static MemoryStateStore apply(
      MemoryStateStore store, Address address, Optional<Account> account) {
    return apply(store, address, account, Map.of());
  }

  private static MemoryStateStore apply(
      MemoryStateStore store, Address address, Optional<Account> account, Map<Hash, U256> slots) {
    return apply(store, change(store, address, account, slots));
  }

  private static MemoryStateStore apply(MemoryStateStore store, StateChanges changes) {
    return store.apply(StateTrie.prepare(store, changes));
  }

  @Test
  void aStateWithoutAccountsHasTheEmptyRoot() {
    assertEquals(MerkleTrie.EMPTY_ROOT, MemoryStateStore.EMPTY.root());
  }

  @Test
  void theRootOfOneAccountIsThatOfTheTrieWithItsFourFields() {
    MerkleTrie trie = new MerkleTrie();
    trie.put(
        Keccak.hash(ALICE.bytes()).bytes(),
        new RlpWriter()
            .beginList()
            .writeLong(0)
            .writeLong(1_000)
            .writeBytes(Account.NO_STORAGE.bytes())
            .writeBytes(Account.NO_CODE.bytes())
            .endList()
            .toBytes());

    MemoryStateStore store = apply(MemoryStateStore.EMPTY, ALICE, Optional.of(RICH));

    assertEquals(trie.root(), store.root());
  }

  @Test
  void removingTheLastAccountGivesTheEmptyRootAndLeavesNothing() {
    MemoryStateStore store = apply(MemoryStateStore.EMPTY, ALICE, Optional.of(RICH));
    store = apply(store, BOB, Optional.of(RICH));

    store = apply(store, BOB, Optional.empty());
    store = apply(store, ALICE, Optional.empty());

    assertEquals(MerkleTrie.EMPTY_ROOT, store.root());
    assertEquals(List.of(), store.accounts(Hash.ZERO, Hash.wrap(U256.MAX.toWord()), 1));
  }

  @Test
  void theStorageRootIsTheTriesWhateverTheChangeSays() {
    Account stale = RICH.withStorageRoot(slot(77));

    MemoryStateStore store = apply(MemoryStateStore.EMPTY, ALICE, Optional.of(stale), Map.of());

    assertEquals(Optional.of(RICH), new StoredState(store).account(ALICE));
  }

  @Test
  void storageThatIsEmptiedAndFilledAgainHasTheSameRoot() {
    Map<Hash, U256> filled = Map.of(slot(1), U256.ONE, slot(2), U256.MAX);
    MemoryStateStore first = apply(MemoryStateStore.EMPTY, ALICE, Optional.of(RICH), filled);

    MemoryStateStore emptied =
        apply(first, ALICE, Optional.of(RICH), Map.of(slot(1), U256.ZERO, slot(2), U256.ZERO));
    MemoryStateStore again = apply(emptied, ALICE, Optional.of(RICH), filled);

    assertEquals(Optional.of(RICH), new StoredState(emptied).account(ALICE));
    assertEquals(first.root(), again.root());
  }

  @Test
  void theStateIsReadByAddressAndSlot() {
    Bytes code = Bytes.of((byte) 1, (byte) 2);
    Hash codeHash = Keccak.hash(code);
    SortedMap<Address, AccountChange> accounts = new TreeMap<>();
    accounts.put(
        ALICE,
        AccountChange.of(
            new StoredState(MemoryStateStore.EMPTY),
            ALICE,
            Optional.of(RICH.withCode(codeHash)),
            Map.of(slot(3), U256.MAX)));
    MemoryStateStore store =
        apply(MemoryStateStore.EMPTY, new StateChanges(accounts, Map.of(codeHash, code)));

    WorldState state = new StoredState(store);

    assertEquals(U256.of(1_000), state.account(ALICE).orElseThrow().balanceWei());
    assertEquals(Optional.empty(), state.account(BOB));
    assertEquals(U256.MAX, state.storage(ALICE, slot(3)));
    assertEquals(U256.ZERO, state.storage(ALICE, slot(4)));
    assertEquals(U256.ZERO, state.storage(BOB, slot(3)));
    assertEquals(code, state.code(codeHash));
    assertEquals(Bytes.EMPTY, state.code(Account.NO_CODE));
    assertThrows(IllegalStateException.class, () -> state.code(Hash.ZERO));
  }

  @Test
  void changesThatChangeNothingWriteNothing() {
    Map<Hash, U256> slots = Map.of(slot(1), U256.ONE);
    MemoryStateStore store = apply(MemoryStateStore.EMPTY, ALICE, Optional.of(RICH), slots);

    StateUpdate again = StateTrie.prepare(store, change(store, ALICE, Optional.of(RICH), slots));
    StateUpdate nobody = StateTrie.prepare(store, change(store, BOB, Optional.empty()));

    for (StateUpdate update : List.of(again, nobody)) {
      assertEquals(store.root(), update.root());
      assertTrue(update.accounts().isEmpty() && update.slots().isEmpty());
      assertTrue(update.nodes().isEmpty());
    }
  }

  @Test
  void anAccountIsNotRemovedWhileItHasStorage() {
    MemoryStateStore store =
        apply(MemoryStateStore.EMPTY, ALICE, Optional.of(RICH), Map.of(slot(1), U256.ONE));
    StateChanges removal = change(store, ALICE, Optional.empty());

    var refusal =
        assertThrows(IllegalStateException.class, () -> StateTrie.prepare(store, removal));

    assertEquals(
        "the account under the key "
            + Keccak.hash(ALICE.bytes())
            + " is removed, but its storage is not empty: its root is "
            + new StoredState(store).account(ALICE).orElseThrow().storageRoot(),
        refusal.getMessage());
  }

  @Test
  void anAccountMayBeRemovedTogetherWithItsStorage() {
    MemoryStateStore store =
        apply(MemoryStateStore.EMPTY, ALICE, Optional.of(RICH), Map.of(slot(1), U256.ONE));

    store = apply(store, ALICE, Optional.empty(), Map.of(slot(1), U256.ZERO));

    assertEquals(MerkleTrie.EMPTY_ROOT, store.root());
  }

  @Test
  void anUpdateIsAppliedOnlyToTheStateItWasMadeFor() {
    StateUpdate update =
        StateTrie.prepare(
            MemoryStateStore.EMPTY, change(MemoryStateStore.EMPTY, ALICE, Optional.of(RICH)));
    MemoryStateStore other = apply(MemoryStateStore.EMPTY, BOB, Optional.of(RICH));

    assertThrows(IllegalArgumentException.class, () -> other.apply(update));
  }

  @Test
  void anEarlierStateStaysAsItWas() {
    MemoryStateStore first = apply(MemoryStateStore.EMPTY, ALICE, Optional.of(RICH));
    Account poor = Account.EMPTY.withNonce(1);

    MemoryStateStore second = apply(first, ALICE, Optional.of(poor));
    MemoryStateStore third = apply(first, BOB, Optional.of(poor));

    assertEquals(Optional.of(RICH), new StoredState(first).account(ALICE));
    assertEquals(Optional.of(poor), new StoredState(second).account(ALICE));
    assertEquals(Optional.empty(), new StoredState(second).account(BOB));
    assertEquals(Optional.of(RICH), new StoredState(third).account(ALICE));
  }

  @Test
  void proofsShowWhatIsThereAndWhatIsNot() {
    MemoryStateStore store = MemoryStateStore.EMPTY;
    for (int number = 1; number <= 50; number++) {
      store = apply(store, ALICE, Optional.of(RICH), Map.of(slot(number), U256.of(number)));
      Address other = Address.fromLastBytes(slot(number));
      store = apply(store, other, Optional.of(RICH));
    }

    AccountProof present = StateTrie.prove(store, ALICE, List.of(slot(7), slot(700)));
    AccountProof absent = StateTrie.prove(store, BOB, List.of(slot(7)));

    Account alice = new StoredState(store).account(ALICE).orElseThrow();
    assertEquals(alice, present.account());
    assertEquals(new Verdict.Present(AccountCodec.toTrie(alice)), verify(store.root(), present));
    assertEquals(U256.of(7), present.slots().get(0).value());
    assertEquals(new Verdict.Present(Bytes.of((byte) 7)), verify(alice, present.slots().get(0)));
    assertEquals(U256.ZERO, present.slots().get(1).value());
    assertEquals(new Verdict.Absent(), verify(alice, present.slots().get(1)));
    assertEquals(Account.EMPTY, absent.account());
    assertEquals(new Verdict.Absent(), verify(store.root(), absent));
    assertEquals(List.of(), absent.slots().getFirst().nodes());
    assertEquals(new Verdict.Absent(), verify(absent.account(), absent.slots().getFirst()));
  }

  @Test
  void noPartOfAnUpdateCanBeChanged() {
    StateUpdate update =
        StateTrie.prepare(
            MemoryStateStore.EMPTY, change(MemoryStateStore.EMPTY, ALICE, Optional.of(RICH)));

    assertThrows(UnsupportedOperationException.class, () -> update.accounts().clear());
    assertThrows(UnsupportedOperationException.class, () -> update.slots().clear());
    assertThrows(UnsupportedOperationException.class, () -> update.nodes().clear());
    assertThrows(UnsupportedOperationException.class, () -> update.codes().clear());
  }

  private static Verdict verify(Hash root, AccountProof proof) {
    return Proof.verify(root, Keccak.hash(proof.address().bytes()).bytes(), proof.nodes());
  }

  private static Verdict verify(Account account, AccountProof.SlotProof proof) {
    return Proof.verify(
        account.storageRoot(), Keccak.hash(proof.slot().bytes()).bytes(), proof.nodes());
  }
}
