package org.tallystick.node.store;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;
import org.tallystick.node.store.RocksStore.Batch;
import org.tallystick.node.store.RocksStore.Family;
import org.tallystick.state.NodeKey;
import org.tallystick.state.SlotKey;

/// What was in a place before each block that changed it. So what was there after a block is said
/// by the first change after that block, and where there is none, it is what is there now.
///
/// A place is a kind and a key, and no place begins with all of another: what one was before its
/// blocks lies together, by their numbers.
final class Versions {
  static final byte ACCOUNT = 'a';
  static final byte SLOT = 's';
  private static final byte NODE = 'n';

  private Versions() {}

  static Bytes ofAccount(Hash key) {
    return Bytes.concat(Bytes.of(ACCOUNT), key.bytes());
  }

  static Bytes ofSlot(SlotKey key) {
    return Bytes.concat(Bytes.of(SLOT), key.toBytes());
  }

  /// Keys of nodes are of many lengths, and some begin as others do; so the length goes before.
  static Bytes ofNode(Bytes key) {
    return Bytes.concat(Bytes.of(NODE, (byte) key.length()), key);
  }

  static Bytes ofNode(NodeKey key) {
    return ofNode(key.toBytes());
  }

  /// @param before absent where there was nothing; neither values nor nodes are ever empty
  static void put(Batch batch, Bytes place, long blockNumber, Optional<Bytes> before) {
    batch.put(Family.HISTORY, key(place, blockNumber), before.orElse(Bytes.EMPTY));
  }

  static void remove(Batch batch, Bytes place, long blockNumber) {
    batch.delete(Family.HISTORY, key(place, blockNumber));
  }

  /// What was in a place after a block.
  ///
  /// @param now asked where no later block changed it
  static Optional<Bytes> after(
      RocksStore.Pin pin, Bytes place, long blockNumber, Supplier<Optional<Bytes>> now) {
    List<RocksStore.Entry> next =
        pin.range(Family.HISTORY, key(place, blockNumber + 1), key(place, Long.MAX_VALUE), 1);
    return next.isEmpty() ? now.get() : before(next.getFirst());
  }

  static Optional<Bytes> before(RocksStore.Entry entry) {
    return Optional.of(entry.value()).filter(value -> !value.isEmpty());
  }

  static Bytes key(Bytes place, long blockNumber) {
    return Bytes.concat(place, number(blockNumber));
  }

  static Bytes place(RocksStore.Entry entry) {
    return entry.key().slice(0, entry.key().length() - Long.BYTES);
  }

  static long blockNumber(RocksStore.Entry entry) {
    return ByteBuffer.wrap(entry.key().arrayUnsafe()).getLong(entry.key().length() - Long.BYTES);
  }

  static Bytes number(long number) {
    return Bytes.wrap(ByteBuffer.allocate(Long.BYTES).putLong(number).array());
  }
}
