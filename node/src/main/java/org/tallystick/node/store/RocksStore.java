package org.tallystick.node.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.Checkpoint;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.CompactRangeOptions;
import org.rocksdb.CompactRangeOptions.BottommostLevelCompaction;
import org.rocksdb.CompressionType;
import org.rocksdb.DBOptions;
import org.rocksdb.FlushOptions;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.LRUCache;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.Snapshot;
import org.rocksdb.Status;
import org.rocksdb.WALRecoveryMode;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;
import org.tallystick.bytes.Bytes;

/// The node's one RocksDB. Safe to share between threads.
///
/// **Durable.** A [write][#write] is on the disk, all of it or nothing, when it returns. After a
/// crash the log may end in the middle of a write that never returned, which is dropped; [damage
/// anywhere else][LogFiles] keeps the database closed.
///
/// **Full disk.** A write that finds no room fails, and so do all after it until RocksDB has looked
/// again, which it does every few seconds, and found as much as [#requireRoom()] asks for.
///
/// **Native memory.** RocksDB reads and writes outside of what the JVM guards, so nothing may be
/// used after it was closed. Every use holds the gate open, and closing waits at the gate.
public final class RocksStore implements AutoCloseable {
  /// Of no entry.
  private static final byte[] NO_KEY = {};

  /// Sized for a small machine: a few hundred megabytes in all, however large the chain.
  private static final long BLOCK_CACHE_BYTES = 64L << 20;

  private static final long WRITE_BUFFERS_BYTES = 64L << 20;
  private static final long LOG_BYTES_MAX = 128L << 20;
  private static final int OPEN_FILES_MAX = 512;
  private static final int BACKGROUND_JOBS = 2;
  private static final int INFO_LOGS_KEPT = 3;
  private static final int BLOOM_BITS_PER_KEY = 10;

  /// RocksDB goes on after a full disk when it could write all that it holds in memory.
  private static final long FREE_BYTES_MIN = WRITE_BUFFERS_BYTES;

  private static final int RANGE_ENTRIES_COMMON = 16;

  /// The longest key: trie, account, path and its length.
  private static final int KEY_LENGTH_MAX = 1 + 32 + 32 + 1;

  /// The column families, each for one kind of thing. The only place where they are named.
  public enum Family {
    /// Keccak-256 of an address to the account in flat form.
    ACCOUNT("acct"),
    /// Keccak-256 of an address and of a slot to the slot's value.
    SLOT("slot"),
    /// Place of a trie node to the node.
    NODE("node"),
    /// Number of a block to the flat values that it changed, as they were before.
    UNDO("undo"),
    /// Place of a value or node and number of a block to what was there before the block.
    HISTORY("hist"),
    /// Hash of code to the code.
    CODE("code"),
    /// Number of a block to the block.
    BLOCK("block"),
    /// Number of a block to its receipts.
    RECEIPT("receipt"),
    /// Hash of a block or transaction to where it is; number of a block to the filter of its logs,
    /// and of many blocks to their filters turned.
    INDEX("index"),
    /// What the folder holds, and how far it has come.
    META("meta");

    private final String text;

    Family(String text) {
      this.text = text;
    }
  }

  /// A key and its value.
  public record Entry(Bytes key, Bytes value) {}

  private final DataFolder folder;
  private final Path path;
  private final FileStore disk;
  private final Surroundings surroundings;
  private final ReentrantReadWriteLock gate = new ReentrantReadWriteLock();
  private final Map<Family, ColumnFamilyHandle> handles = new EnumMap<>(Family.class);
  private final RocksDB database;
  private final WriteOptions synced = new WriteOptions().setSync(true);
  private final WriteOptions lazy = new WriteOptions();

  /// All native objects, in the order in which they have to be closed.
  private final List<AutoCloseable> owned = new ArrayList<>();

  /// Absent where each write is durable before it returns.
  private final Optional<GroupSync> groupSync;

  private boolean isOpen = true;

  /// What is different in a test.
  ///
  /// @param freeBytesMin that the disk has to have for a block
  record Surroundings(WriteWatcher watcher, long freeBytesMin) {
    static final Surroundings USUAL = new Surroundings(WriteWatcher.NONE, FREE_BYTES_MIN);
  }

  private RocksStore(
      DataFolder folder,
      FileStore disk,
      Surroundings surroundings,
      Optional<Duration> syncedWithin,
      RocksDB database,
      List<ColumnFamilyHandle> opened,
      List<AutoCloseable> options) {
    this.folder = folder;
    this.path = folder.database();
    this.disk = disk;
    this.surroundings = surroundings;
    this.database = database;
    this.groupSync = syncedWithin.map(time -> new GroupSync(this::sync, time));
    Iterator<ColumnFamilyHandle> inOrder = opened.iterator();
    // The first is RocksDB's own default, which stays empty.
    inOrder.next();
    for (Family family : Family.values()) {
      handles.put(family, inOrder.next());
    }
    owned.addAll(opened);
    owned.add(database);
    owned.add(synced);
    owned.add(lazy);
    owned.addAll(options);
  }

  /// Opens the database of a folder, and makes it where there is none.
  ///
  /// @throws StoreException where it is damaged, or another process has it open
  public static RocksStore open(DataFolder folder) {
    return open(folder, Optional.empty());
  }

  /// The same, where writes are made durable together.
  ///
  /// @param syncedWithin at most so long after they are done; where it is absent, each by itself
  ///   and before it returns
  public static RocksStore open(DataFolder folder, Optional<Duration> syncedWithin) {
    return open(folder, syncedWithin, Surroundings.USUAL);
  }

  static RocksStore open(DataFolder folder, Surroundings surroundings) {
    return open(folder, Optional.empty(), surroundings);
  }

  static RocksStore open(
      DataFolder folder, Optional<Duration> syncedWithin, Surroundings surroundings) {
    UnsyncedMark mark = new UnsyncedMark(folder.database());
    if (mark.isThere()) {
      LogFiles.cutOff(folder.database());
    }
    LogFiles.requireWhole(folder.database());
    syncedWithin.ifPresent(_ -> mark.set());
    RocksDB.loadLibrary();
    List<AutoCloseable> options = new ArrayList<>();
    DBOptions databaseOptions = databaseOptions(options);
    ColumnFamilyOptions families = familyOptions(options);
    List<ColumnFamilyDescriptor> descriptors = new ArrayList<>();
    descriptors.add(new ColumnFamilyDescriptor(RocksDB.DEFAULT_COLUMN_FAMILY, families));
    for (Family family : Family.values()) {
      descriptors.add(
          new ColumnFamilyDescriptor(family.text.getBytes(StandardCharsets.US_ASCII), families));
    }
    List<ColumnFamilyHandle> opened = new ArrayList<>();
    try {
      FileStore disk = Files.getFileStore(folder.path());
      RocksDB database =
          RocksDB.open(databaseOptions, folder.database().toString(), descriptors, opened);
      if (syncedWithin.isEmpty()) {
        // What it has read of the logs, RocksDB has written into files.
        mark.remove();
      }
      return new RocksStore(folder, disk, surroundings, syncedWithin, database, opened, options);
    } catch (IOException fault) {
      closeAll(options);
      throw new StoreException(
          "the disk of the data folder " + folder.path() + " cannot be asked: " + fault, fault);
    } catch (RocksDBException fault) {
      closeAll(options);
      throw cannotOpen(folder, fault);
    }
  }

  private static StoreException cannotOpen(DataFolder folder, RocksDBException fault) {
    String words = String.valueOf(fault.getMessage());
    if (isNoSpace(fault)) {
      return new StoreException(
          "the database "
              + folder.database()
              + " does not open, since the disk is full: "
              + words
              + "; make room and start again",
          fault);
    }
    if (words.contains("/LOCK: ")) {
      return DataFolder.inUse(folder.path(), "which has opened the database");
    }
    String which =
        TableFiles.findDamaged(folder.database())
            .map(table -> ", since its file " + table.getFileName() + " is damaged: ")
            .orElse(": ");
    return StoreException.corrupt(
        "the database " + folder.database() + " does not open" + which + words, fault);
  }

  private static DBOptions databaseOptions(List<AutoCloseable> owned) {
    DBOptions options =
        new DBOptions()
            .setCreateIfMissing(true)
            .setCreateMissingColumnFamilies(true)
            .setWalRecoveryMode(WALRecoveryMode.TolerateCorruptedTailRecords)
            .setDbWriteBufferSize(WRITE_BUFFERS_BYTES)
            .setMaxTotalWalSize(LOG_BYTES_MAX)
            .setMaxOpenFiles(OPEN_FILES_MAX)
            .setMaxBackgroundJobs(BACKGROUND_JOBS)
            .setInfoLogLevel(InfoLogLevel.WARN_LEVEL)
            .setKeepLogFileNum(INFO_LOGS_KEPT);
    owned.add(options);
    return options;
  }

  private static ColumnFamilyOptions familyOptions(List<AutoCloseable> owned) {
    LRUCache cache = new LRUCache(BLOCK_CACHE_BYTES);
    BloomFilter bloom = new BloomFilter(BLOOM_BITS_PER_KEY);
    // Indexes stay out of the block cache, since the filter of a large file does not fit into one
    // of its parts. They are a hundredth of the data; where nine tenths of that are, on the last
    // level, most look-ups find something, and it has no filters.
    ColumnFamilyOptions options =
        new ColumnFamilyOptions()
            .setCompressionType(CompressionType.LZ4_COMPRESSION)
            .setLevelCompactionDynamicLevelBytes(true)
            .setOptimizeFiltersForHits(true)
            .setTableFormatConfig(
                new BlockBasedTableConfig().setBlockCache(cache).setFilterPolicy(bloom));
    owned.addAll(List.of(options, bloom, cache));
    return options;
  }

  /// The value as it is now.
  public Optional<Bytes> get(Family family, byte[] key) {
    Lock open = enter();
    try {
      return optional(database.get(handle(family), key));
    } catch (RocksDBException fault) {
      throw failed("read", fault);
    } finally {
      open.unlock();
    }
  }

  /// All entries from a key on (inclusive) up to another (exclusive), in the order of their keys.
  public List<Entry> range(Family family, byte[] from, byte[] to) {
    Lock open = enter();
    try (ReadOptions options = new ReadOptions();
        RocksIterator iterator = database.newIterator(handle(family), options)) {
      List<Entry> entries = new ArrayList<>();
      Bytes end = Bytes.wrap(to);
      for (iterator.seek(from); iterator.isValid(); iterator.next()) {
        Bytes key = Bytes.wrap(iterator.key());
        if (key.compareTo(end) >= 0) {
          break;
        }
        entries.add(new Entry(key, Bytes.wrap(iterator.value())));
      }
      iterator.status();
      return entries;
    } catch (RocksDBException fault) {
      throw failed("read", fault);
    } finally {
      open.unlock();
    }
  }

  /// Writes all that is put into the batch, at once and durably, or durably within the time that
  /// the store was opened with. Even then the end of the process loses nothing, only that of the
  /// machine.
  ///
  /// @throws StoreException where it could not; then nothing of it is written
  public void write(Consumer<Batch> changes) {
    if (groupSync.isPresent() && !groupSync.get().hasFailed()) {
      write(lazy, changes);
      groupSync.get().written();
    } else {
      // A durable write makes those before it durable as well.
      write(synced, changes);
      groupSync.ifPresent(GroupSync::writtenDurably);
    }
  }

  /// Makes everything durable that is written, by a write of nothing new: after a full disk it
  /// comes right with the others, where a sync of the log alone would not. Not through the gate:
  /// who closes it waits for this first, and whoever reads shall not.
  private void sync() {
    try (WriteBatch batch = new WriteBatch()) {
      batch.delete(handle(Family.META), NO_KEY);
      surroundings.watcher.beforeWrite();
      database.write(synced, batch);
      surroundings.watcher.afterWrite();
    } catch (RocksDBException fault) {
      throw failed("written", fault);
    }
  }

  /// Writes all that is put into the batch, at once, and not durably before the next durable write
  /// is: for what can be made again.
  ///
  /// @throws StoreException where it could not; then nothing of it is written
  public void writeLazily(Consumer<Batch> changes) {
    write(lazy, changes);
  }

  private void write(WriteOptions options, Consumer<Batch> changes) {
    Lock open = enter();
    try (WriteBatch batch = new WriteBatch()) {
      changes.accept(new Batch(batch));
      surroundings.watcher.beforeWrite();
      database.write(options, batch);
      surroundings.watcher.afterWrite();
    } catch (RocksDBException fault) {
      throw failed("written", fault);
    } finally {
      open.unlock();
    }
  }

  /// Finds out whether the disk has room for a block, and for what RocksDB has yet to write of
  /// those before it.
  ///
  /// @throws DiskFullException where it has not
  public void requireRoom() {
    try {
      long freeBytes = disk.getUsableSpace();
      if (freeBytes < surroundings.freeBytesMin) {
        throw new DiskFullException(
            folder,
            (freeBytes >> 20)
                + " MiB are free, a block wants "
                + (surroundings.freeBytesMin >> 20)
                + " MiB",
            null);
      }
    } catch (IOException fault) {
      throw new StoreException(
          "the disk of the data folder " + folder.path() + " cannot be asked: " + fault, fault);
    }
  }

  /// Rewrites all files, so that they hold nothing that is out of date.
  public void compact() {
    Lock open = enter();
    try {
      for (ColumnFamilyHandle handle : handles.values()) {
        try (FlushOptions flush = new FlushOptions();
            CompactRangeOptions all =
                new CompactRangeOptions()
                    .setBottommostLevelCompaction(BottommostLevelCompaction.kForce)) {
          database.flush(flush, handle);
          database.compactRange(handle, null, null, all);
        }
      }
    } catch (RocksDBException fault) {
      throw failed("compacted", fault);
    } finally {
      open.unlock();
    }
  }

  /// Copies the database; files are shared where the copy lies on the same disk.
  ///
  /// @throws StoreException where the target is there already, or cannot be written
  public void checkpoint(Path target) {
    Lock open = enter();
    try (Checkpoint checkpoint = Checkpoint.create(database)) {
      Files.createDirectories(target.toAbsolutePath().getParent());
      checkpoint.createCheckpoint(target.toString());
    } catch (IOException | RocksDBException fault) {
      throw new StoreException(
          "the database cannot be copied to " + target + ": " + fault.getMessage(), fault);
    } finally {
      open.unlock();
    }
  }

  /// Reads all files and compares them with their checksums.
  ///
  /// @throws StoreException where one is damaged
  public void verifyChecksums() {
    Lock open = enter();
    try {
      database.verifyChecksum();
    } catch (RocksDBException fault) {
      throw StoreException.corrupt(
          "the database " + path + " is damaged: " + fault.getMessage(), fault);
    } finally {
      open.unlock();
    }
  }

  /// About how many keys a family has.
  public long keysEstimated(Family family) {
    return property(family, "rocksdb.estimate-num-keys");
  }

  /// How large a family's files are; what is not in a file yet counts for nothing.
  public long fileBytes(Family family) {
    return property(family, "rocksdb.total-sst-files-size");
  }

  /// How many pins there are that were not released.
  public long pins() {
    return property(Family.META, "rocksdb.num-snapshots");
  }

  private long property(Family family, String name) {
    Lock open = enter();
    try {
      return database.getLongProperty(handle(family), name);
    } catch (RocksDBException fault) {
      throw failed("read", fault);
    } finally {
      open.unlock();
    }
  }

  /// How many keys a family has. Reads them all.
  public long count(Family family) {
    Lock open = enter();
    try (ReadOptions options = new ReadOptions();
        RocksIterator iterator = database.newIterator(handle(family), options)) {
      long count = 0;
      for (iterator.seekToFirst(); iterator.isValid(); iterator.next()) {
        count++;
      }
      iterator.status();
      return count;
    } catch (RocksDBException fault) {
      throw failed("read", fault);
    } finally {
      open.unlock();
    }
  }

  /// Everything as it is now, to be read while the database moves on.
  public Pin pin() {
    return pin(false);
  }

  /// The same, for one thread that reads range after range: what it needs for that, it keeps.
  Pin pinToScan() {
    return pin(true);
  }

  private Pin pin(boolean keepsIterators) {
    Lock open = enter();
    try {
      return new Pin(database.getSnapshot(), keepsIterators);
    } finally {
      open.unlock();
    }
  }

  /// Whether it was not closed yet.
  boolean isOpen() {
    gate.readLock().lock();
    try {
      return isOpen;
    } finally {
      gate.readLock().unlock();
    }
  }

  /// Waits for whoever is reading or writing, then closes the database. Later uses fail with an
  /// [IllegalStateException].
  @Override
  public void close() {
    if (isOpen()) {
      groupSync.ifPresent(GroupSync::close);
    }
    gate.writeLock().lock();
    try {
      if (isOpen) {
        isOpen = false;
        closeAll(owned);
        if (groupSync.isPresent() && !groupSync.get().hasFailed()) {
          new UnsyncedMark(path).remove();
        }
      }
    } finally {
      gate.writeLock().unlock();
    }
  }

  private static void closeAll(List<AutoCloseable> owned) {
    for (AutoCloseable each : owned) {
      try {
        each.close();
      } catch (Exception fault) {
        throw new IllegalStateException("RocksDB does not close", fault);
      }
    }
  }

  private ColumnFamilyHandle handle(Family family) {
    ColumnFamilyHandle handle = handles.get(family);
    if (handle == null) {
      throw new IllegalStateException("no column family " + family);
    }
    return handle;
  }

  /// @return to be unlocked after the use
  private Lock enter() {
    Lock lock = gate.readLock();
    lock.lock();
    if (!isOpen) {
      lock.unlock();
      throw new IllegalStateException("the database " + path + " is closed");
    }
    return lock;
  }

  private StoreException failed(String what, RocksDBException fault) {
    if (isNoSpace(fault)) {
      return new DiskFullException(folder, String.valueOf(fault.getMessage()), fault);
    }
    if (is(fault, Status.Code.Corruption)) {
      return StoreException.corrupt(
          "the database " + path + " is damaged: " + fault.getMessage(), fault);
    }
    return new StoreException(
        "the database " + path + " cannot be " + what + ": " + fault.getMessage(), fault);
  }

  private static boolean is(RocksDBException fault, Status.Code code) {
    return fault.getStatus() != null && fault.getStatus().getCode() == code;
  }

  private static boolean isNoSpace(RocksDBException fault) {
    return is(fault, Status.Code.IOError)
        && fault.getStatus().getSubCode() == Status.SubCode.NoSpace;
  }

  private static Optional<Bytes> optional(byte @Nullable [] value) {
    return value == null ? Optional.empty() : Optional.of(Bytes.wrap(value));
  }

  /// What will be written at once.
  public final class Batch {
    private final WriteBatch batch;

    private Batch(WriteBatch batch) {
      this.batch = batch;
    }

    public void put(Family family, Bytes key, Bytes value) {
      try {
        batch.put(handle(family), key.arrayUnsafe(), value.arrayUnsafe());
      } catch (RocksDBException fault) {
        throw failed("written", fault);
      }
    }

    public void delete(Family family, Bytes key) {
      try {
        batch.delete(handle(family), key.arrayUnsafe());
      } catch (RocksDBException fault) {
        throw failed("written", fault);
      }
    }

    /// Deletes all of a family.
    public void clear(Family family) {
      byte[] end = new byte[KEY_LENGTH_MAX + 1];
      Arrays.fill(end, (byte) 0xff);
      deleteRange(family, Bytes.EMPTY, Bytes.wrap(end));
    }

    /// Deletes all keys from one on (inclusive) up to another (exclusive).
    public void deleteRange(Family family, Bytes from, Bytes to) {
      try {
        batch.deleteRange(handle(family), from.arrayUnsafe(), to.arrayUnsafe());
      } catch (RocksDBException fault) {
        throw failed("written", fault);
      }
    }

    /// Puts the value, or deletes the key where there is none.
    public void set(Family family, Bytes key, Optional<Bytes> value) {
      value.ifPresentOrElse(present -> put(family, key, present), () -> delete(family, key));
    }
  }

  /// The database as it was when this was made. Holds up the clearing away of old values, so it is
  /// to be released.
  public final class Pin {
    private final Snapshot snapshot;
    private final ReadOptions options;
    private final boolean keepsIterators;
    private final Map<Family, RocksIterator> iterators = new EnumMap<>(Family.class);
    private boolean isReleased;

    private Pin(Snapshot snapshot, boolean keepsIterators) {
      this.snapshot = snapshot;
      this.keepsIterators = keepsIterators;
      this.options = new ReadOptions().setSnapshot(snapshot);
    }

    public Optional<Bytes> get(Family family, Bytes key) {
      Lock open = enterPin();
      try {
        return optional(database.get(handle(family), options, key.arrayUnsafe()));
      } catch (RocksDBException fault) {
        throw failed("read", fault);
      } finally {
        open.unlock();
      }
    }

    /// The first entries in a range of keys, in the order of their keys.
    ///
    /// @param last highest key of the range, itself included
    /// @param entriesMax how many to give at most
    public List<Entry> range(Family family, Bytes first, Bytes last, int entriesMax) {
      Lock open = enterPin();
      if (keepsIterators) {
        try {
          return range(iterators.computeIfAbsent(family, this::iterator), first, last, entriesMax);
        } finally {
          open.unlock();
        }
      }
      try (RocksIterator iterator = iterator(family)) {
        return range(iterator, first, last, entriesMax);
      } finally {
        open.unlock();
      }
    }

    private RocksIterator iterator(Family family) {
      return database.newIterator(handle(family), options);
    }

    private List<Entry> range(RocksIterator iterator, Bytes first, Bytes last, int entriesMax) {
      try {
        List<Entry> entries = new ArrayList<>(Math.min(entriesMax, RANGE_ENTRIES_COMMON));
        for (iterator.seek(first.arrayUnsafe());
            iterator.isValid() && entries.size() < entriesMax;
            iterator.next()) {
          Bytes key = Bytes.wrap(iterator.key());
          if (key.compareTo(last) > 0) {
            break;
          }
          entries.add(new Entry(key, Bytes.wrap(iterator.value())));
        }
        iterator.status();
        return entries;
      } catch (RocksDBException fault) {
        throw failed("read", fault);
      }
    }

    /// Gives every key of a family, in their order.
    public void forEachKey(Family family, Consumer<Bytes> each) {
      Lock open = enterPin();
      try (RocksIterator iterator = database.newIterator(handle(family), options)) {
        for (iterator.seekToFirst(); iterator.isValid(); iterator.next()) {
          each.accept(Bytes.wrap(iterator.key()));
        }
        iterator.status();
      } catch (RocksDBException fault) {
        throw failed("read", fault);
      } finally {
        open.unlock();
      }
    }

    /// Waits for whoever is reading. Later reads fail with an [IllegalStateException].
    public void release() {
      gate.writeLock().lock();
      try {
        if (isOpen && !isReleased) {
          iterators.values().forEach(RocksIterator::close);
          options.close();
          database.releaseSnapshot(snapshot);
          snapshot.close();
        }
        isReleased = true;
      } finally {
        gate.writeLock().unlock();
      }
    }

    private Lock enterPin() {
      Lock open = enter();
      if (isReleased) {
        open.unlock();
        throw new IllegalStateException("a state is read that is no longer kept");
      }
      return open;
    }
  }
}
