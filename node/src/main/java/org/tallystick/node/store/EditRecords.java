package org.tallystick.node.store;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;
import org.tallystick.crypto.Keccak;
import org.tallystick.node.store.RocksStore.Batch;
import org.tallystick.node.store.RocksStore.Family;
import org.tallystick.rlp.RlpReader;
import org.tallystick.rlp.RlpWriter;
import org.tallystick.state.CorruptStateException;
import org.tallystick.state.LayeredState;
import org.tallystick.state.SlotKey;
import org.tallystick.state.StateStore;
import org.tallystick.state.StateTrie;
import org.tallystick.state.StateUpdate;
import org.tallystick.state.ValueChange;

/// Edits of a development chain's state: one record for each, in the order in which they were made,
/// so that another edit writes itself alone. A record holds values; the nodes follow from them.
/// When a block takes them in they are kept under its number, for whoever executes it once more.
///
/// | key | value |
/// |---|---|
/// | 'e', count of edits before it, 4 bytes: no block has taken it in | `[root before, root after, [[key, before, after], …], [[account, slot, before, after], …], [code, …]]`, RLP |
/// | 't', number of the block that took it in, 8 bytes, count of edits before it, 4 bytes | the same |
final class EditRecords {
  private static final byte KIND = 'e';
  private static final byte TAKEN = 't';

  private EditRecords() {}

  /// @param index how many edits there are before it
  static void put(Batch batch, int index, StateUpdate edit) {
    batch.put(Family.INDEX, key(index), encode(edit));
  }

  /// @param from index of the first that is removed
  /// @param count how many edits there are
  static void remove(Batch batch, int from, int count) {
    for (int index = from; index < count; index++) {
      batch.delete(Family.INDEX, key(index));
    }
  }

  /// Has a block take in the edits that there are.
  ///
  /// @param count how many
  static void take(Batch batch, StoredBlocks.Source source, long blockNumber, int count) {
    for (int index = 0; index < count; index++) {
      Bytes key = key(index);
      Bytes edit =
          source
              .get(Family.INDEX, key)
              .orElseThrow(() -> StoreException.corrupt("an edit of the state is missing", null));
      batch.put(Family.INDEX, takenKey(blockNumber, index), edit);
      batch.delete(Family.INDEX, key);
    }
  }

  /// Forgets what a block took in.
  static void forgetTaken(Batch batch, StoredBlocks.Source source, long blockNumber) {
    for (RocksStore.Entry entry : taken(source, blockNumber)) {
      batch.delete(Family.INDEX, entry.key());
    }
  }

  /// All that no block has taken in, in their order.
  ///
  /// @param state of the block that they follow
  /// @throws StoreException where one is damaged or does not follow the one before
  static List<StateUpdate> read(RocksStore database, StateStore state) {
    byte[] first = Bytes.of(KIND).arrayUnsafe();
    byte[] end = Bytes.of((byte) (KIND + 1)).arrayUnsafe();
    return read(database.range(Family.INDEX, first, end), state);
  }

  /// What a block took in, in their order.
  ///
  /// @param state of the block before
  /// @throws StoreException where one is damaged or does not follow the one before
  static List<StateUpdate> readTaken(
      StoredBlocks.Source source, long blockNumber, StateStore state) {
    return read(taken(source, blockNumber), state);
  }

  private static List<RocksStore.Entry> taken(StoredBlocks.Source source, long blockNumber) {
    return source.range(Family.INDEX, takenKey(blockNumber, 0), takenKey(blockNumber + 1, 0));
  }

  private static List<StateUpdate> read(List<RocksStore.Entry> entries, StateStore state) {
    List<StateUpdate> edits = new ArrayList<>();
    LayeredState edited = LayeredState.over(state);
    for (RocksStore.Entry entry : entries) {
      LayeredState before = edited;
      StateUpdate edit =
          ChainStore.read("edit " + edits.size(), () -> decode(entry.value(), before));
      edits.add(edit);
      edited = edited.apply(edit);
    }
    return edits;
  }

  private static Bytes key(int index) {
    return ChainStore.indexKey(
        KIND, Bytes.wrap(ByteBuffer.allocate(Integer.BYTES).putInt(index).array()));
  }

  private static Bytes takenKey(long blockNumber, int index) {
    ByteBuffer place = ByteBuffer.allocate(Long.BYTES + Integer.BYTES);
    return ChainStore.indexKey(TAKEN, Bytes.wrap(place.putLong(blockNumber).putInt(index).array()));
  }

  private static Bytes encode(StateUpdate edit) {
    RlpWriter writer =
        new RlpWriter()
            .beginList()
            .writeBytes(edit.parentRoot().bytes())
            .writeBytes(edit.root().bytes())
            .beginList();
    for (ValueChange<Hash> change : edit.accounts()) {
      writer.beginList().writeBytes(change.key().bytes());
      writeValues(writer, change);
      writer.endList();
    }
    writer.endList().beginList();
    for (ValueChange<SlotKey> change : edit.slots()) {
      writer
          .beginList()
          .writeBytes(change.key().account().bytes())
          .writeBytes(change.key().slot().bytes());
      writeValues(writer, change);
      writer.endList();
    }
    writer.endList().beginList();
    edit.codes().values().forEach(writer::writeBytes);
    return writer.endList().endList().toBytes();
  }

  private static void writeValues(RlpWriter writer, ValueChange<?> change) {
    writer
        .writeBytes(change.before().orElse(Bytes.EMPTY))
        .writeBytes(change.after().orElse(Bytes.EMPTY));
  }

  private static StateUpdate decode(Bytes encoded, StateStore state) {
    RlpReader reader = RlpReader.of(encoded);
    reader.enterList();
    Hash parentRoot = readHash(reader);
    Hash root = readHash(reader);
    List<ValueChange<Hash>> accounts = new ArrayList<>();
    reader.enterList();
    while (reader.hasNext()) {
      reader.enterList();
      accounts.add(new ValueChange<>(readHash(reader), readValue(reader), readValue(reader)));
      reader.leaveList();
    }
    reader.leaveList();
    List<ValueChange<SlotKey>> slots = new ArrayList<>();
    reader.enterList();
    while (reader.hasNext()) {
      reader.enterList();
      SlotKey key = new SlotKey(readHash(reader), readHash(reader));
      slots.add(new ValueChange<>(key, readValue(reader), readValue(reader)));
      reader.leaveList();
    }
    reader.leaveList();
    Map<Hash, Bytes> codes = new HashMap<>();
    reader.enterList();
    while (reader.hasNext()) {
      Bytes code = reader.readBytes();
      codes.put(Keccak.hash(code), code);
    }
    reader.leaveList();
    reader.leaveList();
    reader.finish();
    return complete(state, new StateUpdate(parentRoot, root, accounts, slots, Map.of(), codes));
  }

  /// Adds the nodes.
  private static StateUpdate complete(StateStore state, StateUpdate values) {
    try {
      StateUpdate made = StateTrie.prepare(state, values.accounts(), values.slots());
      if (made.parentRoot().equals(values.parentRoot()) && made.root().equals(values.root())) {
        return made.withCodes(values.codes());
      }
    } catch (CorruptStateException fault) {
      throw new StoreException("an edit of the state: " + fault.getMessage(), fault);
    }
    throw StoreException.corrupt("an edit of the state does not follow what is before it", null);
  }

  private static Hash readHash(RlpReader reader) {
    return Hash.of(reader.readBytes(Hash.LENGTH));
  }

  private static Optional<Bytes> readValue(RlpReader reader) {
    Bytes value = reader.readBytes();
    return value.isEmpty() ? Optional.empty() : Optional.of(value);
  }
}
