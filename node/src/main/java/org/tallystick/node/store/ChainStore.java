package org.tallystick.node.store;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.tallystick.bytes.Address;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;
import org.tallystick.execution.Executed;
import org.tallystick.execution.Genesis;
import org.tallystick.ledger.Block;
import org.tallystick.ledger.BlockCodec;
import org.tallystick.ledger.Bloom;
import org.tallystick.ledger.Header;
import org.tallystick.ledger.LedgerException;
import org.tallystick.ledger.Receipt;
import org.tallystick.ledger.ReceiptCodec;
import org.tallystick.ledger.SignedTransaction;
import org.tallystick.ledger.TransactionCodec;
import org.tallystick.node.store.RocksStore.Batch;
import org.tallystick.node.store.RocksStore.Family;
import org.tallystick.rlp.RlpException;
import org.tallystick.rlp.RlpReader;
import org.tallystick.rlp.RlpWriter;
import org.tallystick.state.CorruptStateException;
import org.tallystick.state.StateTrie;
import org.tallystick.state.StateUpdate;

/// A chain in the database: its blocks with all that came of them, and the state after the newest.
///
/// Each block is one atomic write, and the last thing in it says that this block is the head: so
/// the values in the database are always the head's, whatever moment the node died at.
///
/// | family | key | value |
/// |---|---|---|
/// | block | number, 8 bytes | the block with its seal, RLP |
/// | receipt | number | list of its receipts' encodings, RLP; left out where it has none |
/// | index | 'a', number, hash of a block | the block, which is not on the chain, with its seal, RLP |
/// | index | 'b', hash of a block | number |
/// | index | 't', hash of a transaction | number, index in the block, 4 bytes |
/// | index | 'l', number | filter of the block's logs; left out where it has none |
/// | index | 's', 'v' | the filters of many blocks together, as [LogIndex] |
/// | index | 'e' | edits of the head's state on a development chain, as [EditRecords] |
/// | index | 't' | those that a block took in, as [EditRecords] |
/// | meta | "chain" | `[schema, hash of block 0, chain id]`, RLP |
/// | meta | "head" | `[number, hash, state root]`, RLP |
///
/// The other families are the [state's][StateDatabase].
public final class ChainStore {
  /// The state after so many blocks before the head can be read, where not all are kept.
  public static final long HISTORY_BLOCKS = 1_024;

  /// Counts the forms in which a chain was ever stored.
  private static final long SCHEMA = 2;

  private static final Bytes CHAIN =
      Bytes.of((byte) 'c', (byte) 'h', (byte) 'a', (byte) 'i', (byte) 'n');
  private static final Bytes HEAD = Bytes.of((byte) 'h', (byte) 'e', (byte) 'a', (byte) 'd');

  /// A block that is further below the head is not wanted on the chain any more.
  public static final long ASIDE_BLOCKS_MAX = 128;

  private static final byte ASIDE = 'a';
  static final byte BLOCK_BY_HASH = 'b';
  static final byte TRANSACTION_BY_HASH = 't';
  static final byte LOGS_BY_NUMBER = 'l';

  private final RocksStore database;
  private final StateDatabase states;
  private final StoredBlocks blocks;
  private final LogIndexer logIndexer;

  /// Edits of the head's state. Written by the one thread that writes blocks.
  private volatile int edits;

  /// The newest block.
  public record Head(Block block, Hash hash) {}

  /// Where a transaction is.
  ///
  /// @param index in the block, from 0
  public record Place(long blockNumber, int index) {}

  /// A block's filter of logs.
  public record BlockBloom(long blockNumber, Bloom bloom) {}

  private record ChainEntry(long schema, Hash genesisHash, long chainId) {}

  private record HeadEntry(long number, Hash hash, Hash stateRoot) {}

  private ChainStore(RocksStore database, LogIndexing logIndexing) {
    this.database = database;
    this.states = new StateDatabase(database);
    this.blocks = StoredBlocks.now(database);
    this.logIndexer = new LogIndexer(database, logIndexing);
  }

  /// The chain of this genesis in the database, which is begun there where there is none.
  ///
  /// @throws StoreException where the database holds another chain, or the head's block or the root
  ///   of its state is damaged
  public static ChainStore open(RocksStore database, DataFolder folder, Genesis genesis) {
    return open(database, folder, genesis, HistoryMode.WINDOW);
  }

  /// The same, with states kept as long as the mode says.
  ///
  /// @param mode an archive may be begun at any time; one that was begun is not given up in silence
  /// @throws StoreException where the database holds another chain, the head's block or the root of
  ///   its state is damaged, or it is an archive and shall be none
  public static ChainStore open(
      RocksStore database, DataFolder folder, Genesis genesis, HistoryMode mode) {
    return open(database, folder, genesis, mode, LogIndexing.USUAL);
  }

  /// The same, with a log index that is made in another way than usual.
  public static ChainStore open(
      RocksStore database,
      DataFolder folder,
      Genesis genesis,
      HistoryMode mode,
      LogIndexing logIndexing) {
    ChainStore store = new ChainStore(database, logIndexing);
    Genesis.Start start = genesis.start();
    Optional<Bytes> chain = store.meta(CHAIN);
    if (chain.isPresent()) {
      store.requireSameChain(chain.get(), folder, genesis, start.block().hash());
      store.requireSameMode(folder, mode);
      store.requireWholeHead();
    } else {
      requireNoImport(database, folder);
      store.begin(genesis, start);
    }
    store.keep(mode);
    store.edits = store.edits().size();
    store.logIndexer.opened(store.headEntry().number);
    return store;
  }

  /// Whether the database holds a chain.
  static boolean isIn(RocksStore database) {
    return database.get(Family.META, CHAIN.arrayUnsafe()).isPresent();
  }

  /// The chain in the database, whatever its genesis; nothing is looked at yet.
  ///
  /// @throws StoreException where there is none, or it is in another form
  static ChainStore of(RocksStore database) {
    ChainStore store = new ChainStore(database, LogIndexing.USUAL);
    Bytes chain = store.meta(CHAIN).orElseThrow(ChainStore::noHead);
    long schema = read("the entry that names the chain", () -> readChain(chain)).schema;
    if (schema != SCHEMA) {
      throw new StoreException(
          "the database is in form " + schema + ", this version reads form " + SCHEMA);
    }
    return store;
  }

  /// Writes a block and all that came of it, and makes it the head. On the disk when this returns.
  /// What was edited before is the block's.
  ///
  /// @param block a child of the head, sealed from what was executed
  /// @throws IllegalStateException where it is no child of the head; nothing of it is written
  /// @throws DiskFullException where there is no room; then nothing of it is written
  public void commit(Block block, Hash hash, Executed executed) {
    commit(block, hash, executed, database::write);
  }

  /// The same, but on the disk only once something is written that has to be before it returns.
  public void commitLazily(Block block, Hash hash, Executed executed) {
    commit(block, hash, executed, database::writeLazily);
  }

  private void commit(Block block, Hash hash, Executed executed, Consumer<Consumer<Batch>> write) {
    requireChildOfHead(block, executed);
    requireRoom();
    states.commit(
        block.number(),
        executed.update(),
        batch -> {
          putBlock(batch, block, hash, executed.receipts());
          EditRecords.take(batch, blocks.source(), block.number(), edits);
        },
        write);
    edits = 0;
    logIndexer.grown(block.number());
  }

  /// The edits of the head's state that no block has taken in, in their order.
  ///
  /// @throws StoreException where they are damaged
  public List<StateUpdate> edits() {
    KeptState state = pinHeadState();
    try {
      return EditRecords.read(database, state.store());
    } finally {
      state.release();
    }
  }

  /// Writes one more edit of the head's state. On the disk when this returns.
  ///
  /// @throws DiskFullException where there is no room; then nothing of it is written
  public void putEdit(StateUpdate edit) {
    requireRoom();
    int before = edits;
    database.write(batch -> EditRecords.put(batch, before, edit));
    edits = before + 1;
  }

  /// Has other edits of the head's state in the place of those that there are. On the disk when
  /// this returns.
  public void replaceEdits(List<StateUpdate> others) {
    database.write(batch -> putEdits(batch, others));
    edits = others.size();
  }

  private void putEdits(Batch batch, List<StateUpdate> others) {
    EditRecords.remove(batch, others.size(), edits);
    for (int index = 0; index < others.size(); index++) {
      EditRecords.put(batch, index, others.get(index));
    }
  }

  private void requireChildOfHead(Block block, Executed executed) {
    HeadEntry head = headEntry();
    Hash parent = block.header().parentHash();
    Hash parentRoot = executed.update().parentRoot();
    if (block.number() != head.number + 1
        || !parent.equals(head.hash)
        || !parentRoot.equals(head.stateRoot)) {
      throw new IllegalStateException(
          "block "
              + block.number()
              + " on "
              + parent
              + ", made for the state "
              + parentRoot
              + ", is no child of the head, block "
              + head.number
              + " with hash "
              + head.hash
              + " and state "
              + head.stateRoot);
    }
  }

  /// Finds out whether there is room for a block.
  ///
  /// @throws DiskFullException where there is none
  public void requireRoom() {
    database.requireRoom();
  }

  /// Makes an older block the head again, and puts those after it aside. On the disk when this
  /// returns.
  ///
  /// @return Keccak-256 of the addresses of all accounts that are not as they were
  /// @throws IllegalArgumentException where it is no block that the chain can go back to; then
  ///   nothing is written
  public Set<Hash> rollBack(long number) {
    return rollBack(number, List.of(), ChainStore::putAside);
  }

  /// Makes an older block the head again as it was with edits, and forgets those after it. On the
  /// disk when this returns.
  ///
  /// @return Keccak-256 of the addresses of all accounts that are not as they were, edits aside
  /// @throws IllegalArgumentException where it is no block that the chain can go back to; then
  ///   nothing is written
  public Set<Hash> rewind(long number, List<StateUpdate> edited) {
    return rollBack(number, edited, (_, _) -> {});
  }

  private Set<Hash> rollBack(
      long number, List<StateUpdate> edited, BiConsumer<Batch, Block> farewell) {
    Head head = head();
    Block target =
        block(number)
            .orElseThrow(() -> new IllegalArgumentException("there is no block " + number));
    KeptState state = pinHeadState();
    try {
      Set<Hash> changed =
          states.rollBack(
              new StateDatabase.Position(number, target.header().stateRoot()),
              head.block().number(),
              state.pinned(),
              batch -> {
                for (long each = number + 1; each <= head.block().number(); each++) {
                  Block block = block(each).orElseThrow();
                  removeBlock(batch, block);
                  EditRecords.forgetTaken(batch, blocks.source(), each);
                  farewell.accept(batch, block);
                }
                LogIndex.goBack(batch, blocks.source(), number, head.block().number());
                putHead(batch, target.header(), target.hash());
                putEdits(batch, edited);
              });
      edits = edited.size();
      return changed;
    } finally {
      state.release();
    }
  }

  /// Forgets all blocks, and begins the chain again. On the disk when this returns.
  ///
  /// @param genesis of this chain
  public void restart(Genesis genesis) {
    Genesis.Start start = genesis.start();
    states.restart(
        start.update(),
        batch -> {
          batch.clear(Family.BLOCK);
          batch.clear(Family.RECEIPT);
          batch.clear(Family.INDEX);
          putBlock(batch, start.block(), start.block().hash(), List.of());
        });
    edits = 0;
  }

  /// Keeps what leads back to a block, however far back that comes to be, as long as this store is
  /// open and until another block is named.
  ///
  /// @param number the highest number there is lets go of all
  public void keepWayBack(long number) {
    states.keepWayBack(number);
  }

  /// Writes what waits in memory and would be made again when the chain is opened, so that it opens
  /// the sooner. Nothing depends on it.
  public void settle() {
    HeadEntry head = headEntry();
    states.settle(new StateDatabase.Position(head.number, head.stateRoot));
  }

  /// Writes a block that is not on the chain. On the disk when this returns.
  public void putAside(Block block) {
    database.write(batch -> putAside(batch, block));
  }

  private static void putAside(Batch batch, Block block) {
    batch.put(Family.INDEX, asideKey(block.number(), block.hash()), BlockCodec.encode(block));
  }

  /// Forgets blocks that are not on the chain.
  public void forgetAside(List<Block> blocks) {
    database.writeLazily(batch -> {
      for (Block block : blocks) {
        batch.delete(Family.INDEX, asideKey(block.number(), block.hash()));
      }
    });
  }

  private static Bytes asideKey(long number, Hash hash) {
    return indexKey(ASIDE, Bytes.concat(numberKey(number), hash.bytes()));
  }

  /// All blocks that are not on the chain, by their number.
  public List<Block> aside() {
    byte[] first = indexKey(ASIDE, Bytes.EMPTY).arrayUnsafe();
    byte[] end = indexKey((byte) (ASIDE + 1), Bytes.EMPTY).arrayUnsafe();
    List<Block> blocks = new ArrayList<>();
    for (RocksStore.Entry entry : database.range(Family.INDEX, first, end)) {
      blocks.add(read("a block that was put aside", () -> BlockCodec.decode(entry.value())));
    }
    return blocks;
  }

  /// The first block of those up to the head whose states can all be read.
  public long oldestState(long headNumber) {
    return states.oldest(headNumber);
  }

  /// The first block that can be made the head again.
  public long oldestWayBack() {
    return states.oldestWayBack();
  }

  /// Finds out whether an older block can be made the head again.
  ///
  /// @throws IllegalArgumentException where what leads back to it was forgotten
  public void requireWayBack(long number) {
    states.requireWayBack(number);
  }

  /// @throws StoreException where it cannot be read
  public Head head() {
    HeadEntry entry = headEntry();
    Block block =
        block(entry.number)
            .orElseThrow(() ->
                StoreException.corrupt("the head, block " + entry.number + ", is missing", null));
    return new Head(block, entry.hash);
  }

  /// The state after the head, to be released when it is no longer wanted.
  public KeptState pinHeadState() {
    StateDatabase.Moment now = states.pin();
    try {
      HeadEntry entry =
          now.pin()
              .get(Family.META, HEAD)
              .map(ChainStore::readHead)
              .orElseThrow(ChainStore::noHead);
      return new KeptState(entry.number, entry.hash, now.state(entry.stateRoot));
    } catch (RuntimeException fault) {
      now.pin().release();
      throw fault;
    }
  }

  public Optional<Block> block(long number) {
    return blocks.block(number);
  }

  public Optional<Header> header(long number) {
    return blocks.header(number);
  }

  public Optional<List<Hash>> transactionHashes(long number) {
    return blocks.transactionHashes(number);
  }

  public OptionalLong number(Hash blockHash) {
    return blocks.number(blockHash);
  }

  /// The receipts of a block that is there.
  public List<Receipt> receipts(long number) {
    return blocks.receipts(number);
  }

  public Optional<Place> place(Hash transactionHash) {
    return blocks.place(transactionHash);
  }

  /// The transaction at a place that is known to be there.
  public SignedTransaction transaction(Place place) {
    return blocks.transaction(place);
  }

  private void begin(Genesis genesis, Genesis.Start start) {
    Hash hash = start.block().hash();
    states.begin(
        start.update(),
        batch -> {
          putBlock(batch, start.block(), hash, List.of());
          batch.put(
              Family.META,
              CHAIN,
              new RlpWriter()
                  .beginList()
                  .writeLong(SCHEMA)
                  .writeBytes(hash.bytes())
                  .writeLong(genesis.rules().chainId())
                  .endList()
                  .toBytes());
        });
  }

  private static void requireNoImport(RocksStore database, DataFolder folder) {
    ImportCursor.find(database)
        .ifPresent(cursor -> {
          throw new StoreException(
              "the data folder "
                  + folder.path()
                  + " holds a part of the state after block "
                  + cursor.target().blockNumber()
                  + ", of which not all has come; go on with that, choose another folder by --data,"
                  + " or begin anew by --fresh, which removes what this one holds");
        });
    if (StateDatabase.isIn(database)) {
      throw new StoreException(
          "the data folder "
              + folder.path()
              + " holds a state and no chain; choose another folder by --data, or begin anew by"
              + " --fresh, which removes what this one holds");
    }
  }

  private void requireSameChain(
      Bytes encoded, DataFolder folder, Genesis genesis, Hash genesisHash) {
    ChainEntry found = read("the entry that names the chain", () -> readChain(encoded));
    if (found.schema != SCHEMA) {
      throw new StoreException(
          "the data folder "
              + folder.path()
              + " is in form "
              + found.schema
              + ", this version of the node reads form "
              + SCHEMA
              + "; run the version that wrote it, or choose another folder by --data");
    }
    if (!found.genesisHash.equals(genesisHash)) {
      throw new StoreException(
          "the data folder "
              + folder.path()
              + " holds chain "
              + found.chainId
              + " with genesis "
              + found.genesisHash
              + ", but this node is to run chain "
              + genesis.rules().chainId()
              + " with genesis "
              + genesisHash
              + "; run it with the genesis it was begun with, choose another folder by --data, or"
              + " begin anew by --fresh, which removes what this one holds");
    }
  }

  private void requireSameMode(DataFolder folder, HistoryMode mode) {
    if (mode == HistoryMode.WINDOW && states.archiveBeginning().isPresent()) {
      throw new StoreException(
          "the data folder "
              + folder.path()
              + " is an archive, with the states of all blocks from block "
              + states.archiveBeginning().getAsLong()
              + " on; run the node with --archive, or give those states up by"
              + " `tally db drop-archive`");
    }
  }

  private void keep(HistoryMode mode) {
    if (mode == HistoryMode.ARCHIVE && states.archiveBeginning().isEmpty()) {
      states.beginArchive(states.nodesPosition());
    }
  }

  /// Looks at what the next block will be built on: the head's block against its hash and roots,
  /// and the root of the state against the header.
  private void requireWholeHead() {
    Head head = head();
    Header header = head.block().header();
    String name = "the head, block " + header.number() + ", ";
    requireEqual(name + "hash", head.hash(), header.hash());
    requireEqual(name + "state root", header.stateRoot(), headEntry().stateRoot);
    states.recover(new StateDatabase.Position(header.number(), header.stateRoot()));
    requireEqual(
        name + "transactions root",
        header.transactionsRoot(),
        TransactionCodec.root(head.block().transactions()));
    requireEqual(
        name + "receipts root",
        header.receiptsRoot(),
        ReceiptCodec.root(receipts(header.number())));
    KeptState state = pinHeadState();
    try {
      // A proof reads the root's node and compares its hash with the root.
      StateTrie.prove(state.store(), Address.ZERO, List.of());
    } catch (CorruptStateException fault) {
      throw new StoreException(
          "the state after block " + header.number() + ": " + fault.getMessage(), fault);
    } finally {
      state.release();
    }
  }

  private static void requireEqual(String what, Hash expected, Hash got) {
    if (!expected.equals(got)) {
      throw StoreException.corrupt(what + ": expected " + expected + ", found " + got, null);
    }
  }

  private static void putBlock(Batch batch, Block block, Hash hash, List<Receipt> receipts) {
    Header header = block.header();
    Bytes number = numberKey(header.number());
    batch.put(Family.BLOCK, number, BlockCodec.encode(block));
    batch.put(Family.INDEX, indexKey(BLOCK_BY_HASH, hash.bytes()), number);
    batch.delete(Family.INDEX, asideKey(header.number(), hash));
    if (header.number() % ASIDE_BLOCKS_MAX == 0) {
      // All at once, since each deletion of a range slows reading down.
      Bytes last = numberKey(header.number() - ASIDE_BLOCKS_MAX);
      batch.deleteRange(Family.INDEX, indexKey(ASIDE, Bytes.EMPTY), indexKey(ASIDE, last));
    }
    for (int index = 0; index < block.transactions().size(); index++) {
      Bytes key = indexKey(TRANSACTION_BY_HASH, block.transactions().get(index).hash().bytes());
      batch.put(Family.INDEX, key, placeValue(header.number(), index));
    }
    if (!receipts.isEmpty()) {
      batch.put(Family.RECEIPT, number, encodeReceipts(receipts));
    }
    if (!header.logsBloom().bytes().equals(Bloom.EMPTY.bytes())) {
      batch.put(Family.INDEX, indexKey(LOGS_BY_NUMBER, number), header.logsBloom().bytes());
    }
    putHead(batch, header, hash);
  }

  private static void removeBlock(Batch batch, Block block) {
    Bytes number = numberKey(block.number());
    batch.delete(Family.BLOCK, number);
    batch.delete(Family.RECEIPT, number);
    batch.delete(Family.INDEX, indexKey(BLOCK_BY_HASH, block.hash().bytes()));
    batch.delete(Family.INDEX, indexKey(LOGS_BY_NUMBER, number));
    for (SignedTransaction transaction : block.transactions()) {
      batch.delete(Family.INDEX, indexKey(TRANSACTION_BY_HASH, transaction.hash().bytes()));
    }
  }

  private static void putHead(Batch batch, Header header, Hash hash) {
    batch.put(
        Family.META,
        HEAD,
        new RlpWriter()
            .beginList()
            .writeLong(header.number())
            .writeBytes(hash.bytes())
            .writeBytes(header.stateRoot().bytes())
            .endList()
            .toBytes());
  }

  private static Bytes encodeReceipts(List<Receipt> receipts) {
    RlpWriter writer = new RlpWriter().beginList();
    receipts.forEach(receipt -> writer.writeBytes(ReceiptCodec.encode(receipt)));
    return writer.endList().toBytes();
  }

  static List<Receipt> readReceipts(Bytes encoded) {
    RlpReader reader = RlpReader.of(encoded);
    List<Receipt> receipts = new ArrayList<>();
    reader.enterList();
    while (reader.hasNext()) {
      receipts.add(ReceiptCodec.decode(reader.readBytes()));
    }
    reader.leaveList();
    reader.finish();
    return receipts;
  }

  private static ChainEntry readChain(Bytes encoded) {
    RlpReader reader = RlpReader.of(encoded);
    reader.enterList();
    long schema = reader.readLong();
    // What follows is this form's; another's is not looked at.
    return schema == SCHEMA
        ? new ChainEntry(schema, Hash.of(reader.readBytes(Hash.LENGTH)), reader.readLong())
        : new ChainEntry(schema, Hash.ZERO, 0);
  }

  private HeadEntry headEntry() {
    return meta(HEAD).map(ChainStore::readHead).orElseThrow(ChainStore::noHead);
  }

  private static HeadEntry readHead(Bytes encoded) {
    return read(
        "the entry that names the head",
        () -> {
          RlpReader reader = RlpReader.of(encoded);
          reader.enterList();
          return new HeadEntry(
              reader.readLong(),
              Hash.of(reader.readBytes(Hash.LENGTH)),
              Hash.of(reader.readBytes(Hash.LENGTH)));
        });
  }

  private static StoreException noHead() {
    return StoreException.corrupt("the entry that names the head is missing", null);
  }

  private Optional<Bytes> meta(Bytes key) {
    return database.get(Family.META, key.arrayUnsafe());
  }

  static Bytes indexKey(byte kind, Bytes key) {
    return Bytes.concat(Bytes.of(kind), key);
  }

  static Bytes numberKey(long number) {
    return Bytes.wrap(ByteBuffer.allocate(Long.BYTES).putLong(number).array());
  }

  private static Bytes placeValue(long number, int index) {
    return Bytes.wrap(
        ByteBuffer.allocate(Long.BYTES + Integer.BYTES).putLong(number).putInt(index).array());
  }

  interface Reading<T> {
    T read();
  }

  static <T> T read(String what, Reading<T> reading) {
    try {
      return reading.read();
    } catch (RlpException | LedgerException fault) {
      throw StoreException.corrupt(what + " is unreadable: " + fault.getMessage(), fault);
    }
  }
}
