package org.tallystick.node.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;
import org.tallystick.node.store.UndoRecord.Before;
import org.tallystick.state.HashedKeys;
import org.tallystick.state.SlotKey;
import org.tallystick.state.StateUpdate;
import org.tallystick.state.ValueChange;

final class UndoRecordTest {
  private static final long SEED = Long.getLong("seed", 20_261_128);
  private static final int ROUNDS = 200;
  private static final long BLOCK = 77;

  private final Random random = new Random(SEED);
  private final NavigableMap<Hash, Optional<Bytes>> accounts = new TreeMap<>();
  private final NavigableMap<SlotKey, Optional<Bytes>> slots = new TreeMap<>();

  @Test
  void aRecordSaysOfEveryKeyWhatAMapSays() {
    int changed = 0;
    for (int round = 0; round < ROUNDS; round++) {
      fill(random.nextInt(20), random.nextInt(6));
      UndoRecord record = UndoRecord.read(BLOCK, record().toBytes());

      Map<Hash, Optional<Bytes>> readAccounts = new TreeMap<>();
      record.accounts(readAccounts::put);
      Map<SlotKey, Optional<Bytes>> readSlots = new TreeMap<>();
      record.slots(readSlots::put);
      assertEquals(accounts, readAccounts, "seed " + SEED);
      assertEquals(slots, readSlots, "seed " + SEED);
      for (Hash key : keysAndTheirNeighbours()) {
        assertEquals(before(accounts, key), record.account(key), "seed " + SEED);
        for (Hash account : accounts.keySet()) {
          SlotKey slot = new SlotKey(account, key);
          assertEquals(before(slots, slot), record.slot(slot), "seed " + SEED);
          changed += slots.containsKey(slot) ? 1 : 0;
        }
      }
    }
    assertTrue(changed > ROUNDS, "only " + changed + " slots");
  }

  @Test
  void theFirstAndTheLastKeyOfAllAreFound() {
    for (Hash key : List.of(HashedKeys.FIRST, HashedKeys.LAST)) {
      accounts.put(key, Optional.of(Bytes.of(key.bytes().get(0))));
      for (Hash slot : List.of(HashedKeys.FIRST, HashedKeys.LAST)) {
        slots.put(new SlotKey(key, slot), Optional.empty());
      }
    }
    UndoRecord record = record();

    accounts.keySet().forEach(key -> assertEquals(before(accounts, key), record.account(key)));
    slots.keySet().forEach(key -> assertEquals(before(slots, key), record.slot(key)));
    Hash between = Hash.fromHex("0x" + "7".repeat(64));
    assertEquals(Optional.empty(), record.account(between));
    assertEquals(Optional.empty(), record.slot(new SlotKey(HashedKeys.LAST, between)));
    assertEquals(Optional.empty(), record.slot(new SlotKey(between, HashedKeys.LAST)));
  }

  @Test
  void aBlockThatChangedNothingLeavesARecordOfNothing() {
    UndoRecord record = UndoRecord.read(BLOCK, record().toBytes());

    assertEquals(Optional.empty(), record.account(HashedKeys.FIRST));
    assertEquals(Optional.empty(), record.slot(new SlotKey(HashedKeys.FIRST, HashedKeys.FIRST)));
    assertEquals(8, record.length());
  }

  @Test
  void theLongestValueComesBackWhole() {
    byte[] value = new byte[255];
    random.nextBytes(value);
    accounts.put(HashedKeys.FIRST, Optional.of(Bytes.of(value)));

    UndoRecord record = UndoRecord.read(BLOCK, record().toBytes());

    assertEquals(
        Optional.of(new Before(Optional.of(Bytes.of(value)))), record.account(HashedKeys.FIRST));
  }

  @Test
  void aRecordOfAnotherLengthIsRefusedAndNamesItsBlock() {
    fill(12, 4);
    Bytes whole = record().toBytes();
    List<Bytes> damaged = new ArrayList<>();
    for (int length = 0; length < whole.length(); length++) {
      damaged.add(whole.slice(0, length));
    }
    damaged.add(Bytes.concat(whole, Bytes.of((byte) 0)));

    damaged.forEach(UndoRecordTest::assertRefused);
  }

  @Test
  void numbersOfKeysThatAreNotThereAreRefused() {
    fill(12, 4);
    byte[] whole = record().toBytes().toArray();
    for (int bit = 0; bit < 2 * Integer.BYTES * Byte.SIZE; bit++) {
      byte[] flipped = whole.clone();
      flipped[bit / Byte.SIZE] ^= (byte) (0x80 >> bit % Byte.SIZE);

      assertRefused(Bytes.of(flipped));
    }
  }

  @Test
  void aSlotOfAnAccountThatIsNotThereIsRefused() {
    accounts.put(HashedKeys.FIRST, Optional.empty());
    slots.put(new SlotKey(HashedKeys.FIRST, HashedKeys.LAST), Optional.empty());
    byte[] whole = record().toBytes().toArray();
    for (byte account : new byte[] {1, (byte) 0x80}) {
      byte[] other = whole.clone();
      other[account < 0 ? 40 : 43] = account;

      assertRefused(Bytes.of(other));
    }
  }

  private static void assertRefused(Bytes damaged) {
    StoreException refusal =
        assertThrows(
            StoreException.class, () -> UndoRecord.read(BLOCK, damaged), damaged::toString);

    assertTrue(
        refusal.words().startsWith("what block 77 changed in the state is unreadable"),
        refusal.words());
  }

  private static <K> Optional<Before> before(Map<K, Optional<Bytes>> values, K key) {
    return values.containsKey(key)
        ? Optional.of(new Before(values.getOrDefault(key, Optional.empty())))
        : Optional.empty();
  }

  private void fill(int accountCount, int slotsMax) {
    accounts.clear();
    slots.clear();
    for (int account = 0; account < accountCount; account++) {
      Hash key = key();
      accounts.put(key, value(1 + random.nextInt(120)));
      for (int slot = random.nextInt(slotsMax + 1); slot > 0; slot--) {
        slots.put(new SlotKey(key, key()), value(1 + random.nextInt(32)));
      }
    }
  }

  /// Keys that are near each other, or far.
  private Hash key() {
    byte[] key = new byte[Hash.LENGTH];
    if (random.nextBoolean()) {
      random.nextBytes(key);
    } else {
      key[random.nextBoolean() ? 0 : key.length - 1] = (byte) random.nextInt();
    }
    return Hash.wrap(key);
  }

  private Optional<Bytes> value(int length) {
    byte[] value = new byte[length];
    random.nextBytes(value);
    return random.nextInt(4) == 0 ? Optional.empty() : Optional.of(Bytes.of(value));
  }

  private NavigableSet<Hash> keysAndTheirNeighbours() {
    NavigableSet<Hash> keys = new TreeSet<>(accounts.keySet());
    slots.keySet().forEach(slot -> keys.add(slot.slot()));
    for (Hash key : List.copyOf(keys)) {
      HashedKeys.after(key).ifPresent(keys::add);
    }
    keys.add(HashedKeys.FIRST);
    keys.add(HashedKeys.LAST);
    return keys;
  }

  private UndoRecord record() {
    List<ValueChange<Hash>> changedAccounts = new ArrayList<>();
    accounts.forEach(
        (key, value) -> changedAccounts.add(new ValueChange<>(key, value, Optional.empty())));
    List<ValueChange<SlotKey>> changedSlots = new ArrayList<>();
    slots.forEach(
        (key, value) -> changedSlots.add(new ValueChange<>(key, value, Optional.empty())));
    return UndoRecord.of(
        new StateUpdate(Hash.ZERO, Hash.ZERO, changedAccounts, changedSlots, Map.of(), Map.of()));
  }
}
