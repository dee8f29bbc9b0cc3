package org.tallystick.node.chain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.bytes.Address;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;
import org.tallystick.bytes.U256;
import org.tallystick.execution.BlockContext;
import org.tallystick.execution.CodeCache;
import org.tallystick.execution.Departure;
import org.tallystick.execution.Executed;
import org.tallystick.execution.Genesis;
import org.tallystick.ledger.Block;
import org.tallystick.ledger.Seal;
import org.tallystick.ledger.SignedTransaction;
import org.tallystick.node.store.ChainStore;
import org.tallystick.node.store.DataFolder;
import org.tallystick.node.store.RocksStore;
import org.tallystick.node.testing.FastFolder;
import org.tallystick.node.testing.People;
import org.tallystick.node.testing.TestMachine;
import org.tallystick.state.Account;
import org.tallystick.state.StateChanges;
import org.tallystick.state.StateChanges.AccountChange;
import org.tallystick.state.StateStore;
import org.tallystick.state.StateTrie;
import org.tallystick.state.StateUpdate;
import org.tallystick.state.StoredState;

final class DevelopmentLedgerTest {
  private static final Address SHOP = People.person(50).address();
  private static final BlockContext CONTEXT =
      new BlockContext(1_900_000_000, Address.ZERO, Hash.ZERO, Bytes.EMPTY);
  private static final Genesis GENESIS = People.genesis(3);

  @TempDir(factory = FastFolder.class)
  private Path temp;

  private DataFolder folder;
  private RocksStore database;
  private Chain chain;
  private DevelopmentLedger ledger;

  @BeforeEach
  void open() {
    folder = DataFolder.claim(temp);
    database = RocksStore.open(folder);
    chain =
        Chain.development(
            ChainStore.open(database, folder, GENESIS),
            GENESIS,
            new CodeCache(),
            TestMachine.NONE,
            InstantSource.system());
    ledger = chain.development().orElseThrow();
  }

  @AfterEach
  void close() {
    chain.close();
    database.close();
    folder.close();
  }

  @Test
  void aBlockThatWasPackedBeforeAnEditIsNotCommittedAfterIt() {
    Executed packed = pack();
    ledger.edit(state -> pay(state, 5));

    assertThrows(IllegalStateException.class, () -> ledger.commit(seal(packed), packed, true));

    assertEquals(0, chain.head().number());
    assertEquals(1, ledger.edits().count());
    Executed again = pack();
    ledger.commit(seal(again), again, true);
    assertEquals(1, chain.head().number());
    assertEquals(
        Optional.of(U256.of(5)), chain.head().state().account(SHOP).map(Account::balanceWei));
  }

  @Test
  void whatABlockTookInIsKnownUntilTheChainGoesBackBehindIt() {
    ledger.edit(state -> pay(state, 5));
    ledger.edit(state -> pay(state, 7));
    commitNext();
    commitNext();
    close();
    open();

    assertEquals(Optional.of(U256.of(7)), begun(1));
    assertEquals(Optional.of(U256.of(7)), begun(2));
    assertEquals(Optional.empty(), new StoredState(found(chain.state(0)).store()).account(SHOP));

    ledger.rewind(chain.genesisHash(), Edits.NONE);
    commitNext();

    assertEquals(Optional.empty(), begun(1));
  }

  private void commitNext() {
    Executed packed = pack();
    ledger.commit(seal(packed), packed, true);
  }

  private Optional<U256> begun(long number) {
    return found(chain.stateBegun(number)).state().account(SHOP).map(Account::balanceWei);
  }

  private static StateLookup.Found found(StateLookup lookup) {
    return assertInstanceOf(StateLookup.Found.class, lookup);
  }

  @Test
  void noOtherWayTakesABlockWhereTheStateWasEdited() {
    Executed packed =
        chain
            .pack(chain.head().hash(), CONTEXT, List.<SignedTransaction>of().iterator())
            .executed();
    ledger.edit(state -> pay(state, 5));

    assertThrows(IllegalStateException.class, () -> chain.commit(seal(packed), packed));
    assertThrows(IllegalStateException.class, () -> chain.setCanonical(chain.head().hash()));
  }

  @Test
  void anEditThatFailsOrChangesNothingLeavesNone() {
    assertThrows(
        IllegalArgumentException.class,
        () ->
            ledger.edit(_ -> {
              throw new IllegalArgumentException("no");
            }));
    ledger.edit(state -> pay(state, 0));

    assertEquals(0, ledger.edits().count());
    Executed packed = pack();
    ledger.commit(seal(packed), packed, true);
    assertEquals(1, chain.head().number());
  }

  private Executed pack() {
    return ledger.pack(CONTEXT, Departure.NONE, List.<SignedTransaction>of().iterator()).executed();
  }

  private static Block seal(Executed executed) {
    return executed.draft().seal(Seal.Signed.by(People.person(999), executed.draft().header()));
  }

  private static StateUpdate pay(StateStore state, long wei) {
    TreeMap<Address, AccountChange> changes = new TreeMap<>();
    Optional<Account> after =
        wei == 0 ? Optional.empty() : Optional.of(Account.EMPTY.withBalance(U256.of(wei)));
    changes.put(SHOP, AccountChange.of(new StoredState(state), SHOP, after, Map.of()));
    return StateTrie.prepare(state, new StateChanges(changes, Map.of()));
  }
}
