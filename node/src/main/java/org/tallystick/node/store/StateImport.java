package org.tallystick.node.store;

import java.nio.file.Path;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;
import org.tallystick.node.store.RocksStore.Family;
import org.tallystick.node.store.StateDatabase.Position;
import org.tallystick.state.BranchCache;
import org.tallystick.state.SlotKey;
import org.tallystick.state.StateBuilder;

/// Fills a database without a state with all values of one, in the order of their keys: accounts,
/// after each its slots. The values go into files that the database takes over as they are, and the
/// nodes are made in the same pass. Nothing is a state before a head says so; an import that was
/// broken off is begun anew.
final class StateImport implements AutoCloseable {
  private final RocksStore database;
  private final RocksStore.SortedFile accounts;
  private final RocksStore.SortedFile slots;
  private final NodeWriter nodes;
  private final StateBuilder builder;

  /// @param folder for the files, on the database's own disk
  /// @param branches to have at hand what the first blocks will ask for
  StateImport(RocksStore database, BranchCache branches, Path folder) {
    this.database = database;
    nodes = new NodeWriter(database);
    builder = new StateBuilder(nodes::put, branches);
    accounts = database.sortedFile(Family.ACCOUNT, folder.resolve("accounts.sst"));
    slots = database.sortedFile(Family.SLOT, folder.resolve("slots.sst"));
  }

  /// @param flat in flat form
  void account(Hash key, Bytes flat) {
    builder.account(key, flat);
    accounts.put(key.bytes(), flat);
  }

  /// @param flat without leading zeroes
  void slot(SlotKey key, Bytes flat) {
    builder.slot(key, flat);
    slots.put(key.toBytes(), flat);
  }

  void code(Hash codeHash, Bytes code) {
    database.writeLazily(batch -> batch.put(Family.CODE, codeHash.bytes(), code));
  }

  /// Makes what came the database's state.
  ///
  /// @param blockNumber of the block after which the state is
  /// @return the state root, for the caller to compare with what the block's header says before he
  ///   makes that block the head
  Hash finish(long blockNumber) {
    Hash root = builder.finish();
    accounts.ingest();
    slots.ingest();
    nodes.finish(new Position(blockNumber, root), _ -> {});
    return root;
  }

  @Override
  public void close() {
    accounts.close();
    slots.close();
  }
}
