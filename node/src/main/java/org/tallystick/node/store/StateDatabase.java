package org.tallystick.node.store;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;
import org.tallystick.node.store.RocksStore.Batch;
import org.tallystick.node.store.RocksStore.Family;
import org.tallystick.rlp.RlpException;
import org.tallystick.rlp.RlpReader;
import org.tallystick.rlp.RlpWriter;
import org.tallystick.state.BranchCache;
import org.tallystick.state.CorruptStateException;
import org.tallystick.state.LayeredState;
import org.tallystick.state.NodeKey;
import org.tallystick.state.SlotKey;
import org.tallystick.state.StateStore;
import org.tallystick.state.StateTrie;
import org.tallystick.state.StateUpdate;
import org.tallystick.state.ValueChange;

/// The state in the database: the head's, with what leads back to those before it.
///
/// | family | key | value |
/// |---|---|---|
/// | acct | Keccak-256 of the address | the account in flat form |
/// | slot | the same, Keccak-256 of the slot's number | its value without leading zeroes |
/// | code | Keccak-256 of the code | the code |
/// | undo | number of a block, 8 bytes | the values that it changed, as an [UndoRecord] |
/// | node | place in the tries | a branch that has branches below |
/// | meta | "nodes" | `[number, state root]` of the block whose nodes `node` holds, RLP |
///
/// **Flat values are the truth**, and are written with their block at once. Nodes follow from them
/// and are written later, those of many blocks together: most of what a block changes near the root
/// the next one changes again. When the node died in between, the nodes are made again from those
/// that are there and the values that changed since.
///
/// Written to by one thread, read by any.
final class StateDatabase {
  private static final Bytes NODES =
      Bytes.of((byte) 'n', (byte) 'o', (byte) 'd', (byte) 'e', (byte) 's');

  /// How many blocks' nodes wait at most, and how many bytes of them.
  private static final int BLOCKS_WAITING_MAX = 32;

  private static final long NODE_BYTES_WAITING_MAX = 16L << 20;
  private static final long BRANCH_CACHE_BYTES = 128L << 20;

  private final RocksStore database;
  private final BranchCache branches = new BranchCache(BRANCH_CACHE_BYTES);

  /// Of the head. Guarded by this object, as is the moment at which the database gets a block.
  private NodeBuffer waiting = NodeBuffer.EMPTY;

  /// A block and the state root after it.
  record Position(long blockNumber, Hash stateRoot) {}

  /// The database at one moment, and the nodes that it did not have then.
  record Moment(RocksStore.Pin pin, NodeBuffer nodes, BranchCache branches) {
    /// The state at that moment.
    ///
    /// @param root what the pinned database says it is
    PinnedState state(Hash root) {
      return new PinnedState(pin, root, nodes, branches);
    }
  }

  StateDatabase(RocksStore database) {
    this.database = database;
  }

  /// Writes a chain's first state.
  ///
  /// @param block writes the block, in the same breath
  void begin(StateUpdate update, Consumer<Batch> block) {
    database.write(batch -> {
      putValues(batch, update);
      putNodes(batch, update.nodes(), new Position(0, update.root()));
      block.accept(batch);
    });
  }

  /// Makes the nodes those of the head, where the node died before it had written them.
  ///
  /// @throws StoreException where what the database holds does not lead to the head's state root
  void recover(Position head) {
    Position nodes =
        database
            .get(Family.META, NODES.arrayUnsafe())
            .map(StateDatabase::readPosition)
            .orElseThrow(() ->
                StoreException.corrupt(
                    "the entry that says which nodes there are is missing", null));
    if (nodes.equals(head)) {
      return;
    }
    StateUpdate missing = between(nodes, head);
    if (!missing.root().equals(head.stateRoot)) {
      throw StoreException.corrupt(
          "the state root of block "
              + head.blockNumber
              + ": expected "
              + head.stateRoot
              + ", the values in the database give "
              + missing.root(),
          null);
    }
    database.write(batch -> putNodes(batch, missing.nodes(), head));
  }

  /// What leads from an older state, whose nodes the database holds, to the one whose values it
  /// holds.
  private StateUpdate between(Position from, Position to) {
    TreeMap<Hash, Optional<Bytes>> accountsBefore = new TreeMap<>();
    TreeMap<SlotKey, Optional<Bytes>> slotsBefore = new TreeMap<>();
    for (long number = from.blockNumber + 1; number <= to.blockNumber; number++) {
      UndoRecord record = undoRecord(number);
      // The first block that changed a value knows what it was at the beginning.
      record.accounts(accountsBefore::putIfAbsent);
      record.slots(slotsBefore::putIfAbsent);
    }
    RocksStore.Pin pin = database.pin();
    try {
      StateStore now = new PinnedState(pin, to.stateRoot, NodeBuffer.EMPTY, branches);
      List<ValueChange<Hash>> accounts = new ArrayList<>();
      accountsBefore.forEach(
          (key, before) -> accounts.add(new ValueChange<>(key, before, now.account(key))));
      List<ValueChange<SlotKey>> slots = new ArrayList<>();
      slotsBefore.forEach(
          (key, before) -> slots.add(new ValueChange<>(key, before, now.slot(key))));
      StateUpdate back =
          new StateUpdate(
              to.stateRoot,
              from.stateRoot,
              accounts.stream().map(ValueChange::reversed).toList(),
              slots.stream().map(ValueChange::reversed).toList(),
              Map.of(),
              Map.of());
      return StateTrie.prepare(LayeredState.over(now).apply(back), accounts, slots);
    } catch (CorruptStateException fault) {
      throw new StoreException(
          "the state after block " + to.blockNumber + ": " + fault.getMessage(), fault);
    } finally {
      pin.release();
    }
  }

  private UndoRecord undoRecord(long blockNumber) {
    Bytes stored =
        database
            .get(Family.UNDO, key(blockNumber).arrayUnsafe())
            .orElseThrow(() ->
                StoreException.corrupt(
                    "what block " + blockNumber + " changed in the state is missing", null));
    return UndoRecord.read(blockNumber, stored);
  }

  /// Writes what a block did to the state, durably.
  ///
  /// @param block writes the block, in the same breath
  synchronized void commit(long blockNumber, StateUpdate update, Consumer<Batch> block) {
    database.write(batch -> {
      putValues(batch, update);
      batch.put(Family.UNDO, key(blockNumber), UndoRecord.of(update).toBytes());
      block.accept(batch);
    });
    waiting = waiting.with(update.nodes());
    if (waiting.layers().size() >= BLOCKS_WAITING_MAX
        || waiting.bytes() >= NODE_BYTES_WAITING_MAX) {
      flush(new Position(blockNumber, update.root()));
    }
  }

  private void flush(Position head) {
    Map<NodeKey, Optional<Bytes>> nodes = new TreeMap<>(waiting.merged());
    database.writeLazily(batch -> putNodes(batch, nodes, head));
    waiting = NodeBuffer.EMPTY;
  }

  /// The database as it is now, to be released.
  synchronized Moment pin() {
    return new Moment(database.pin(), waiting, branches);
  }

  private static void putValues(Batch batch, StateUpdate update) {
    for (ValueChange<Hash> change : update.accounts()) {
      batch.set(Family.ACCOUNT, change.key().bytes(), change.after());
    }
    for (ValueChange<SlotKey> change : update.slots()) {
      batch.set(Family.SLOT, change.key().toBytes(), change.after());
    }
    for (Map.Entry<Hash, Bytes> code : update.codes().entrySet()) {
      batch.put(Family.CODE, code.getKey().bytes(), code.getValue());
    }
  }

  private static void putNodes(
      Batch batch, Map<NodeKey, Optional<Bytes>> nodes, Position position) {
    nodes.forEach((key, node) -> batch.set(Family.NODE, key.toBytes(), node));
    batch.put(
        Family.META,
        NODES,
        new RlpWriter()
            .beginList()
            .writeLong(position.blockNumber)
            .writeBytes(position.stateRoot.bytes())
            .endList()
            .toBytes());
  }

  private static Position readPosition(Bytes encoded) {
    try {
      RlpReader reader = RlpReader.of(encoded);
      reader.enterList();
      return new Position(reader.readLong(), Hash.of(reader.readBytes(Hash.LENGTH)));
    } catch (RlpException fault) {
      throw StoreException.corrupt(
          "the entry that says which nodes there are is unreadable", fault);
    }
  }

  private static Bytes key(long blockNumber) {
    return Bytes.wrap(ByteBuffer.allocate(Long.BYTES).putLong(blockNumber).array());
  }
}
