package org.tallystick.node.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.bytes.Address;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;
import org.tallystick.crypto.Keccak;
import org.tallystick.execution.Executed;
import org.tallystick.execution.Genesis;
import org.tallystick.ledger.Block;
import org.tallystick.node.testing.FastFolder;
import org.tallystick.node.testing.People;
import org.tallystick.node.testing.RandomWorld;
import org.tallystick.state.MemoryStateStore;
import org.tallystick.state.StateChanges;
import org.tallystick.state.StateStore;
import org.tallystick.state.StateTrie;
import org.tallystick.state.StateUpdate;
import org.tallystick.state.StoredState;

/// The database and the maps in memory get the same random changes, and have to be the same state
/// after each, read in every way there is.
final class StateAgainstMemoryTest {
  private static final int ADDRESSES = 80;
  private static final int SLOTS = 40;
  private static final RandomWorld WORLD = new RandomWorld(ADDRESSES, SLOTS, 25);

  private static final int STEPS = 120;
  private static final int BACK_MAX = 40;

  @TempDir(factory = FastFolder.class)
  private Path temp;

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
    StateChanges changes = WORLD.changes(random, new StoredState(memory));
    StateUpdate update = StateTrie.prepare(memory, changes);
    assertEquals(update, StateTrie.prepare(kept.store(), changes), where);
    Block block = RandomWorld.child(blocks.getLast(), update.root());
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
      Address address = RandomWorld.address(number);
      assertEquals(expectedState.account(address), actualState.account(address), where);
      Hash slot = RandomWorld.slot(random.nextInt(SLOTS));
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
}
