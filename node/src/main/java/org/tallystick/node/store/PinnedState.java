package org.tallystick.node.store;

import java.util.List;
import java.util.Optional;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;
import org.tallystick.node.store.RocksStore.Family;
import org.tallystick.state.BranchCache;
import org.tallystick.state.NodeKey;
import org.tallystick.state.SlotKey;
import org.tallystick.state.StateStore;

/// The state after one block, read from the database as it was right after that block, and nodes
/// that it did not have then from where they were. Readable until it is released.
final class PinnedState implements StateStore {
  private final RocksStore.Pin pin;
  private final Hash root;
  private final NodeBuffer nodes;
  private final BranchCache branches;

  PinnedState(RocksStore.Pin pin, Hash root, NodeBuffer nodes, BranchCache branches) {
    this.pin = pin;
    this.root = root;
    this.nodes = nodes;
    this.branches = branches;
  }

  @Override
  public Hash root() {
    return root;
  }

  @Override
  public BranchCache branches() {
    return branches;
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
    Optional<Bytes> buffered = nodes.find(key);
    return buffered != null ? buffered : pin.get(Family.NODE, key.toBytes());
  }

  @Override
  public Optional<Bytes> code(Hash codeHash) {
    return pin.get(Family.CODE, codeHash.bytes());
  }

  void release() {
    pin.release();
  }
}
