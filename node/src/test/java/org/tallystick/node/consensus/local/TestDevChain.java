package org.tallystick.node.consensus.local;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicBoolean;
import org.tallystick.bytes.Address;
import org.tallystick.crypto.KeyPair;
import org.tallystick.execution.CodeCache;
import org.tallystick.execution.Genesis;
import org.tallystick.node.chain.Chain;
import org.tallystick.node.chain.ChainHead;
import org.tallystick.node.pool.PoolRules;
import org.tallystick.node.pool.TransactionPool;
import org.tallystick.node.store.ChainStore;
import org.tallystick.node.store.DataFolder;
import org.tallystick.node.store.HistoryMode;
import org.tallystick.node.store.RocksStore;
import org.tallystick.node.testing.People;
import org.tallystick.node.testing.TestMachine;

/// A development chain in a folder, with its pool and engine.
record TestDevChain(
    DataFolder folder,
    RocksStore database,
    Chain chain,
    TransactionPool pool,
    LocalEngine engine,
    DevControls controls,
    AtomicBoolean isDead)
    implements AutoCloseable {
  static final Address MINER = People.person(70).address();
  private static final KeyPair NODE = People.person(900);

  /// Makes no block by itself.
  static TestDevChain quiet(Path path, Genesis genesis, InstantSource clock) {
    return quiet(path, genesis, clock, HistoryMode.WINDOW);
  }

  static TestDevChain quiet(Path path, Genesis genesis, InstantSource clock, HistoryMode mode) {
    TestDevChain chain = open(path, genesis, clock, mode);
    chain.controls.setAutomine(false);
    return chain;
  }

  /// Makes a block for each transaction.
  static TestDevChain instant(Path path, Genesis genesis, InstantSource clock) {
    return open(path, genesis, clock, HistoryMode.WINDOW);
  }

  private static TestDevChain open(
      Path path, Genesis genesis, InstantSource clock, HistoryMode mode) {
    DataFolder folder = DataFolder.claim(path);
    RocksStore database = RocksStore.open(folder);
    ChainStore store = ChainStore.open(database, folder, genesis, mode);
    Chain chain = Chain.development(store, genesis, new CodeCache(), TestMachine.NONE, clock);
    TransactionPool pool = new TransactionPool(chain, PoolRules.DEVELOPMENT, clock);
    LocalEngine engine =
        new LocalEngine(
            new Pace.Instant(), new LocalEngine.Settings(NODE, MINER, new BlockClock(clock)));
    DevControls controls = engine.start(chain.development().orElseThrow(), pool);
    return new TestDevChain(folder, database, chain, pool, engine, controls, new AtomicBoolean());
  }

  ChainHead head() {
    return chain.head();
  }

  /// Ends as if the process were killed: what waits in memory is lost.
  void die() {
    isDead.set(true);
    engine.close();
    database.close();
    folder.close();
  }

  @Override
  public void close() {
    if (isDead.get()) {
      return;
    }
    engine.close();
    chain.close();
    database.close();
    folder.close();
  }
}
