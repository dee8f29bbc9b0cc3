package org.tallystick.node.store;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
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
import org.tallystick.state.StateBuilder;
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
/// | hist | | what older states were, where all are kept: an [Archive] |
/// | node | place in the tries | a branch that has branches below |
/// | meta | "nodes" | `[number, state root]` of the block whose nodes `node` holds, RLP |
/// | meta | "undo", "keys" | from which block on there is what leads back, as [KeptFrom] |
/// | meta | "import" | how far a state has come that others give, as an [ImportCursor] |
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

  private static final long NODE_BYTES_WAITING_MAX = ofHeap(8, 64L << 20);
  private static final long BRANCH_CACHE_BYTES = ofHeap(4, 256L << 20);

  /// From the head to the state after so many blocks before it there is a way back.
  private static final long HISTORY_BLOCKS = ChainStore.HISTORY_BLOCKS;

  /// Each deletion of a range slows reading down until the files are merged.
  private static final long BLOCKS_PRUNED_TOGETHER = 256;

  private final RocksStore database;
  private final BranchCache branches = new BranchCache(BRANCH_CACHE_BYTES);

  /// Of whatever chain: a way is named by the states at both ends.
  private final WaysBack ways = new WaysBack(branches);

  /// Of the head. Guarded by this object, as is the moment at which the database gets a block.
  private NodeBuffer waiting = NodeBuffer.EMPTY;

  /// Of the chain that leads to the head; another one gets another.
  private UndoLog undo = new UndoLog();

  /// Absent where states are kept for [#HISTORY_BLOCKS] only.
  private volatile Optional<Archive> archive;

  private volatile Kept kept;

  /// A block that the chain may have to go back to, however far back that is.
  private volatile long wanted = Long.MAX_VALUE;

  /// The first blocks of which there is what leads back from after them to before them.
  private record Kept(long records, long nodeKeys) {
    static Kept in(RocksStore database) {
      return new Kept(KeptFrom.RECORDS.read(database), KeptFrom.NODE_KEYS.read(database));
    }

    /// The first block whose state the newer ones' records lead back to.
    long oldestState() {
      return Math.max(0, records - 1);
    }

    /// The first block that the chain can go back to.
    long oldestHead() {
      return Math.max(0, Math.max(records, nodeKeys) - 1);
    }
  }

  /// A block and the state root after it.
  record Position(long blockNumber, Hash stateRoot) {
    /// @param source what gives the root that was found, in words
    /// @throws StoreException where it is not the one after this block
    void requireRoot(Hash found, String source) {
      if (!found.equals(stateRoot)) {
        throw StoreException.corrupt(
            "the state root of block "
                + blockNumber
                + ": expected "
                + stateRoot
                + ", "
                + source
                + " "
                + found,
            null);
      }
    }
  }

  /// The database at one moment, and the nodes that it did not have then.
  record Moment(
      RocksStore.Pin pin,
      NodeBuffer nodes,
      BranchCache branches,
      UndoLog undo,
      WaysBack ways,
      Optional<Archive> archive) {
    /// The state at that moment.
    ///
    /// @param root what the pinned database says it is
    PinnedState state(Hash root) {
      return new PinnedState(this, root);
    }

    /// The same, with other branches in memory.
    Moment with(BranchCache others) {
      return new Moment(pin, nodes, others, undo, ways, archive);
    }
  }

  private static long ofHeap(int share, long bytesMax) {
    return Math.min(bytesMax, Runtime.getRuntime().maxMemory() / share);
  }

  StateDatabase(RocksStore database) {
    this.database = database;
    archive = Archive.in(database);
    kept = Kept.in(database);
  }

  /// Whether the database holds a whole state.
  static boolean isIn(RocksStore database) {
    return database.get(Family.META, NODES.arrayUnsafe()).isPresent();
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

  /// Begins the chain again: removes all that there is of the state but for its codes, and writes
  /// the first one.
  ///
  /// @param blocks removes the blocks and writes the first, in the same breath
  synchronized void restart(StateUpdate update, Consumer<Batch> blocks) {
    Position first = new Position(0, update.root());
    database.write(batch -> {
      batch.clear(Family.ACCOUNT);
      batch.clear(Family.SLOT);
      batch.clear(Family.NODE);
      batch.clear(Family.UNDO);
      KeptFrom.RECORDS.remove(batch);
      putValues(batch, update);
      putNodes(batch, update.nodes(), first);
      if (archive.isPresent()) {
        Archive.remove(batch);
        Archive.begin(batch, first);
      }
      blocks.accept(batch);
    });
    waiting = NodeBuffer.EMPTY;
    undo = new UndoLog();
    archive = Archive.in(database);
    kept = Kept.in(database);
  }

  /// Keeps what leads back to a block until another is named.
  void keepWayBack(long number) {
    wanted = number;
  }

  /// Makes the nodes those of the head, where the node died before it had written them.
  ///
  /// @throws StoreException where what the database holds does not lead to the head's state root
  synchronized void recover(Position head) {
    remake(head);
    if (!waiting.layers().isEmpty()) {
      Consumer<Batch> nodes = nodes(waiting.merged(), head);
      database.write(nodes);
      waiting = NodeBuffer.EMPTY;
    }
  }

  /// Keeps all states from now on.
  ///
  /// @param head whose nodes are written
  synchronized void beginArchive(Position head) {
    database.write(batch -> Archive.begin(batch, head));
    archive = Archive.in(database);
  }

  /// Keeps states no longer than other databases do.
  ///
  /// @param head whose nodes are written, or follow from what is
  synchronized void dropArchive(Position head) {
    long firstKept = Math.max(kept.records, head.blockNumber - HISTORY_BLOCKS);
    database.write(batch -> {
      Archive.remove(batch);
      UndoLog.prune(batch, firstKept);
    });
    archive = Optional.empty();
    kept = new Kept(firstKept, 0);
  }

  /// The first block of those up to the head whose states can all be read.
  long oldest(long headNumber) {
    long oldest = Math.max(kept.oldestState(), headNumber - HISTORY_BLOCKS);
    return archive.map(all -> Math.min(oldest, all.beginning())).orElse(oldest);
  }

  /// The first block that the chain can go back to.
  long oldestWayBack() {
    return kept.oldestHead();
  }

  /// @throws IllegalArgumentException where the chain cannot go back so far
  void requireWayBack(long number) {
    long oldest = kept.oldestHead();
    if (number < oldest) {
      throw new IllegalArgumentException(
          "the chain cannot go back to block "
              + number
              + ": what leads back is kept as far as block "
              + oldest);
    }
  }

  /// The block from which on all states are kept.
  OptionalLong archiveBeginning() {
    return archive.map(all -> OptionalLong.of(all.beginning())).orElseGet(OptionalLong::empty);
  }

  /// Makes those nodes of the head again that are not written, and writes nothing.
  ///
  /// @throws StoreException where what the database holds does not lead to the head's state root
  synchronized void remake(Position head) {
    Position nodes = nodesPosition();
    if (nodes.equals(head)) {
      return;
    }
    StateUpdate missing = missing(nodes, head);
    head.requireRoot(missing.root(), "the values in the database give");
    waiting = NodeBuffer.EMPTY.with(missing.nodes());
  }

  /// The block whose nodes are written.
  Position nodesPosition() {
    return database
        .get(Family.META, NODES.arrayUnsafe())
        .map(StateDatabase::readPosition)
        .orElseThrow(() ->
            new StoreException(
                "the nodes of the state's tries are not complete; `tally db rebuild-nodes` makes"
                    + " them again from the values"));
  }

  /// What leads from the state whose nodes the database holds to the one whose values it holds.
  private StateUpdate missing(Position nodes, Position values) {
    RocksStore.Pin pin = database.pin();
    try {
      PinnedState now =
          new Moment(pin, NodeBuffer.EMPTY, branches, undo, ways, archive).state(values.stateRoot);
      StateUpdate way = UndoLog.between(nodes, values, now, now::undoRecord);
      StateStore then = LayeredState.over(now).apply(way.reversed());
      return StateTrie.prepare(then, way.accounts(), way.slots());
    } catch (CorruptStateException fault) {
      throw new StoreException(
          "the state after block " + values.blockNumber + ": " + fault.getMessage(), fault);
    } finally {
      pin.release();
    }
  }

  /// Writes what a block did to the state.
  ///
  /// @param block writes the block, in the same breath
  /// @param write makes the batch part of the database, durably or not
  synchronized void commit(
      long blockNumber,
      StateUpdate update,
      Consumer<Batch> block,
      Consumer<Consumer<Batch>> write) {
    if (waiting.layers().size() >= BLOCKS_WAITING_MAX
        || waiting.bytes() >= NODE_BYTES_WAITING_MAX) {
      // Before the block, so that a write that fails leaves nothing of it.
      flush(new Position(blockNumber - 1, update.parentRoot()));
    }
    Kept next = keptAfter(blockNumber);
    UndoRecord record = UndoRecord.of(update);
    write.accept(batch -> {
      putValues(batch, update);
      UndoLog.put(batch, blockNumber, record);
      if (archive.isPresent()) {
        Archive.putValues(batch, blockNumber, update);
      }
      if (next.records > kept.records) {
        UndoLog.prune(batch, next.records);
      }
      if (next.nodeKeys > kept.nodeKeys) {
        NodeHistory.prune(batch, next.nodeKeys);
      }
      block.accept(batch);
    });
    waiting = waiting.with(update.nodes());
    undo.added(blockNumber, record);
    if (blockNumber % BLOCKS_PRUNED_TOGETHER == 0) {
      undo.forgetBelow(blockNumber - HISTORY_BLOCKS);
    }
    kept = next;
  }

  /// What is kept once there is a block with this number.
  private Kept keptAfter(long blockNumber) {
    long firstKept = Math.min(blockNumber - HISTORY_BLOCKS, wanted);
    if (blockNumber % BLOCKS_PRUNED_TOGETHER != 0) {
      return kept;
    }
    return archive.isPresent()
        ? new Kept(kept.records, Math.max(kept.nodeKeys, firstKept))
        : new Kept(Math.max(kept.records, firstKept), kept.nodeKeys);
  }

  /// Goes back to an older state, durably.
  ///
  /// @param head where the state is, as [#pin()] gave it
  /// @param blocks takes the blocks since then away, in the same breath
  /// @return Keccak-256 of the addresses of all accounts that are not as they were
  /// @throws IllegalArgumentException where what leads back was forgotten
  /// @throws StoreException where what the blocks changed does not lead back
  synchronized Set<Hash> rollBack(
      Position to, long headNumber, PinnedState head, Consumer<Batch> blocks) {
    requireWayBack(to.blockNumber);
    StateUpdate back = head.back(to, headNumber);
    Map<NodeKey, Optional<Bytes>> nodes = new TreeMap<>(waiting.merged());
    nodes.putAll(back.nodes());
    Consumer<Batch> putNodes = nodes(nodes, to);
    database.write(batch -> {
      putValues(batch, back);
      putNodes.accept(batch);
      for (long number = to.blockNumber + 1; number <= headNumber; number++) {
        if (archive.isPresent()) {
          Archive.removeValues(batch, number, head.undoRecord(number));
        }
        UndoLog.remove(batch, number);
      }
      archive.ifPresent(all -> all.backTo(batch, to.blockNumber));
      blocks.accept(batch);
    });
    waiting = NodeBuffer.EMPTY;
    undo = undo.upTo(to.blockNumber);
    archive = archive.map(all -> all.from(to.blockNumber));
    return back.accountKeys();
  }

  /// Writes the nodes that wait, so that who opens the database next has none to make.
  ///
  /// @param head of which they are
  synchronized void settle(Position head) {
    if (!waiting.layers().isEmpty()) {
      flush(head);
    }
  }

  private void flush(Position head) {
    database.writeLazily(nodes(new TreeMap<>(waiting.merged()), head));
    waiting = NodeBuffer.EMPTY;
  }

  /// What makes the nodes in the database those of a position.
  private Consumer<Batch> nodes(Map<NodeKey, Optional<Bytes>> nodes, Position position) {
    Consumer<Batch> history =
        archive.isPresent() ? NodeHistory.change(database, nodes, position) : _ -> {};
    return batch -> {
      history.accept(batch);
      putNodes(batch, nodes, position);
    };
  }

  /// The block whose nodes are to be written where all are lost: the head, or of an archive the
  /// last point, since what its nodes were before is told from there.
  Position nodesWanted(RocksStore.Pin pin, Position head) {
    return archive.isEmpty()
        ? head
        : NodeHistory.point(pin, head.blockNumber)
            .orElseThrow(() -> StoreException.corrupt("no point of the archive is there", null));
  }

  /// The database as it is now, to be released.
  synchronized Moment pin() {
    return moment(database.pin());
  }

  /// The same, for one thread that reads all of it.
  synchronized Moment pinToScan() {
    return moment(database.pinToScan());
  }

  private Moment moment(RocksStore.Pin pin) {
    return new Moment(pin, waiting, branches, undo, ways, archive);
  }

  /// Makes all nodes from the values, and the database's nodes those of a position.
  ///
  /// @param values the flat values at the position
  /// @param progress takes the number of values read so far, from time to time
  /// @param more what else is written, in the same breath as the last nodes
  /// @return how many nodes there are
  /// @throws StoreException where the values do not give the position's state root; then there are
  ///   no nodes, and no chain opens on the database
  long buildNodes(
      StateStore values, Position position, LongConsumer progress, Consumer<Batch> more) {
    // Of an earlier try there may be some.
    clearNodes();
    NodeWriter nodes = new NodeWriter(database);
    try {
      Hash root = StateBuilder.build(values, nodes::put, progress);
      position.requireRoot(root, "the values in the database give");
    } catch (CorruptStateException fault) {
      throw new StoreException(String.valueOf(fault.getMessage()), fault);
    }
    nodes.finish(position, more);
    return nodes.count();
  }

  /// Removes all nodes. Until others are written with a position, no chain opens on the database.
  void clearNodes() {
    database.write(batch -> {
      batch.delete(Family.META, NODES);
      batch.clear(Family.NODE);
    });
  }

  /// Removes what there is of a state, but for its codes.
  ///
  /// @param more what else is written, in the same breath
  static void clear(RocksStore database, Consumer<Batch> more) {
    database.write(batch -> {
      batch.delete(Family.META, NODES);
      batch.clear(Family.ACCOUNT);
      batch.clear(Family.SLOT);
      batch.clear(Family.NODE);
      more.accept(batch);
    });
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

  static void putNodes(Batch batch, Map<NodeKey, Optional<Bytes>> nodes) {
    nodes.forEach((key, node) -> batch.set(Family.NODE, key.toBytes(), node));
  }

  /// @param position of which all nodes then are
  static void putNodes(Batch batch, Map<NodeKey, Optional<Bytes>> nodes, Position position) {
    putNodes(batch, nodes);
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
          "the entry that says which nodes there are is unreadable; `tally db rebuild-nodes` makes"
              + " them again from the values",
          fault);
    }
  }
}
