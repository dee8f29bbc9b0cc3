package org.tallystick.node.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.bytes.Address;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;
import org.tallystick.bytes.U256;
import org.tallystick.crypto.Keccak;
import org.tallystick.execution.Executed;
import org.tallystick.execution.Genesis;
import org.tallystick.ledger.Block;
import org.tallystick.ledger.Draft;
import org.tallystick.ledger.Header;
import org.tallystick.ledger.Seal;
import org.tallystick.node.testing.People;
import org.tallystick.state.Account;
import org.tallystick.state.MemoryStateStore;
import org.tallystick.state.StateChanges;
import org.tallystick.state.StateChanges.AccountChange;
import org.tallystick.state.StateStore;
import org.tallystick.state.StateTrie;
import org.tallystick.state.StateUpdate;
import org.tallystick.state.StoredState;

/// The database and the maps in memory get the same random changes, and have to be the same state
/// after each, read in every way there is.
final class StateAgainstMemoryTest {
  private static final int CHANGES_PER_BLOCK = 25;
  private static final int ADDRESSES = 80;
  private static final int SLOTS = 40;

  private static final int STEPS = 120;
  private static final int BACK_MAX = 40;

  @TempDir private Path temp;

  @Test
  void theDatabaseAndMemoryHoldTheSameStatesNowAndBefore() {
    long seed = Long.getLong("seed", 20_260_119);
    Random random = new Random(seed);
    Genesis genesis = People.genesis(5);
    List<Block> blocks = new ArrayList<>(List.of(genesis.start().block()));
    List<MemoryStateStore> states =
        new ArrayList<>(List.of(MemoryStateStore.EMPTY.apply(genesis.start().update())));
    Opened opened = new Opened(temp, genesis);
    try {
      for (int step = 0; step < STEPS; step++) {
        String where = "seed " + seed + ", step " + step + ", block " + blocks.size();
        switch (random.nextInt(12)) {
          case 0 -> {
            // What waited in memory is lost, as if the process had died.
            opened.close();
            opened = new Opened(temp, genesis);
          }
          case 1 -> {
            int number = Math.max(0, blocks.size() - 1 - random.nextInt(BACK_MAX));
            opened.store.rollBack(number);
            blocks.subList(number + 1, blocks.size()).clear();
            states.subList(number + 1, states.size()).clear();
          }
          default -> addBlock(random, opened.store, blocks, states, where);
        }
        KeptState now = opened.store.pinHeadState();
        assertEquals(blocks.getLast().hash(), now.blockHash(), where);
        assertSame(random, where, states.getLast(), now.store());
        int number = Math.max(0, blocks.size() - 1 - random.nextInt(BACK_MAX));
        StateStore past = now.before(number, blocks.get(number).header().stateRoot());
        assertSame(random, where + " back to " + number, states.get(number), past);
        now.release();
      }
    } finally {
      opened.close();
    }
  }

  private static void addBlock(
      Random random,
      ChainStore store,
      List<Block> blocks,
      List<MemoryStateStore> states,
      String where) {
    MemoryStateStore memory = states.getLast();
    KeptState kept = store.pinHeadState();
    StateChanges changes = changes(random, new StoredState(memory));
    StateUpdate update = StateTrie.prepare(memory, changes);
    assertEquals(update, StateTrie.prepare(kept.store(), changes), where);
    Block block = child(blocks.getLast(), update.root());
    store.commit(block, block.hash(), new Executed(block.draft(), List.of(), List.of(), update));
    // The older one is still what it was.
    assertSame(random, where, memory, kept.store());
    kept.release();
    blocks.add(block);
    states.add(memory.apply(update));
  }

  /// A chain's store, which is opened and closed as often as the test likes.
  private static final class Opened implements AutoCloseable {
    private final DataFolder folder;
    private final RocksStore database;
    private final ChainStore store;

    Opened(Path path, Genesis genesis) {
      folder = DataFolder.claim(path);
      database = RocksStore.open(folder);
      store = ChainStore.open(database, folder, genesis);
    }

    @Override
    public void close() {
      database.close();
      folder.close();
    }
  }

  private static void assertSame(
      Random random, String where, StateStore expected, StateStore actual) {
    assertEquals(expected.root(), actual.root(), where);
    StoredState expectedState = new StoredState(expected);
    StoredState actualState = new StoredState(actual);
    for (int number = 0; number < ADDRESSES; number++) {
      Address address = address(number);
      assertEquals(expectedState.account(address), actualState.account(address), where);
      Hash slot = slot(random.nextInt(SLOTS));
      assertEquals(expectedState.storage(address, slot), actualState.storage(address, slot), where);
      assertEquals(
          StateTrie.prove(expected, address, List.of(slot)),
          StateTrie.prove(actual, address, List.of(slot)),
          where);
      Hash key = Keccak.hash(Bytes.of((byte) random.nextInt(), (byte) random.nextInt()));
      Hash last = Hash.fromHex("0x" + "f".repeat(64));
      int entriesMax = 1 + random.nextInt(9);
      assertEquals(
          expected.accounts(key, last, entriesMax), actual.accounts(key, last, entriesMax), where);
      Hash account = Keccak.hash(address.bytes());
      assertEquals(
          expected.slots(account, Hash.ZERO, key, entriesMax),
          actual.slots(account, Hash.ZERO, key, entriesMax),
          where);
    }
  }

  private static StateChanges changes(Random random, StoredState state) {
    SortedMap<Address, AccountChange> accounts = new TreeMap<>();
    Map<Hash, Bytes> codes = new TreeMap<>();
    for (int count = 0; count < CHANGES_PER_BLOCK; count++) {
      Address address = address(random.nextInt(ADDRESSES));
      Account before = state.account(address).orElse(Account.EMPTY);
      boolean isContract = before.hasCode() || random.nextInt(4) == 0;
      if (!isContract && random.nextInt(5) == 0) {
        accounts.put(address, AccountChange.of(state, address, Optional.empty(), Map.of()));
        continue;
      }
      Account after = before.withNonce(before.nonce() + 1).withBalance(U256.of(random.nextInt(9)));
      SortedMap<Hash, U256> slots = new TreeMap<>();
      if (isContract) {
        Bytes code = Bytes.of((byte) random.nextInt());
        codes.put(Keccak.hash(code), code);
        after = after.withCode(Keccak.hash(code));
        for (int slot = random.nextInt(6); slot > 0; slot--) {
          slots.put(slot(random.nextInt(SLOTS)), U256.of(random.nextInt(3)));
        }
      }
      accounts.put(address, AccountChange.of(state, address, Optional.of(after), slots));
    }
    return new StateChanges(accounts, codes);
  }

  private static Block child(Block parent, Hash stateRoot) {
    Header before = parent.header();
    Header header =
        new Header(
            parent.hash(),
            before.ommersHash(),
            before.feeRecipient(),
            stateRoot,
            before.transactionsRoot(),
            before.receiptsRoot(),
            before.logsBloom(),
            before.difficulty(),
            before.number() + 1,
            before.gasLimit(),
            0,
            before.timestampSeconds(),
            Bytes.EMPTY,
            Hash.ZERO,
            0,
            before.baseFeePerGasWei());
    return new Draft(header, List.of()).seal(new Seal.Genesis());
  }

  private static Address address(int number) {
    return Address.fromLastBytes(Keccak.hash(Bytes.of((byte) number)));
  }

  private static Hash slot(int number) {
    return Hash.wrap(U256.of(number).toWord());
  }
}
