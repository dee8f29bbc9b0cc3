package org.tallystick.node.store;

import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.tallystick.bytes.Hash;
import org.tallystick.ledger.Bloom;
import org.tallystick.ledger.Header;

/// Makes the [log index][LogIndex] behind the chain, one section after another, from the filters
/// that are stored with the blocks. What it does not come to, because there is no room or the node
/// ends, it does with the next section or when the chain is opened again; until then logs are found
/// by the filters of the blocks.
final class LogIndexer {
  private static final System.Logger LOG = System.getLogger(LogIndexer.class.getName());

  /// Filters read at once: 64 KiB.
  private static final int BLOOMS_AT_ONCE = 256;

  private final RocksStore database;
  private final LogIndexing how;

  LogIndexer(RocksStore database, LogIndexing how) {
    this.database = database;
    this.how = how;
  }

  /// Has all sections written that are due and not there.
  void opened(long headNumber) {
    if (how.due(headNumber) > 0) {
      how.executor().execute(() -> writeAll(headNumber));
    }
  }

  /// Has the section written that became due with a block, if one did, and those before it that are
  /// not there.
  void grown(long headNumber) {
    if (how.due(headNumber) > how.due(headNumber - 1)) {
      how.executor().execute(() -> writeAll(headNumber));
    }
  }

  private synchronized void writeAll(long headNumber) {
    try {
      writeDue(headNumber);
    } catch (StoreException fault) {
      LOG.log(System.Logger.Level.WARNING, "a section of the log index is made later", fault);
    } catch (IllegalStateException fault) {
      if (database.isOpen()) {
        throw fault;
      }
    }
  }

  private void writeDue(long headNumber) {
    long due = how.due(headNumber);
    long next = due;
    StoredBlocks now = StoredBlocks.now(database);
    // They are written in their order, so what is missing follows what is there.
    while (next > 0 && !LogIndex.has(now, how.last(next - 1), how.sectionBlocks())) {
      next--;
    }
    for (; next < due; next++) {
      database.requireRoom();
      make(how.last(next)).ifPresent(this::write);
    }
  }

  /// A section as it is to be written.
  ///
  /// @param bits for each bit of a filter which blocks have it, by their places in the section
  record Made(LogIndex.Section section, List<BitSet> bits) {
    Made {
      bits = List.copyOf(bits);
    }
  }

  /// Makes a section of the chain as it is at this moment; absent where that is not so long.
  Optional<Made> make(long last) {
    RocksStore.Pin pin = database.pin();
    try {
      StoredBlocks blocks = StoredBlocks.at(pin);
      return blocks.header(last).map(Header::hash).map(hash -> make(blocks, last, hash));
    } finally {
      pin.release();
    }
  }

  private Made make(StoredBlocks blocks, long last, Hash lastHash) {
    LogIndex.Section section = new LogIndex.Section(last, how.sectionBlocks(), lastHash);
    List<BitSet> bits = Stream.generate(BitSet::new).limit(Bloom.BITS).toList();
    for (long from = section.first(); from <= last; from += BLOOMS_AT_ONCE) {
      long to = Math.min(last, from + BLOOMS_AT_ONCE - 1);
      for (ChainStore.BlockBloom block : blocks.blooms(from, to)) {
        int place = Math.toIntExact(block.blockNumber() - section.first());
        block.bloom().forEachBit(bit -> bits.get(bit).set(place));
      }
    }
    return new Made(section, bits);
  }

  /// Not durably, since it can be made again.
  void write(Made made) {
    database.writeLazily(
        batch -> LogIndex.put(batch, StoredBlocks.now(database).source(), made.section, made.bits));
  }
}
