package org.tallystick.node.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.bytes.Address;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;
import org.tallystick.crypto.Keccak;
import org.tallystick.execution.BlockContext;
import org.tallystick.execution.CodeCache;
import org.tallystick.execution.Executed;
import org.tallystick.execution.Genesis;
import org.tallystick.ledger.Block;
import org.tallystick.ledger.SignedTransaction;
import org.tallystick.node.chain.Chain;
import org.tallystick.node.store.RocksStore.Family;
import org.tallystick.node.store.StateDatabase.Position;
import org.tallystick.node.testing.FastFolder;
import org.tallystick.node.testing.People;
import org.tallystick.node.testing.RandomWorld;
import org.tallystick.node.testing.TestMachine;
import org.tallystick.node.testing.Transfers;
import org.tallystick.state.AccountProof;
import org.tallystick.state.BranchCache;
import org.tallystick.state.MemoryStateStore;
import org.tallystick.state.StateStore;
import org.tallystick.state.StateTrie;
import org.tallystick.state.StateUpdate;
import org.tallystick.state.StoredState;

/// What reading a state costs that lies some blocks back, and where that ends.
final class PastStateTest {
  private static final Genesis GENESIS = People.genesis(5);
  private static final RandomWorld WORLD = new RandomWorld(2_000, 30, 20);
  private static final Address SOMEONE = RandomWorld.address(7);

  private final long seed = Long.getLong("seed", 20_261_127);
  private final Random random = new Random(seed);
  private final List<Block> blocks = new ArrayList<>(List.of(GENESIS.start().block()));
  private final List<StateUpdate> updates = new ArrayList<>(List.of(GENESIS.start().update()));
  private MemoryStateStore state = MemoryStateStore.EMPTY.apply(GENESIS.start().update());

  @TempDir(factory = FastFolder.class)
  private Path temp;

  private DataFolder folder;
  private RocksStore database;
  private ChainStore store;

  @BeforeEach
  void open() {
    folder = DataFolder.claim(temp);
    database = RocksStore.open(folder);
    store = ChainStore.open(database, folder, GENESIS);
  }

  @AfterEach
  void close() {
    database.close();
    folder.close();
  }

  @Test
  void aValueIsReadWithoutTheRecordsOfBlocksThatDidNotChangeIt() {
    addBlocks(60, WORLD);
    KeptState before = store.pinHeadState();
    Optional<Bytes> expected = before.store().account(key(SOMEONE));
    before.release();
    addBlocks(60, WORLD);
    store.rollBack(110);
    updates.subList(111, updates.size()).clear();
    // Without them, who reads one fails.
    for (int number = 61; number <= 110; number++) {
      long each = number;
      if (updates.get(number).accounts().stream()
          .noneMatch(change -> change.key().equals(key(SOMEONE)))) {
        database.write(batch ->
            batch.delete(
                Family.UNDO, Bytes.wrap(ByteBuffer.allocate(Long.BYTES).putLong(each).array())));
      }
    }
    KeptState now = store.pinHeadState();

    assertEquals(expected, past(now, 60).account(key(SOMEONE)), "seed " + seed);
    now.release();
  }

  @Test
  void aProofThatWouldUndoTooMuchIsRefusedAndTheValuesStayReadable() {
    addBlocks(1, WORLD);
    MemoryStateStore expected = state;
    int blocksBack = (int) ChainStore.ASIDE_BLOCKS_MAX + 1;
    RandomWorld wide = new RandomWorld(3_000, 30, 1_200);
    addBlocks(blocksBack, wide);
    int changes = 0;
    for (StateUpdate update : updates.subList(2, updates.size())) {
      changes += update.accounts().size() + update.slots().size();
    }
    assertTrue(changes > WaysBack.CHANGES_MAX, "only " + changes + " changes");
    KeptState now = store.pinHeadState();
    StateStore past = past(now, 1);

    TooFarBackException refusal =
        assertThrows(TooFarBackException.class, () -> StateTrie.prove(past, SOMEONE, List.of()));

    assertEquals(
        "a proof of the state of block 1 takes more than 100000 changes since then to be undone;"
            + " ask for a newer block, or ask a node that runs with --archive",
        refusal.words());
    for (int number = 0; number < 300; number++) {
      Hash account = key(RandomWorld.address(number));
      assertEquals(expected.account(account), past.account(account), "seed " + seed);
    }
    // The chain goes back by one block less without asking what it costs, and so do proofs.
    assertProves(2, StateTrie.prove(past(now, 2), SOMEONE, List.of()));
    now.release();
    try (Chain chain = openChain()) {
      BlockContext context = new BlockContext(1_900_000_000, Address.ZERO, Hash.ZERO, Bytes.EMPTY);
      Iterator<SignedTransaction> offered =
          List.of(Transfers.of(People.person(0), 0, SOMEONE)).iterator();
      assertThrows(
          TooFarBackException.class, () -> chain.pack(blocks.get(1).hash(), context, offered));
      assertFalse(chain.fault().toCompletableFuture().isDone());
    }
    store.rollBack(2);
    assertEquals(2, store.head().block().number());
  }

  @Test
  void whoWantsTheSameWayAtTheSameTimeSharesIt() {
    WaysBack ways = new WaysBack(BranchCache.NONE);
    StateUpdate update = updates.getFirst();
    WaysBack.Way way = new WaysBack.Way(new Position(9, Hash.ZERO), new Position(3, Hash.ZERO));
    AtomicInteger made = new AtomicInteger();
    List<CompletableFuture<StateUpdate>> asked = new ArrayList<>();
    for (int each = 0; each < 4; each++) {
      CompletableFuture<StateUpdate> answer = new CompletableFuture<>();
      Thread.ofPlatform()
          .start(() ->
              answer.complete(
                  ways.find(
                      way,
                      () -> {
                        made.incrementAndGet();
                        pause();
                        return update;
                      })));
      asked.add(answer);
    }

    asked.forEach(answer -> assertSame(update, answer.join()));
    assertEquals(1, made.get());
  }

  @Test
  void proofsOfThePastLeaveTheHeadsBranchesWhereTheyAre() {
    addBlocks(40, WORLD);
    KeptState now = store.pinHeadState();
    StateStore past = past(now, 20);

    assertProves(20, StateTrie.prove(past, SOMEONE, List.of()));
    assertNotSame(now.store().branches(), past.branches());
    now.release();
  }

  private Chain openChain() {
    return new Chain(store, GENESIS, new CodeCache(), TestMachine.NONE, InstantSource.system());
  }

  private static void pause() {
    try {
      Thread.sleep(50);
    } catch (InterruptedException stop) {
      throw new IllegalStateException(stop);
    }
  }

  private void assertProves(int number, AccountProof proof) {
    assertEquals(
        blocks.get(number).header().stateRoot(), Keccak.hash(proof.nodes().getFirst()), "" + seed);
  }

  private StateStore past(KeptState now, int number) {
    return now.before(number, blocks.get(number).header().stateRoot());
  }

  private static Hash key(Address address) {
    return Keccak.hash(address.bytes());
  }

  private void addBlocks(int count, RandomWorld world) {
    for (int each = 0; each < count; each++) {
      StateUpdate update = StateTrie.prepare(state, world.changes(random, new StoredState(state)));
      Block block = RandomWorld.child(blocks.getLast(), update.root());
      store.commit(block, block.hash(), new Executed(block.draft(), List.of(), List.of(), update));
      blocks.add(block);
      updates.add(update);
      state = state.apply(update);
    }
  }
}
