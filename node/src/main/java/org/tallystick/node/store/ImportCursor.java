package org.tallystick.node.store;

import java.util.Optional;
import java.util.stream.Stream;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;
import org.tallystick.node.store.RocksStore.Batch;
import org.tallystick.node.store.RocksStore.Family;
import org.tallystick.node.store.StateDatabase.Position;
import org.tallystick.rlp.RlpException;
import org.tallystick.rlp.RlpReader;
import org.tallystick.rlp.RlpWriter;
import org.tallystick.state.HashedKeys;

/// How far the import of a state has come. Written with the values up to there, so that it never
/// says more than is true.
///
/// @param target the state that is being imported
/// @param account lowest key of the stage that is still open
/// @param slot of that account, likewise
record ImportCursor(Position target, Stage stage, Hash account, Hash slot) {
  private static final Bytes KEY =
      Bytes.of((byte) 'i', (byte) 'm', (byte) 'p', (byte) 'o', (byte) 'r', (byte) 't');

  /// What is being imported.
  enum Stage {
    ACCOUNTS(0),
    SLOTS(1),
    CODES(2);

    /// As it is stored.
    private final long number;

    Stage(long number) {
      this.number = number;
    }

    private static Optional<Stage> of(long number) {
      return Stream.of(values()).filter(stage -> stage.number == number).findAny();
    }
  }

  static ImportCursor begin(Position target) {
    return at(target, Stage.ACCOUNTS);
  }

  private static ImportCursor at(Position target, Stage stage) {
    return new ImportCursor(target, stage, HashedKeys.FIRST, HashedKeys.FIRST);
  }

  /// The same import at the beginning of a stage.
  ImportCursor begin(Stage next) {
    return at(target, next);
  }

  /// The same stage, before an account.
  ImportCursor at(Hash nextAccount) {
    return at(nextAccount, HashedKeys.FIRST);
  }

  /// The same stage, in the middle of an account.
  ImportCursor at(Hash sameAccount, Hash nextSlot) {
    return new ImportCursor(target, stage, sameAccount, nextSlot);
  }

  static Optional<ImportCursor> find(RocksStore database) {
    return database.get(Family.META, KEY.arrayUnsafe()).map(ImportCursor::read);
  }

  void put(Batch batch) {
    batch.put(
        Family.META,
        KEY,
        new RlpWriter()
            .beginList()
            .writeLong(target.blockNumber())
            .writeBytes(target.stateRoot().bytes())
            .writeLong(stage.number)
            .writeBytes(account.bytes())
            .writeBytes(slot.bytes())
            .endList()
            .toBytes());
  }

  static void remove(Batch batch) {
    batch.delete(Family.META, KEY);
  }

  private static ImportCursor read(Bytes encoded) {
    try {
      RlpReader reader = RlpReader.of(encoded);
      reader.enterList();
      Position target = new Position(reader.readLong(), Hash.of(reader.readBytes(Hash.LENGTH)));
      int offset = reader.offset();
      Stage stage =
          Stage.of(reader.readLong())
              .orElseThrow(() -> new RlpException(offset, "there is no such stage"));
      return new ImportCursor(
          target,
          stage,
          Hash.of(reader.readBytes(Hash.LENGTH)),
          Hash.of(reader.readBytes(Hash.LENGTH)));
    } catch (RlpException fault) {
      throw StoreException.corrupt(
          "the entry that says how far the import of a state has come is unreadable", fault);
    }
  }
}
