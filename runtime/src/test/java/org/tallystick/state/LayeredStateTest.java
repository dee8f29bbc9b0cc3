package org.tallystick.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;

/// Random layers over a state, read in every range, against a state that has the same changes.
class LayeredStateTest {
  private static final Hash LAST_KEY = Hash.fromHex("0x" + "f".repeat(64));
  private static final Hash ACCOUNT = Hash.fromHex("0x" + "7".repeat(64));

  @Test
  void aRangeIsThatOfTheStateWithTheSameChanges() {
    for (int seed = 0; seed < 200; seed++) {
      Random random = new Random(seed);
      int keys = 1 + random.nextInt(400);
      MemoryStateStore expected = MemoryStateStore.EMPTY.apply(changes(random, keys));
      LayeredState layered = LayeredState.over(expected);
      for (int layer = 0; layer < 4; layer++) {
        String where = "seed " + seed + ", layer " + layer;
        for (int count = 0; count < 20; count++) {
          Hash first = key(random.nextInt(keys + 1));
          Hash last = random.nextInt(4) == 0 ? LAST_KEY : key(random.nextInt(keys + 1));
          int entriesMax = random.nextInt(5) == 0 ? Integer.MAX_VALUE : random.nextInt(20);
          assertEquals(
              expected.accounts(first, last, entriesMax),
              layered.accounts(first, last, entriesMax),
              where);
          assertEquals(
              expected.slots(ACCOUNT, first, last, entriesMax),
              layered.slots(ACCOUNT, first, last, entriesMax),
              where);
        }
        StateUpdate update = changes(random, keys);
        expected = expected.apply(update);
        layered = layered.apply(update);
      }
    }
  }

  @Test
  void aShortRangeReadsAboutAsMuchAsIsAskedForHoweverMuchChanged() {
    MemoryStateStore state = MemoryStateStore.EMPTY.apply(all(5_000, 1));
    List<Integer> asked = new ArrayList<>();
    LayeredState layered = LayeredState.over(new Counted(state, asked)).apply(all(5_000, 2));

    assertEquals(17, layered.accounts(Hash.ZERO, LAST_KEY, 17).size());
    assertEquals(2, layered.slots(ACCOUNT, Hash.ZERO, LAST_KEY, 2).size());

    int read = asked.stream().mapToInt(each -> each).sum();
    assertTrue(read <= 2 * (17 + 2), "asked for " + asked);
  }

  /// Some keys of each kind get another value or none.
  private static StateUpdate changes(Random random, int keys) {
    Map<Hash, Optional<Bytes>> accounts = new TreeMap<>();
    Map<SlotKey, Optional<Bytes>> slots = new TreeMap<>();
    int removed = random.nextInt(10);
    for (int count = random.nextInt(keys + 1); count > 0; count--) {
      accounts.put(key(random.nextInt(keys)), value(random, removed));
      Hash account = random.nextInt(10) == 0 ? LAST_KEY : ACCOUNT;
      slots.put(new SlotKey(account, key(random.nextInt(keys))), value(random, removed));
    }
    return update(accounts, slots);
  }

  private static Optional<Bytes> value(Random random, int removed) {
    return random.nextInt(10) < removed
        ? Optional.empty()
        : Optional.of(Bytes.of((byte) random.nextInt()));
  }

  private static StateUpdate all(int keys, int value) {
    Map<Hash, Optional<Bytes>> accounts = new TreeMap<>();
    Map<SlotKey, Optional<Bytes>> slots = new TreeMap<>();
    for (int number = 0; number < keys; number++) {
      accounts.put(key(number), Optional.of(Bytes.of((byte) value)));
      slots.put(new SlotKey(ACCOUNT, key(number)), Optional.of(Bytes.of((byte) value)));
    }
    return update(accounts, slots);
  }

  private static StateUpdate update(
      Map<Hash, Optional<Bytes>> accounts, Map<SlotKey, Optional<Bytes>> slots) {
    Hash root = MemoryStateStore.EMPTY.root();
    return new StateUpdate(root, root, list(accounts), list(slots), Map.of(), Map.of());
  }

  private static <K> List<ValueChange<K>> list(Map<K, Optional<Bytes>> values) {
    return values.entrySet().stream()
        .map(each -> new ValueChange<>(each.getKey(), Optional.<Bytes>empty(), each.getValue()))
        .toList();
  }

  /// Neighbours, and so that the last key there is is among them.
  private static Hash key(int number) {
    byte[] key = number % 2 == 0 ? Hash.ZERO.toArray() : LAST_KEY.toArray();
    key[Hash.LENGTH - 1] = (byte) (number % 2 == 0 ? number / 2 : 255 - number / 2);
    key[Hash.LENGTH - 2] ^= (byte) (number / 512);
    return Hash.wrap(key);
  }

  /// Takes note of how many values it is asked for.
  private record Counted(StateStore store, List<Integer> asked) implements StateStore {
    @Override
    public Hash root() {
      return store.root();
    }

    @Override
    public Optional<Bytes> account(Hash accountKey) {
      return store.account(accountKey);
    }

    @Override
    public List<Entry> accounts(Hash first, Hash last, int entriesMax) {
      asked.add(entriesMax);
      return store.accounts(first, last, entriesMax);
    }

    @Override
    public Optional<Bytes> slot(SlotKey key) {
      return store.slot(key);
    }

    @Override
    public List<Entry> slots(Hash accountKey, Hash first, Hash last, int entriesMax) {
      asked.add(entriesMax);
      return store.slots(accountKey, first, last, entriesMax);
    }

    @Override
    public Optional<Bytes> node(NodeKey key) {
      return store.node(key);
    }

    @Override
    public Optional<Bytes> code(Hash codeHash) {
      return store.code(codeHash);
    }

    @Override
    public BranchCache branches() {
      return store.branches();
    }
  }
}
