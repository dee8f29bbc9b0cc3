package org.tallystick.node.store;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;
import org.tallystick.state.SlotKey;
import org.tallystick.state.StateUpdate;
import org.tallystick.state.ValueChange;

/// The flat values that a block changed, as they were before it. Read where it lies, without being
/// taken apart: its keys are sorted and of one length.
///
/// | bytes | what |
/// |---|---|
/// | 4 | number of accounts |
/// | 4 | number of slots |
/// | 32 for each account | its key |
/// | 36 for each slot | which of the accounts it belongs to, counted from 0; the slot's key |
/// | 1 for each | how long its value is; 0 where there was none |
/// | | the values |
///
/// An account whose slots change has another storage root after, so it is always among the
/// accounts.
final class UndoRecord {
  private static final int ACCOUNTS_AT = 2 * Integer.BYTES;
  private static final int SLOT_ENTRY_LENGTH = Integer.BYTES + Hash.LENGTH;

  private final byte[] stored;
  private final int accounts;
  private final int slots;
  private final int lengthsAt;

  private UndoRecord(byte[] stored) {
    this.stored = stored;
    ByteBuffer buffer = ByteBuffer.wrap(stored);
    accounts = buffer.getInt();
    slots = buffer.getInt();
    lengthsAt = ACCOUNTS_AT + accounts * Hash.LENGTH + slots * SLOT_ENTRY_LENGTH;
  }

  static UndoRecord of(StateUpdate update) {
    int values = 0;
    for (ValueChange<Hash> change : update.accounts()) {
      values += change.before().map(Bytes::length).orElse(0);
    }
    for (ValueChange<SlotKey> change : update.slots()) {
      values += change.before().map(Bytes::length).orElse(0);
    }
    int accounts = update.accounts().size();
    int slots = update.slots().size();
    ByteBuffer buffer =
        ByteBuffer.allocate(
            ACCOUNTS_AT + accounts * (Hash.LENGTH + 1) + slots * (SLOT_ENTRY_LENGTH + 1) + values);
    buffer.putInt(accounts).putInt(slots);
    for (ValueChange<Hash> change : update.accounts()) {
      buffer.put(change.key().arrayUnsafe());
    }
    int account = 0;
    for (ValueChange<SlotKey> change : update.slots()) {
      while (!update.accounts().get(account).key().equals(change.key().account())) {
        account++;
      }
      buffer.putInt(account).put(change.key().slot().arrayUnsafe());
    }
    List<Optional<Bytes>> before = new ArrayList<>(accounts + slots);
    update.accounts().forEach(change -> before.add(change.before()));
    update.slots().forEach(change -> before.add(change.before()));
    before.forEach(value -> buffer.put((byte) (int) value.map(Bytes::length).orElse(0)));
    before.forEach(value -> value.ifPresent(present -> buffer.put(present.arrayUnsafe())));
    return new UndoRecord(buffer.array());
  }

  /// @throws StoreException where the bytes are something else
  static UndoRecord read(long blockNumber, Bytes stored) {
    try {
      UndoRecord record = new UndoRecord(stored.arrayUnsafe());
      boolean hasItsLength = record.offset(record.accounts + record.slots) == stored.length();
      if (hasItsLength && record.everySlotHasAnAccount()) {
        return record;
      }
    } catch (RuntimeException fault) {
      throw unreadable(blockNumber, fault);
    }
    throw unreadable(blockNumber, null);
  }

  private static StoreException unreadable(long blockNumber, @Nullable RuntimeException fault) {
    return StoreException.corrupt(
        "what block " + blockNumber + " changed in the state is unreadable", fault);
  }

  Bytes toBytes() {
    return Bytes.wrap(stored);
  }

  int length() {
    return stored.length;
  }

  /// How many values the block changed.
  int changes() {
    return accounts + slots;
  }

  /// Four bytes for each key, sorted: a key of which they are not there was not changed.
  int[] sketch() {
    int[] sketch = new int[accounts + slots];
    for (int index = 0; index < accounts; index++) {
      sketch[index] = intAt(ACCOUNTS_AT + index * Hash.LENGTH);
    }
    for (int index = 0; index < slots; index++) {
      int at = slotAt(index);
      int account = intAt(ACCOUNTS_AT + intAt(at) * Hash.LENGTH);
      sketch[accounts + index] = mix(account, intAt(at + Integer.BYTES));
    }
    Arrays.sort(sketch);
    return sketch;
  }

  /// What a sketch has of an account.
  static int sketch(Hash accountKey) {
    return ByteBuffer.wrap(accountKey.arrayUnsafe()).getInt();
  }

  /// What a sketch has of a slot.
  static int sketch(SlotKey key) {
    return mix(sketch(key.account()), sketch(key.slot()));
  }

  private static int mix(int account, int slot) {
    return Integer.rotateLeft(account, Short.SIZE) ^ slot;
  }

  /// A value before the block, absent where there was none.
  record Before(Optional<Bytes> value) {}

  /// The account before the block; absent where the block did not change it.
  Optional<Before> account(Hash key) {
    int at = indexOf(key);
    return at < 0 ? Optional.empty() : Optional.of(before(at));
  }

  /// The slot before the block; absent where the block did not change it.
  Optional<Before> slot(SlotKey key) {
    int account = indexOf(key.account());
    if (account < 0) {
      return Optional.empty();
    }
    int low = 0;
    int high = slots - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int order = compareSlot(middle, account, key.slot());
      if (order == 0) {
        return Optional.of(before(accounts + middle));
      }
      low = order < 0 ? middle + 1 : low;
      high = order < 0 ? high : middle - 1;
    }
    return Optional.empty();
  }

  /// Gives every account, in the order of the keys.
  void accounts(BiConsumer<Hash, Optional<Bytes>> each) {
    int valueAt = offset(0);
    for (int index = 0; index < accounts; index++) {
      int length = length(index);
      each.accept(accountKey(index), value(valueAt, length));
      valueAt += length;
    }
  }

  /// Gives every slot, in the order of the keys.
  void slots(BiConsumer<SlotKey, Optional<Bytes>> each) {
    int valueAt = offset(accounts);
    for (int index = 0; index < slots; index++) {
      int length = length(accounts + index);
      int at = slotAt(index);
      Hash account = accountKey(intAt(at));
      each.accept(new SlotKey(account, hash(at + Integer.BYTES)), value(valueAt, length));
      valueAt += length;
    }
  }

  private int indexOf(Hash accountKey) {
    int low = 0;
    int high = accounts - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int order = compare(ACCOUNTS_AT + middle * Hash.LENGTH, accountKey);
      if (order == 0) {
        return middle;
      }
      low = order < 0 ? middle + 1 : low;
      high = order < 0 ? high : middle - 1;
    }
    return -1;
  }

  private int compareSlot(int index, int account, Hash slot) {
    int at = slotAt(index);
    int byAccount = Integer.compare(intAt(at), account);
    return byAccount != 0 ? byAccount : compare(at + Integer.BYTES, slot);
  }

  private int compare(int at, Hash key) {
    return Arrays.compareUnsigned(stored, at, at + Hash.LENGTH, key.arrayUnsafe(), 0, Hash.LENGTH);
  }

  private Before before(int index) {
    return new Before(value(offset(index), length(index)));
  }

  private Optional<Bytes> value(int at, int length) {
    return length == 0 ? Optional.empty() : Optional.of(Bytes.of(stored, at, length));
  }

  /// Where the value with this index begins.
  private int offset(int index) {
    int at = lengthsAt + accounts + slots;
    for (int other = 0; other < index; other++) {
      at += length(other);
    }
    return at;
  }

  private boolean everySlotHasAnAccount() {
    for (int index = 0; index < slots; index++) {
      int account = intAt(slotAt(index));
      if (account < 0 || account >= accounts) {
        return false;
      }
    }
    return true;
  }

  private int length(int index) {
    return stored[lengthsAt + index] & 0xff;
  }

  private int slotAt(int index) {
    return ACCOUNTS_AT + accounts * Hash.LENGTH + index * SLOT_ENTRY_LENGTH;
  }

  private int intAt(int at) {
    return ByteBuffer.wrap(stored).getInt(at);
  }

  private Hash accountKey(int index) {
    return hash(ACCOUNTS_AT + index * Hash.LENGTH);
  }

  private Hash hash(int at) {
    return Hash.wrap(Arrays.copyOfRange(stored, at, at + Hash.LENGTH));
  }
}
