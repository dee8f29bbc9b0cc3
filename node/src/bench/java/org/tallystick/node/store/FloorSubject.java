package org.tallystick.node.store;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.CompactRangeOptions;
import org.rocksdb.CompactRangeOptions.BottommostLevelCompaction;
import org.rocksdb.DBOptions;
import org.rocksdb.FlushOptions;
import org.rocksdb.LRUCache;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;
import org.tallystick.crypto.Keccak;
import org.tallystick.state.SlotKey;

/// The same values under the same keys in a plain RocksDB, and nothing else: no trie, no undo, none
/// of our own code around it. Its settings are the library's, but for a Bloom filter, and a block
/// cache and durability like ours.
final class FloorSubject implements Subject {
  private static final int ACCOUNTS_LOADED_AT_ONCE = 10_000;
  private static final long BLOCK_CACHE_BYTES = 64L << 20;
  private static final int BLOOM_BITS_PER_KEY = 10;

  static {
    RocksDB.loadLibrary();
  }

  private final Path path;
  private final WriteOptions synced = new WriteOptions().setSync(true);
  private final ColumnFamilyOptions settings =
      new ColumnFamilyOptions()
          .setTableFormatConfig(
              new BlockBasedTableConfig()
                  .setBlockCache(new LRUCache(BLOCK_CACHE_BYTES))
                  .setFilterPolicy(new BloomFilter(BLOOM_BITS_PER_KEY)));
  private RocksDB database;
  private ColumnFamilyHandle accounts;
  private ColumnFamilyHandle slots;

  FloorSubject(Path path) {
    this.path = path;
    open();
  }

  private void open() {
    List<ColumnFamilyHandle> opened = new ArrayList<>();
    try (DBOptions options =
        new DBOptions().setCreateIfMissing(true).setCreateMissingColumnFamilies(true)) {
      database =
          RocksDB.open(
              options,
              path.toString(),
              List.of(
                  new ColumnFamilyDescriptor(RocksDB.DEFAULT_COLUMN_FAMILY, settings),
                  new ColumnFamilyDescriptor("slot".getBytes(StandardCharsets.US_ASCII), settings)),
              opened);
    } catch (RocksDBException fault) {
      throw new IllegalStateException(fault);
    }
    accounts = opened.get(0);
    slots = opened.get(1);
  }

  /// In the order in which the accounts came to be, as a chain would.
  @Override
  public Runnable load(Population population, int[] sorted) {
    return () -> load(population);
  }

  private void load(Population population) {
    List<Population.Entry> entries = new ArrayList<>(ACCOUNTS_LOADED_AT_ONCE);
    for (int account = 0; account < population.accounts(); account++) {
      entries.add(population.first(account));
      if (entries.size() == ACCOUNTS_LOADED_AT_ONCE || account == population.accounts() - 1) {
        write(entries);
        entries.clear();
      }
    }
  }

  @Override
  public Runnable ready(List<Population.Entry> changes) {
    return () -> write(changes);
  }

  private void write(List<Population.Entry> changes) {
    try (WriteBatch batch = new WriteBatch()) {
      for (Population.Entry change : changes) {
        Hash key = Flat.key(change);
        for (Population.Slot slot : change.slots()) {
          put(batch, slots, Flat.key(key, slot).toBytes(), Flat.slot(slot.value()));
        }
        put(batch, accounts, key.bytes(), change.account().map(Flat::account));
      }
      database.write(synced, batch);
    } catch (RocksDBException fault) {
      throw new IllegalStateException(fault);
    }
  }

  private static void put(
      WriteBatch batch, ColumnFamilyHandle family, Bytes key, Optional<Bytes> value)
      throws RocksDBException {
    if (value.isPresent()) {
      batch.put(family, key.arrayUnsafe(), value.get().arrayUnsafe());
    } else {
      batch.delete(family, key.arrayUnsafe());
    }
  }

  @Override
  public void reopen() {
    close();
    open();
  }

  @Override
  public void compact() {
    try (FlushOptions flush = new FlushOptions();
        CompactRangeOptions all =
            new CompactRangeOptions()
                .setBottommostLevelCompaction(BottommostLevelCompaction.kForce)) {
      for (ColumnFamilyHandle family : List.of(accounts, slots)) {
        database.flush(flush, family);
        database.compactRange(family, null, null, all);
      }
    } catch (RocksDBException fault) {
      throw new IllegalStateException(fault);
    }
  }

  @Override
  public boolean read(Population.Place place) {
    Hash account = Keccak.hash(place.address().bytes());
    return place.slot().isPresent()
        ? has(slots, new SlotKey(account, Keccak.hash(place.slot().get().bytes())).toBytes())
        : has(accounts, account.bytes());
  }

  private boolean has(ColumnFamilyHandle family, Bytes key) {
    try {
      return database.get(family, key.arrayUnsafe()) != null;
    } catch (RocksDBException fault) {
      throw new IllegalStateException(fault);
    }
  }

  @Override
  public int prove(Population.Place place) {
    return 0;
  }

  @Override
  public void close() {
    accounts.close();
    slots.close();
    database.close();
  }
}
