package org.tallystick.node.store;

import java.nio.ByteBuffer;
import java.util.BitSet;
import org.tallystick.bytes.Bytes;

/// Which blocks of a section have a bit, as it is stored: where they are few, the place of each in
/// two bytes; otherwise a bit for each block of the section, the first block's the lowest of the
/// first byte. The length tells one from the other.
final class SectionBits {
  private SectionBits() {}

  /// @param blocks of the section, by their places in it; at least one
  /// @param count of the section's blocks
  static Bytes encode(BitSet blocks, int count) {
    int listLength = blocks.cardinality() * Short.BYTES;
    if (listLength >= count / Byte.SIZE) {
      byte[] bits = new byte[count / Byte.SIZE];
      byte[] used = blocks.toByteArray();
      System.arraycopy(used, 0, bits, 0, used.length);
      return Bytes.wrap(bits);
    }
    ByteBuffer list = ByteBuffer.allocate(listLength);
    blocks.stream().forEach(place -> list.putShort((short) place));
    return Bytes.wrap(list.array());
  }

  static BitSet decode(Bytes encoded, int count) {
    byte[] bytes = encoded.arrayUnsafe();
    if (bytes.length == count / Byte.SIZE) {
      return BitSet.valueOf(bytes);
    }
    BitSet blocks = new BitSet(count);
    ByteBuffer list = ByteBuffer.wrap(bytes);
    while (list.remaining() >= Short.BYTES) {
      blocks.set(Short.toUnsignedInt(list.getShort()));
    }
    return blocks;
  }
}
