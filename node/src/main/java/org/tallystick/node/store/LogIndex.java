package org.tallystick.node.store;

import java.nio.ByteBuffer;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;
import org.tallystick.node.store.RocksStore.Batch;
import org.tallystick.node.store.RocksStore.Family;
import org.tallystick.rlp.RlpReader;
import org.tallystick.rlp.RlpWriter;

/// The filters of logs of many blocks, turned by a quarter: for each bit of a filter, which blocks
/// of a section have it. So who looks for few bits reads few entries, however many blocks there
/// are.
///
/// | key | value |
/// |---|---|
/// | 's', number of a section's last block, 8 bytes | `[count of its blocks, hash of that block]`, RLP |
/// | 'v', the same number, number of a bit, 2 bytes | which blocks have it, as [SectionBits]; left out where none has |
///
/// A section is one atomic write, and **holds of the chain that has its last block alone**: it says
/// the same of every chain that has, and nothing of others. So it may be written at any time, be it
/// after the chain has gone back, and be left behind by who does not know of it.
final class LogIndex {
  private static final byte SECTION = 's';
  private static final byte VECTOR = 'v';

  private LogIndex() {}

  /// A section that is there.
  ///
  /// @param last number of its last block
  /// @param count of its blocks
  record Section(long last, int count, Hash lastHash) {
    long first() {
      return last - count + 1;
    }

    private boolean isOf(StoredBlocks blocks) {
      return blocks.number(lastHash).orElse(-1) == last;
    }
  }

  /// The sections that hold of the chain and have blocks of a range, by number.
  ///
  /// @param to itself included
  static List<Section> find(StoredBlocks blocks, long from, long to) {
    return between(blocks.source(), from, to + LogIndexing.SECTION_BLOCKS_MAX).stream()
        .filter(section -> section.first() <= to && section.isOf(blocks))
        .toList();
  }

  /// Whether there is such a section that holds of the chain.
  static boolean has(StoredBlocks blocks, long last, int count) {
    return section(blocks.source(), last)
        .filter(found -> found.count == count && found.isOf(blocks))
        .isPresent();
  }

  /// Writes a section in the place of one that another chain had there.
  ///
  /// @param bits for each bit which blocks have it
  static void put(Batch batch, StoredBlocks.Source source, Section section, List<BitSet> bits) {
    if (section(source, section.last).isPresent()) {
      removeVectors(batch, section.last);
    }
    for (int bit = 0; bit < bits.size(); bit++) {
      if (!bits.get(bit).isEmpty()) {
        Bytes vector = SectionBits.encode(bits.get(bit), section.count);
        batch.put(Family.INDEX, vectorKey(section.last, bit), vector);
      }
    }
    batch.put(Family.INDEX, sectionKey(section.last), encode(section));
  }

  /// Removes the sections that have blocks after the one to which a chain goes back.
  static void goBack(Batch batch, StoredBlocks.Source source, long number, long headNumber) {
    for (Section left : between(source, number + 1, headNumber)) {
      batch.delete(Family.INDEX, sectionKey(left.last));
      removeVectors(batch, left.last);
    }
  }

  private static void removeVectors(Batch batch, long last) {
    batch.deleteRange(Family.INDEX, vectorKey(last, 0), vectorKey(last + 1, 0));
  }

  /// The sections whose last block is one of these, by number.
  private static List<Section> between(StoredBlocks.Source source, long from, long to) {
    return source.range(Family.INDEX, sectionKey(from), sectionKey(to + 1)).stream()
        .map(entry -> section(ByteBuffer.wrap(entry.key().arrayUnsafe()).getLong(1), entry.value()))
        .toList();
  }

  private static Optional<Section> section(StoredBlocks.Source source, long last) {
    return source.get(Family.INDEX, sectionKey(last)).map(encoded -> section(last, encoded));
  }

  private static Section section(long last, Bytes encoded) {
    return ChainStore.read(
        "the section of the log index that ends with block " + last,
        () -> {
          RlpReader reader = RlpReader.of(encoded);
          reader.enterList();
          return new Section(
              last, Math.toIntExact(reader.readLong()), Hash.of(reader.readBytes(Hash.LENGTH)));
        });
  }

  private static Bytes encode(Section section) {
    return new RlpWriter()
        .beginList()
        .writeLong(section.count)
        .writeBytes(section.lastHash.bytes())
        .endList()
        .toBytes();
  }

  private static Bytes sectionKey(long last) {
    return ChainStore.indexKey(SECTION, ChainStore.numberKey(last));
  }

  static Bytes vectorKey(long last, int bit) {
    ByteBuffer place = ByteBuffer.allocate(Long.BYTES + Short.BYTES);
    return ChainStore.indexKey(
        VECTOR, Bytes.wrap(place.putLong(last).putShort((short) bit).array()));
  }
}
