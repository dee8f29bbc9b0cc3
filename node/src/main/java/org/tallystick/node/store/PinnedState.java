package org.tallystick.node.store;

import java.util.List;
import java.util.Optional;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;
import org.tallystick.node.store.RocksStore.Family;
import org.tallystick.state.BranchCache;
import org.tallystick.state.LayeredState;
import org.tallystick.state.NodeKey;
import org.tallystick.state.SlotKey;
import org.tallystick.state.StateStore;
import org.tallystick.state.StateTrie;
import org.tallystick.state.StateUpdate;

/// The state after one block, read from the database as it was right after that block, and nodes
/// that it did not have then from where they were. Readable until it is released.
final class PinnedState implements StateStore {
  private final StateDatabase.Moment moment;
  private final RocksStore.Pin pin;
  private final UndoLog undo;
  private final Hash root;

  PinnedState(StateDatabase.Moment moment, Hash root) {
    this.moment = moment;
    this.pin = moment.pin();
    this.undo = moment.undo();
    this.root = root;
  }

  /// The state after an older block, readable as long as this one is.
  ///
  /// @param blockNumber of the block after which this state is
  StateStore before(StateDatabase.Position older, long blockNumber) {
    return moment
        .archive()
        .<StateStore>flatMap(kept -> kept.state(this, pin, older))
        .orElseGet(() -> {
          PinnedState apart = new PinnedState(moment.with(moment.ways().branches()), root);
          return new PastState(older.blockNumber(), older.stateRoot(), blockNumber, apart);
        });
  }

  /// The chain as it was then.
  StoredBlocks blocks() {
    return StoredBlocks.at(pin);
  }

  /// The values of an older state, and no nodes.
  ///
  /// @param blockNumber of the block after which this state is
  StateStore valuesBefore(StateDatabase.Position older, long blockNumber) {
    return LayeredState.over(this).apply(wayBack(older, blockNumber));
  }

  /// What leads from this state back to an older one, nodes too.
  ///
  /// @param blockNumber of the block after which this state is
  /// @throws StoreException where what the blocks since then changed does not lead back
  StateUpdate back(StateDatabase.Position to, long blockNumber) {
    StateUpdate way = wayBack(to, blockNumber);
    StateUpdate back = StateTrie.prepare(this, way.accounts(), way.slots());
    to.requireRoot(back.root(), "what the blocks since then changed leads back to");
    return back;
  }

  /// The same, made once for all who want it at about the same time. It is not made where it is
  /// long, but for a block that another branch may begin at: the chain itself may go back there.
  ///
  /// @param blockNumber of the block after which this state is
  /// @throws TooFarBackException where the blocks since then changed too much
  /// @throws StoreException where what the blocks since then changed does not lead back
  StateUpdate sharedWayBack(StateDatabase.Position to, long blockNumber) {
    if (blockNumber - to.blockNumber() > ChainStore.ASIDE_BLOCKS_MAX) {
      requireFewChanges(to.blockNumber(), blockNumber);
    }
    StateDatabase.Position here = new StateDatabase.Position(blockNumber, root);
    return moment.ways().find(new WaysBack.Way(here, to), () -> back(to, blockNumber));
  }

  private void requireFewChanges(long after, long last) {
    long changes = 0;
    for (long number = after + 1; number <= last; number++) {
      changes += undo.changes(pin, number);
      if (changes > WaysBack.CHANGES_MAX) {
        throw new TooFarBackException(after, WaysBack.CHANGES_MAX);
      }
    }
  }

  private StateUpdate wayBack(StateDatabase.Position to, long blockNumber) {
    StateDatabase.Position here = new StateDatabase.Position(blockNumber, root);
    return UndoLog.between(to, here, this, this::undoRecord).reversed();
  }

  /// What a block changed, which was not after this state's.
  UndoRecord undoRecord(long blockNumber) {
    return undo.record(pin, blockNumber);
  }

  /// An account before a block up to this state's; absent where the block did not change it.
  Optional<UndoRecord.Before> accountBefore(long blockNumber, Hash accountKey) {
    return undo.account(pin, blockNumber, accountKey);
  }

  /// A slot before a block up to this state's; absent where the block did not change it.
  Optional<UndoRecord.Before> slotBefore(long blockNumber, SlotKey key) {
    return undo.slot(pin, blockNumber, key);
  }

  @Override
  public Hash root() {
    return root;
  }

  @Override
  public BranchCache branches() {
    return moment.branches();
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
    return moment.nodes().get(key, () -> pin.get(Family.NODE, key.toBytes()));
  }

  @Override
  public Optional<Bytes> code(Hash codeHash) {
    return pin.get(Family.CODE, codeHash.bytes());
  }

  void release() {
    pin.release();
  }

  /// Releases it, and does not hold what it has in memory.
  Runnable releaser() {
    RocksStore.Pin held = pin;
    return held::release;
  }
}
