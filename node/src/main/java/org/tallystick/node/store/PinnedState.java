package org.tallystick.node.store;

import java.util.Optional;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;
import org.tallystick.node.store.RocksStore.Family;
import org.tallystick.state.NodeKey;
import org.tallystick.state.SlotKey;
import org.tallystick.state.StateStore;

/// The state after one block, read from the database as it was right after that block. Readable
/// until it is released.
final class PinnedState implements StateStore {
  private final RocksStore.Pin pin;
  private final Hash root;

  PinnedState(RocksStore.Pin pin, Hash root) {
    this.pin = pin;
    this.root = root;
  }

  @Override
  public Hash root() {
    return root;
  }

  @Override
  public Optional<Bytes> account(Hash accountKey) {
    return pin.get(Family.ACCOUNT, accountKey.bytes());
  }

  @Override
  public List<Entry> accounts(Hash first, Hash last, int entriesMax) {
    return pin.range(Family.ACCOUNT, first.bytes(), last.bytes(), entriesMax).stream()
        .map(found -> new Entry(Hash.of(found.key()), found.value()))
        .toList();
  }

  @Override
  public Optional<Bytes> slot(SlotKey key) {
    return pin.get(Family.SLOT, key.toBytes());
  }

  @Override
  public List<Entry> slots(Hash accountKey, Hash first, Hash last, int entriesMax) {
    Bytes from = new SlotKey(accountKey, first).toBytes();
    Bytes to = new SlotKey(accountKey, last).toBytes();
    return pin.range(Family.SLOT, from, to, entriesMax).stream()
        .map(found -> new Entry(Hash.of(found.key().slice(Hash.LENGTH)), found.value()))
        .toList();
  }

  @Override
  public Optional<Bytes> node(NodeKey key) {
    return pin.get(Family.NODE, key.toBytes());
  }

  @Override
  public Optional<Bytes> code(Hash codeHash) {
    return pin.get(Family.CODE, codeHash.bytes());
  }

  void release() {
    pin.release();
  }
}
