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
/// and then going back, until it is killed. Tells when it begins to open, of every head before it
/// is written, and once it is.
final class StateMill {
  static final Genesis GENESIS = People.genesis(5);

  /// How a line begins that tells of a head that is about to be written.
  static final String NEXT = "next ";

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
    told.println(line(head));
    while (true) {
      head =
          random.nextInt(20) == 0
              ? goBack(random, store, head, told)
              : add(random, store, head, told);
      told.println(line(head));
    }
  }

  private static String line(Block head) {
    return head.number() + " " + head.hash();
  }

  private static Block goBack(Random random, ChainStore store, Block head, PrintStream told) {
    long number = Math.max(0, head.number() - random.nextInt(BACK_MAX));
    Block target = store.block(number).orElseThrow();
    told.println(NEXT + line(target));
    store.rollBack(number);
    return store.head().block();
  }

  private static Block add(Random random, ChainStore store, Block head, PrintStream told) {
    KeptState state = store.pinHeadState();
    StateUpdate update =
        StateTrie.prepare(state.store(), WORLD.changes(random, new StoredState(state.store())));
    state.release();
    Block block = RandomWorld.child(head, update.root());
    told.println(NEXT + line(block));
    store.commit(block, block.hash(), new Executed(block.draft(), List.of(), List.of(), update));
    return block;
  }
}
