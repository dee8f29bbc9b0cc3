package org.tallystick.node.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.bytes.Address;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;
import org.tallystick.crypto.Keccak;
import org.tallystick.execution.Executed;
import org.tallystick.execution.Genesis;
import org.tallystick.ledger.Block;
import org.tallystick.node.store.RocksStore.Family;
import org.tallystick.node.testing.FastFolder;
import org.tallystick.node.testing.People;
import org.tallystick.node.testing.RandomWorld;
import org.tallystick.state.CorruptStateException;
import org.tallystick.state.MemoryStateStore;
import org.tallystick.state.StateStore;
import org.tallystick.state.StateTrie;
import org.tallystick.state.StateUpdate;
import org.tallystick.state.StoredState;

/// An archive and the maps in memory get the same random blocks, and every block's state has to be
/// the same in both, however long ago it was.
final class ArchiveTest {
  private static final Hash LAST_KEY = Hash.fromHex("0x" + "f".repeat(64));
  private static final int SLOTS = 30;
  private static final RandomWorld WORLD = new RandomWorld(300, SLOTS, 20);
  private static final RandomWorld SMALL_WORLD = new RandomWorld(30, SLOTS, 3);
  private static final Genesis GENESIS = People.genesis(5);

  private static final int BACK_MAX = 100;
  private static final int PROOFS = 3;

  /// From one state that is looked at to the next, at the most. A value stays for more blocks than
  /// that, mostly.
  private static final int STRIDE_MAX = Integer.getInteger("tallystick.archiveStride", 5);

  private final long seed = Long.getLong("seed", 20_261_126);
  private final Random random = new Random(seed);
  private final List<Block> blocks = new ArrayList<>(List.of(GENESIS.start().block()));
  private final List<MemoryStateStore> states =
      new ArrayList<>(List.of(MemoryStateStore.EMPTY.apply(GENESIS.start().update())));

  @TempDir(factory = FastFolder.class)
  private Path temp;

  private HistoryMode mode = HistoryMode.ARCHIVE;
  private Path path;
  private DataFolder folder;
  private RocksStore database;
  private ChainStore store;

  @BeforeEach
  void begin() {
    path = temp.resolve("archive");
    open(HistoryMode.ARCHIVE);
  }

  @AfterEach
  void close() {
    database.close();
    folder.close();
  }

  @Test
  void everyStateIsWhatItWasThoughTheChainGoesBackAndTheNodeDies() {
    int deepest = 0;
    for (int step = 0; step < 300; step++) {
      switch (random.nextInt(60)) {
        case 0, 1 -> dieAndOpen();
        case 2 -> goBack(random.nextInt(BACK_MAX));
        case 3 -> goBack(random.nextInt(5));
        default -> addBlock(WORLD);
      }
      deepest = Math.max(deepest, head());
      assertStateIsRight(random.nextInt(blocks.size()));
    }
    assertTrue(deepest > 2 * BACK_MAX, "the chain never grew beyond " + deepest);
    assertStatesAreRight();
  }

  @Test
  void statesFarBelowTheWindowAreRead() {
    int blocksMin = (int) ChainStore.HISTORY_BLOCKS + 300;
    for (int count = 0; count < blocksMin; count++) {
      addBlock(SMALL_WORLD);
    }
    goBack(50);
    dieAndOpen();
    addBlock(SMALL_WORLD);

    assertEquals(0, store.oldestState(head()));
    assertStatesAreRight();
  }

  @Test
  void anArchiveGoesBackAsFarAsItKnowsWhichNodesChanged() {
    // Of points below block 256 that is forgotten with block 1280.
    addBlocks(1_280, SMALL_WORLD);
    for (int step = 0; step < 10; step++) {
      goBack(100);
      dieAndOpen();
      addBlock(SMALL_WORLD);
    }
    IllegalArgumentException refusal =
        assertThrows(IllegalArgumentException.class, () -> store.rollBack(254));

    assertEquals(
        "the chain cannot go back to block 254: what leads back is kept as far as block 255",
        refusal.getMessage());
    assertEquals(0, store.oldestState(head()));
    goBack(head() - 255);
    addBlocks(40, SMALL_WORLD);
    assertStatesAreRight();
  }

  @Test
  void aStateThatWasReadStaysWhatItWas() {
    addBlocks(100);
    KeptState kept = store.pinHeadState();
    StateStore past = kept.before(50, blocks.get(50).header().stateRoot());
    MemoryStateStore expected = states.get(50);
    goBack(70);
    addBlocks(80);

    assertSame("before the chain went back", expected, past);
    kept.release();
  }

  @Test
  void anArchiveThatIsBegunLaterKeepsWhatComesAfter() {
    beginWithoutArchive();
    addBlocks(70);
    reopen(HistoryMode.ARCHIVE);
    addBlocks(70);

    assertEquals(0, store.oldestState(head()));
    assertEquals(70, store.oldestState(5_000));
    assertStatesAreRight();
  }

  @Test
  void anArchiveBeginsEarlierWhereTheChainGoesBackBehindItsBeginning() {
    beginWithoutArchive();
    addBlocks(70);
    reopen(HistoryMode.ARCHIVE);
    addBlocks(40);
    goBack(60);
    addBlocks(100);
    dieAndOpen();

    assertEquals(50, store.oldestState(5_000));
    assertStatesAreRight();
    close();
    verify();
  }

  @Test
  void anArchiveIsNotGivenUpInSilence() {
    addBlocks(5);
    close();

    StoreException refusal = assertThrows(StoreException.class, () -> open(HistoryMode.WINDOW));

    assertEquals(
        "the data folder "
            + path
            + " is an archive, with the states of all blocks from block 0 on; run the node with"
            + " --archive, or give those states up by `tally db drop-archive`",
        refusal.words());
  }

  @Test
  void whatWasAnArchiveIsAnyOtherDatabaseOnceThatIsDropped() {
    addBlocks(100);
    close();
    try (Maintenance maintenance = Maintenance.open(path)) {
      assertEquals(OptionalLong.of(0), maintenance.stats().archiveBlockNumber());
      maintenance.dropArchive();
      assertEquals(OptionalLong.empty(), maintenance.stats().archiveBlockNumber());
      assertThrows(StoreException.class, maintenance::dropArchive);
    }
    open(HistoryMode.WINDOW);
    goBack(40);
    addBlocks(40);

    assertEquals(0, database.count(Family.HISTORY));
    assertEquals(4_000 - ChainStore.HISTORY_BLOCKS, store.oldestState(4_000));
    assertStatesAreRight();
  }

  @Test
  void nodesThatAreMadeAgainLeaveTheOldOnesWhatTheyWere() {
    addBlocks(75);
    goBack(5);
    addBlocks(45);
    close();
    verify();
    try (Maintenance maintenance = Maintenance.open(path)) {
      long pointBefore = maintenance.stats().nodesBlockNumber();
      maintenance.rebuildNodes((_, _, _) -> {});
      assertEquals(pointBefore, maintenance.stats().nodesBlockNumber());
      assertTrue(pointBefore < head(), "the last point is the head");
    }
    verify();
    open(HistoryMode.ARCHIVE);
    addBlocks(40);

    assertStatesAreRight();
  }

  @Test
  void aDamagedOldNodeIsNamedAndNeverTakenForTheTruth() {
    addBlocks(100);
    int number = 40;
    database.write(batch -> {
      for (RocksStore.Entry entry :
          database.range(Family.HISTORY, new byte[] {'n'}, new byte[] {'n' + 1})) {
        byte[] node = entry.value().toArray();
        if (node.length > 0) {
          node[node.length - 1] ^= 1;
        }
        batch.put(Family.HISTORY, entry.key(), Bytes.wrap(node));
      }
    });
    KeptState now = store.pinHeadState();
    StateStore past = now.before(number, blocks.get(number).header().stateRoot());

    CorruptStateException fault =
        assertThrows(
            CorruptStateException.class,
            () -> StateTrie.prove(past, RandomWorld.address(0), List.of()));
    assertTrue(fault.toString().contains("at the root"), fault.toString());
    now.release();
  }

  @Test
  void whatAnArchiveLacksOrHasTooMuchIsNamed() {
    addBlocks(50);
    close();
    verify();
    List<RocksStore.Entry> versions = versions('a');
    RocksStore.Entry some = versions.get(random.nextInt(versions.size()));
    Bytes point = versions('p').getFirst().key();

    damage(batch -> batch.delete(Family.HISTORY, some.key()));
    assertTrue(fault().contains(" is missing; `tally db drop-archive` gives"), fault());
    damage(batch -> batch.put(Family.HISTORY, some.key(), Bytes.of((byte) 1, (byte) 2)));
    assertTrue(fault().contains(" is another"), fault());
    damage(batch -> {
      batch.put(Family.HISTORY, some.key(), some.value());
      batch.put(Family.HISTORY, Versions.key(Bytes.of((byte) 's'), 7), Bytes.EMPTY);
    });
    assertTrue(fault().contains("older values"), fault());
    damage(batch -> {
      batch.delete(Family.HISTORY, Versions.key(Bytes.of((byte) 's'), 7));
      batch.put(Family.HISTORY, point, Hash.ZERO.bytes());
    });
    assertTrue(fault().contains("found " + Hash.ZERO), fault());
    open(HistoryMode.ARCHIVE);
  }

  private void verify() {
    try (Maintenance maintenance = Maintenance.open(path)) {
      maintenance.verify((_, _, _) -> {});
    }
  }

  private String fault() {
    return assertThrows(StoreException.class, this::verify).words();
  }

  private void damage(Consumer<RocksStore.Batch> change) {
    try (DataFolder claimed = DataFolder.claim(path);
        RocksStore opened = RocksStore.open(claimed)) {
      opened.write(change);
    }
  }

  private List<RocksStore.Entry> versions(char kind) {
    try (DataFolder claimed = DataFolder.claim(path);
        RocksStore opened = RocksStore.open(claimed)) {
      return opened.range(Family.HISTORY, new byte[] {(byte) kind}, new byte[] {(byte) (kind + 1)});
    }
  }

  private void open(HistoryMode asked) {
    mode = asked;
    folder = DataFolder.claim(path);
    database = RocksStore.open(folder);
    store = ChainStore.open(database, folder, GENESIS, asked);
  }

  private void beginWithoutArchive() {
    close();
    path = temp.resolve("other");
    open(HistoryMode.WINDOW);
  }

  private void reopen(HistoryMode asked) {
    close();
    open(asked);
  }

  /// What waited in memory is lost, as if the process had died.
  private void dieAndOpen() {
    reopen(HistoryMode.ARCHIVE);
  }

  private int head() {
    return blocks.size() - 1;
  }

  private void addBlocks(int count) {
    addBlocks(count, WORLD);
  }

  private void addBlocks(int count, RandomWorld world) {
    for (int each = 0; each < count; each++) {
      addBlock(world);
    }
  }

  private void addBlock(RandomWorld world) {
    MemoryStateStore memory = states.getLast();
    StateUpdate update = StateTrie.prepare(memory, world.changes(random, new StoredState(memory)));
    Block block = RandomWorld.child(blocks.getLast(), update.root());
    store.commit(block, block.hash(), new Executed(block.draft(), List.of(), List.of(), update));
    blocks.add(block);
    states.add(memory.apply(update));
  }

  private void goBack(int blocksBack) {
    int number = Math.max(0, head() - blocksBack);
    store.rollBack(number);
    blocks.subList(number + 1, blocks.size()).clear();
    states.subList(number + 1, states.size()).clear();
  }

  /// From the newest on, down to the first, and nothing is known from before: else a branch would
  /// come from the cache where the one that is stored is wrong.
  private void assertStatesAreRight() {
    reopen(mode);
    int number = head();
    while (number > 0) {
      assertStateIsRight(number);
      number -= 1 + random.nextInt(STRIDE_MAX);
    }
    assertStateIsRight(0);
  }

  private void assertStateIsRight(int number) {
    KeptState now = store.pinHeadState();
    StateStore past = now.before(number, blocks.get(number).header().stateRoot());
    assertSame("block " + number + " of " + head(), states.get(number), past);
    now.release();
  }

  /// All values, and proofs of some that are there and some that are not.
  private void assertSame(String where, StateStore expected, StateStore actual) {
    String name = "seed " + seed + ", " + where;
    List<StateStore.Entry> accounts = expected.accounts(Hash.ZERO, LAST_KEY, Integer.MAX_VALUE);
    assertEquals(accounts, actual.accounts(Hash.ZERO, LAST_KEY, Integer.MAX_VALUE), name);
    for (StateStore.Entry account : accounts) {
      Hash key = account.key();
      assertEquals(
          expected.slots(key, Hash.ZERO, LAST_KEY, SLOTS),
          actual.slots(key, Hash.ZERO, LAST_KEY, SLOTS),
          name);
    }
    StoredState expectedState = new StoredState(expected);
    StoredState actualState = new StoredState(actual);
    for (int count = 0; count < PROOFS; count++) {
      Address address = RandomWorld.address(random.nextInt(WORLD.addresses() + 9));
      Hash slot = RandomWorld.slot(random.nextInt(SLOTS));
      assertEquals(expectedState.account(address), actualState.account(address), name);
      assertEquals(expectedState.storage(address, slot), actualState.storage(address, slot), name);
      assertEquals(
          StateTrie.prove(expected, address, List.of(slot)),
          StateTrie.prove(actual, address, List.of(slot)),
          name);
      Hash first = Keccak.hash(slot.bytes());
      int entriesMax = 1 + random.nextInt(9);
      assertEquals(
          expected.accounts(first, LAST_KEY, entriesMax),
          actual.accounts(first, LAST_KEY, entriesMax),
          name);
    }
  }
}
