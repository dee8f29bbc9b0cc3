package org.tallystick.node.store;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.tallystick.execution.Executed;
import org.tallystick.execution.Genesis;
import org.tallystick.ledger.Block;
import org.tallystick.node.testing.People;
import org.tallystick.node.testing.RandomWorld;
import org.tallystick.state.StateTrie;
import org.tallystick.state.StateUpdate;
import org.tallystick.state.StoredState;

/// A process of its own that opens a chain's store and changes its state, block after block, now
/// and then going back, until it is killed. Tells when it begins to open, and of every head.
final class StateMill {
  static final Genesis GENESIS = People.genesis(5);

  private static final RandomWorld WORLD = new RandomWorld(4_000, 200, 150);
  private static final int BACK_MAX = 40;

  private StateMill() {}

  /// @param arguments the data folder; a seed
  public static void main(String[] arguments) {
    Random random = new Random(Long.parseLong(arguments[1]));
    PrintStream told = new PrintStream(System.out, true, StandardCharsets.US_ASCII);
    DataFolder folder = DataFolder.claim(Path.of(arguments[0]));
    told.println("opening");
    RocksStore database = RocksStore.open(folder);
    ChainStore store = ChainStore.open(database, folder, GENESIS);
    Block head = store.head().block();
    told.println(head.number() + " " + head.hash());
    while (true) {
      if (random.nextInt(20) == 0) {
        store.rollBack(Math.max(0, head.number() - random.nextInt(BACK_MAX)));
        head = store.head().block();
      } else {
        head = add(random, store, head);
      }
      told.println(head.number() + " " + head.hash());
    }
  }

  private static Block add(Random random, ChainStore store, Block head) {
    KeptState state = store.pinHeadState();
    StateUpdate update =
        StateTrie.prepare(state.store(), WORLD.changes(random, new StoredState(state.store())));
    state.release();
    Block block = RandomWorld.child(head, update.root());
    store.commit(block, block.hash(), new Executed(block.draft(), List.of(), List.of(), update));
    return block;
  }
}
