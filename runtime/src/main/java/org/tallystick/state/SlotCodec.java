package org.tallystick.state;

import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;
import org.tallystick.bytes.U256;
import org.tallystick.rlp.RlpWriter;

/// The two encodings of a storage slot's value: big-endian without leading zeroes in its flat form,
/// the RLP of that in the trie. Zero has neither, it is not stored.
final class SlotCodec {
  private SlotCodec() {}

  static Bytes toFlat(U256 value) {
    return value.toTrimmedBytes();
  }

  static Bytes toTrie(Bytes flat) {
    return new RlpWriter(1 + flat.length()).writeBytes(flat).toBytes();
  }

  /// Reads the flat form.
  ///
  /// @throws CorruptStateException where the bytes are something else
  static U256 fromFlat(SlotKey key, Bytes flat) {
    if (flat.isEmpty() || flat.length() > Hash.LENGTH || flat.get(0) == 0) {
      throw new CorruptStateException(
          "the slot under the key " + key.toBytes() + " is unreadable: " + flat);
    }
    return U256.fromBytes(flat);
  }
}
