package org.tallystick.node.store;

import java.nio.ByteBuffer;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import org.tallystick.bytes.Bytes;
import org.tallystick.ledger.Bloom;
import org.tallystick.node.store.RocksStore.Family;

/// Blocks one after another whose filters of logs are in the [log index][LogIndex]. Keeps what it
/// has read, up to a mebibyte, so it belongs to one search.
public final class LogSection {
  /// Who wants more bits than these gets all of the section in one pass, which takes no longer.
  private static final int BITS_READ_SINGLY_MAX = 128;

  private final StoredBlocks.Source source;
  private final LogIndex.Section section;
  private final Map<Integer, BitSet> bits = new HashMap<>();
  private boolean areAllRead;

  LogSection(StoredBlocks.Source source, LogIndex.Section section) {
    this.source = source;
    this.section = section;
  }

  public long firstBlock() {
    return section.first();
  }

  public long lastBlock() {
    return section.last();
  }

  /// Those of some blocks in whose logs a value may be that sets these bits; of the others it is
  /// certain that it is not.
  ///
  /// @param blocks by their places in the section, as in the result
  public BitSet mayContain(Bloom.Bits value, BitSet blocks) {
    BitSet left = (BitSet) blocks.clone();
    // Mostly nothing is left after one or two, and the others need not be read.
    for (int bit : new int[] {value.first(), value.second(), value.third()}) {
      if (left.isEmpty()) {
        break;
      }
      left.and(bit(bit));
    }
    return left;
  }

  private BitSet bit(int number) {
    if (!areAllRead && bits.size() == BITS_READ_SINGLY_MAX && !bits.containsKey(number)) {
      readAll();
    }
    return bits.computeIfAbsent(number, absent -> areAllRead ? new BitSet() : read(absent));
  }

  private BitSet read(int number) {
    return source
        .get(Family.INDEX, LogIndex.vectorKey(section.last(), number))
        .map(this::decode)
        .orElseGet(BitSet::new);
  }

  private void readAll() {
    Bytes first = LogIndex.vectorKey(section.last(), 0);
    Bytes end = LogIndex.vectorKey(section.last(), Bloom.BITS);
    for (RocksStore.Entry entry : source.range(Family.INDEX, first, end)) {
      int number = ByteBuffer.wrap(entry.key().arrayUnsafe()).getShort(1 + Long.BYTES);
      bits.put(number, decode(entry.value()));
    }
    areAllRead = true;
  }

  private BitSet decode(Bytes encoded) {
    return SectionBits.decode(encoded, section.count());
  }
}
