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
  public Optional<Entry> accountFrom(Hash accountKey) {
    return pin.from(Family.ACCOUNT, accountKey.bytes())
        .map(found -> new Entry(Hash.of(found.key()), found.value()));
  }

  @Override
  public Optional<Bytes> slot(SlotKey key) {
    return pin.get(Family.SLOT, key.toBytes());
  }

  @Override
  public Optional<Entry> slotFrom(SlotKey key) {
    return pin.from(Family.SLOT, key.toBytes())
        .filter(found -> found.key().startsWith(key.account().bytes()))
        .map(found -> new Entry(Hash.of(found.key().slice(Hash.LENGTH)), found.value()));
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
