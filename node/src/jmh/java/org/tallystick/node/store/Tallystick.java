package org.tallystick.node.store;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.tallystick.bytes.Address;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;
import org.tallystick.crypto.Keccak;
import org.tallystick.state.StateChanges;
import org.tallystick.state.StateChanges.AccountChange;
import org.tallystick.state.StateTrie;
import org.tallystick.state.StateUpdate;
import org.tallystick.state.StoredState;
import org.tallystick.trie.MerkleTrie;

/// The node's state database.
final class Tallystick implements Subject {
  private final DataFolder folder;
  private final Path path;
  private RocksStore database;
  private StateDatabase states;
  private PinnedState head;
  private long blockNumber;

  Tallystick(Path path) {
    folder = DataFolder.claim(path);
    this.path = path;
    database = RocksStore.open(folder);
    states = new StateDatabase(database);
    head = states.pin().state(MerkleTrie.EMPTY_ROOT);
  }

  @Override
  public void load(List<Population.Change> accounts) {
    TreeMap<Hash, Bytes> sorted = new TreeMap<>();
    for (Population.Change change : accounts) {
      sorted.put(
          Keccak.hash(change.address().bytes()), Floor.flat(change.after().orElseThrow()));
    }
    try (StateImport state = new StateImport(database, path)) {
      sorted.forEach(state::account);
      moveTo(state.finish(0));
    }
  }

  @Override
  public void commit(List<Population.Change> changes) {
    SortedMap<Address, AccountChange> accounts = new TreeMap<>();
    for (Population.Change change : changes) {
      accounts.put(
          change.address(),
          new AccountChange(change.before(), change.after(), Collections.emptySortedMap()));
    }
    StateUpdate update = StateTrie.prepare(head, new StateChanges(accounts, Map.of()));
    states.commit(++blockNumber, update, _ -> {});
    moveTo(update.root());
  }

  private void moveTo(Hash root) {
    head.release();
    head = states.pin().state(root);
  }

  @Override
  public void reopen() {
    Hash root = head.root();
    head.release();
    database.close();
    database = RocksStore.open(folder);
    states = new StateDatabase(database);
    states.recover(new StateDatabase.Position(blockNumber, root));
    head = states.pin().state(root);
  }

  @Override
  public void compact() {
    database.compact();
  }

  @Override
  public boolean read(Address address) {
    return new StoredState(head).account(address).isPresent();
  }

  @Override
  public int prove(Address address) {
    return StateTrie.prove(head, address, List.of()).nodes().stream().mapToInt(Bytes::length).sum();
  }

  @Override
  public void close() {
    head.release();
    database.close();
    folder.close();
  }
}
