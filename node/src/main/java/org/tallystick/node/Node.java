package org.tallystick.node;

import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.tallystick.crypto.KeyPair;
import org.tallystick.execution.CodeCache;
import org.tallystick.machine.ContractRunner;
import org.tallystick.node.chain.Chain;
import org.tallystick.node.chain.ChainFault;
import org.tallystick.node.consensus.local.BlockClock;
import org.tallystick.node.consensus.local.DevControls;
import org.tallystick.node.consensus.local.LocalEngine;
import org.tallystick.node.consensus.local.Pace;
import org.tallystick.node.pool.TransactionPool;
import org.tallystick.node.store.ChainStore;
import org.tallystick.node.store.DataFolder;
import org.tallystick.node.store.NodeKey;
import org.tallystick.node.store.RocksStore;

/// A node: its rooms, put together in the order in which one needs the other, and taken apart in
/// the reverse. Closing it finishes the block that is being made.
public final class Node implements AutoCloseable {
  private final Closing closing = new Closing();
  private final Chain chain;
  private final TransactionPool pool;
  private final LocalEngine engine;
  private final CodeCache codes = new CodeCache();
  private final Optional<DevControls> development;

  private Node(Config config, ContractRunner writer, boolean isForDevelopment) {
    Pace pace =
        config
            .blockTime()
            .<Pace>map(Pace.Interval::new)
            .orElseGet(() -> Engines.pace(config.genesis().engine()));
    InstantSource clock = InstantSource.system();
    // The machine takes a second to start: meanwhile the database opens.
    writer.execute(_ -> {});
    try {
      DataFolder folder = closing.add(DataFolder.claim(config.dataFolder()));
      RocksStore database = closing.add(RocksStore.open(folder, config.syncedWithin()));
      ChainStore store = ChainStore.open(database, folder, config.genesis(), config.history());
      KeyPair key = NodeKey.loadOrCreate(folder);
      chain =
          closing.add(
              isForDevelopment
                  ? Chain.development(store, config.genesis(), codes, writer, clock)
                  : new Chain(store, config.genesis(), codes, writer, clock));
      pool = new TransactionPool(chain, config.poolRules(), clock);
      engine =
          closing.add(
              new LocalEngine(
                  pace,
                  new LocalEngine.Settings(
                      key, config.feeRecipient().orElse(key.address()), new BlockClock(clock))));
      development = chain.development().map(ledger -> engine.start(ledger, pool));
      if (development.isEmpty()) {
        engine.start(chain, pool);
      }
    } catch (RuntimeException | Error failure) {
      closing.closeAfter(failure);
      throw failure;
    }
  }

  /// Starts a node on what its folder holds.
  ///
  /// @param writer the thread that executes blocks; stays the caller's to close
  /// @throws org.tallystick.node.store.StoreException where the folder cannot be used
  public static Node start(Config config, ContractRunner writer) {
    return new Node(config, writer, false);
  }

  /// The same for development, where the chain can be changed at will.
  ///
  /// @throws org.tallystick.node.store.StoreException where the folder cannot be used
  public static Node startDevelopment(Config config, ContractRunner writer) {
    return new Node(config, writer, true);
  }

  public Chain chain() {
    return chain;
  }

  public TransactionPool pool() {
    return pool;
  }

  public LocalEngine engine() {
    return engine;
  }

  /// What can be done to a development chain; absent where the node was not started for one.
  public Optional<DevControls> development() {
    return development;
  }

  /// Code that was read before, for whoever runs calls beside the chain.
  public CodeCache codes() {
    return codes;
  }

  /// Done when the chain has stopped because the node itself failed. The node then answers what it
  /// still can, until it is closed.
  public CompletionStage<ChainFault> fault() {
    return chain.fault();
  }

  @Override
  public void close() {
    closing.close();
  }
}
