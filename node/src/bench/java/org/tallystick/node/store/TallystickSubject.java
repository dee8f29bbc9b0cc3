package org.tallystick.node.store;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.tallystick.bytes.Address;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;
import org.tallystick.bytes.U256;
import org.tallystick.node.store.RocksStore.Family;
import org.tallystick.node.store.StateDatabase.Position;
import org.tallystick.state.Account;
import org.tallystick.state.AccountProof;
import org.tallystick.state.BranchCache;
import org.tallystick.state.SlotKey;
import org.tallystick.state.StateBuilder;
import org.tallystick.state.StateChanges;
import org.tallystick.state.StateChanges.AccountChange;
import org.tallystick.state.StateTrie;
import org.tallystick.state.StateUpdate;
import org.tallystick.state.StoredState;
import org.tallystick.trie.MerkleTrie;

/// The node's state database.
final class TallystickSubject implements Subject {
  private static final int ACCOUNTS_LOADED_AT_ONCE = 10_000;

  private final DataFolder folder;
  private RocksStore database;
  private StateDatabase states;
  private PinnedState head;
  private long blockNumber;

  TallystickSubject(Path path) {
    folder = DataFolder.claim(path);
    database = RocksStore.open(folder);
    states = new StateDatabase(database);
    head = states.pin().state(MerkleTrie.EMPTY_ROOT);
  }

  /// As a joining node does with values that are proved: in the order of their keys, the nodes in
  /// the end. It knows the root that has to come out.
  @Override
  public Runnable load(Population population, int[] sorted) {
    StateBuilder known = new StateBuilder((_, _) -> {}, BranchCache.NONE);
    for (int account : sorted) {
      forEach(population.first(account), known::account, known::slot);
    }
    Position first = new Position(0, known.finish());
    return () -> {
      for (int from = 0; from < sorted.length; from += ACCOUNTS_LOADED_AT_ONCE) {
        int start = from;
        int end = Math.min(from + ACCOUNTS_LOADED_AT_ONCE, sorted.length);
        database.writeLazily(batch -> {
          for (int at = start; at < end; at++) {
            forEach(
                population.first(sorted[at]),
                (key, flat) -> batch.put(Family.ACCOUNT, key.bytes(), flat),
                (key, flat) -> batch.put(Family.SLOT, key.toBytes(), flat));
          }
        });
      }
      StateDatabase.Moment values = states.pinToScan();
      states.buildNodes(values.state(first.stateRoot()), first, _ -> {}, _ -> {});
      values.pin().release();
      moveTo(first.stateRoot());
    };
  }

  /// @param slots takes them in the order of their keys
  private static void forEach(
      Population.Entry entry, BiConsumer<Hash, Bytes> accounts, BiConsumer<SlotKey, Bytes> slots) {
    Hash key = Flat.key(entry);
    accounts.accept(key, Flat.account(entry.account().orElseThrow()));
    SortedMap<SlotKey, Bytes> sorted = new TreeMap<>();
    for (Population.Slot slot : entry.slots()) {
      sorted.put(Flat.key(key, slot), Flat.slot(slot.value()).orElseThrow());
    }
    sorted.forEach(slots);
  }

  @Override
  public Runnable ready(List<Population.Entry> changes) {
    SortedMap<Address, AccountChange> accounts = new TreeMap<>();
    StoredState before = new StoredState(head);
    for (Population.Entry change : changes) {
      Map<Hash, U256> slots = new TreeMap<>();
      change.slots().forEach(slot -> slots.put(slot.number(), slot.value()));
      Hash root =
          before.account(change.address()).map(Account::storageRoot).orElse(Account.NO_STORAGE);
      accounts.put(
          change.address(),
          AccountChange.of(
              before,
              change.address(),
              change.account().map(known -> known.withStorageRoot(root)),
              slots));
    }
    return () -> commit(new StateChanges(accounts, Map.of()));
  }

  private void commit(StateChanges changes) {
    StateUpdate update = StateTrie.prepare(head, changes);
    states.commit(++blockNumber, update, _ -> {}, database::write);
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
    states.recover(new Position(blockNumber, root));
    head = states.pin().state(root);
  }

  @Override
  public void compact() {
    database.compact();
  }

  @Override
  public boolean read(Population.Place place) {
    StoredState state = new StoredState(head);
    return place
        .slot()
        .map(slot -> !state.storage(place.address(), slot).isZero())
        .orElseGet(() -> state.account(place.address()).isPresent());
  }

  @Override
  public int prove(Population.Place place) {
    AccountProof proof = StateTrie.prove(head, place.address(), place.slot().stream().toList());
    return length(proof.nodes())
        + proof.slots().stream().mapToInt(slot -> length(slot.nodes())).sum();
  }

  private static int length(List<Bytes> nodes) {
    return nodes.stream().mapToInt(Bytes::length).sum();
  }

  @Override
  public void close() {
    head.release();
    database.close();
    folder.close();
  }
}
