package org.tallystick.node.store;

import java.nio.charset.StandardCharsets;
import org.tallystick.bytes.Bytes;
import org.tallystick.node.store.RocksStore.Batch;
import org.tallystick.node.store.RocksStore.Family;
import org.tallystick.rlp.RlpException;
import org.tallystick.rlp.RlpReader;
import org.tallystick.rlp.RlpWriter;

/// Entries that say from which block on something is kept that leads back. Where there is none,
/// nothing was forgotten yet. They stand for themselves, since the head may be further back than it
/// was when older things were forgotten.
enum KeptFrom {
  /// What blocks changed, as [UndoRecord]s.
  RECORDS("undo"),

  /// Which nodes were written at points, as [NodeHistory] tells.
  NODE_KEYS("keys");

  private final String entry;

  KeptFrom(String entry) {
    this.entry = entry;
  }

  /// The first block of which it is kept.
  ///
  /// @throws StoreException where the entry is unreadable
  long read(RocksStore database) {
    return database.get(Family.META, key().arrayUnsafe()).map(KeptFrom::decode).orElse(0L);
  }

  void put(Batch batch, long firstKept) {
    batch.put(Family.META, key(), new RlpWriter().writeLong(firstKept).toBytes());
  }

  void remove(Batch batch) {
    batch.delete(Family.META, key());
  }

  private Bytes key() {
    return Bytes.wrap(entry.getBytes(StandardCharsets.US_ASCII));
  }

  private static long decode(Bytes encoded) {
    try {
      return RlpReader.of(encoded).readLong();
    } catch (RlpException fault) {
      throw StoreException.corrupt(
          "the entry that says how far back the chain can go is unreadable", fault);
    }
  }
}
