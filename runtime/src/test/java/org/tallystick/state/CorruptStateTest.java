package org.tallystick.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.tallystick.bytes.Address;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;
import org.tallystick.bytes.U256;
import org.tallystick.crypto.Keccak;
import org.tallystick.state.ReferenceState.Edit;
import org.tallystick.trie.Nibbles;

class CorruptStateTest {
  /// Storage keys that share long paths, so that there are ways, inline leaves and inline branches.
  private static final Hash ACCOUNT = Hash.ZERO;

  private final SortedMap<Hash, U256> slots = new TreeMap<>();
  private final StateUpdate update;
  private final MemoryStateStore store;

  CorruptStateTest() {
    Random random = new Random(3);
    for (int index = 0; index < 24; index++) {
      byte[] key = new byte[Hash.LENGTH];
      key[random.nextBoolean() ? 31 : random.nextInt(32)] = (byte) random.nextInt();
      slots.put(Hash.wrap(key), U256.of(1 + index));
    }
    update = prepare(MemoryStateStore.EMPTY, write(slots));
    store = MemoryStateStore.EMPTY.apply(update);
  }

  private static StateUpdate prepare(StateStore store, SortedMap<Hash, Edit> edits) {
    return StateTrie.prepare(store, ReferenceState.changes(store, edits), Map.of());
  }

  private static SortedMap<Hash, Edit> write(SortedMap<Hash, U256> slots) {
    SortedMap<Hash, Edit> edits = new TreeMap<>();
    edits.put(ACCOUNT, new Edit(Optional.of(Account.EMPTY.withNonce(1)), slots));
    return edits;
  }

  /// Changes that come to every leaf.
  private SortedMap<Hash, Edit> everySlotAnew() {
    SortedMap<Hash, U256> anew = new TreeMap<>(slots);
    anew.replaceAll((_, value) -> value.plus(U256.of(1_000)));
    return write(anew);
  }

  private MemoryStateStore damaged(NodeKey key, Optional<Bytes> node) {
    return damaged(List.of(), List.of(), Map.of(key, node));
  }

  private MemoryStateStore damaged(SlotKey key, Optional<Bytes> value) {
    return damaged(List.of(), List.of(new ValueChange<>(key, Optional.empty(), value)), Map.of());
  }

  private MemoryStateStore damaged(
      List<ValueChange<Hash>> accounts,
      List<ValueChange<SlotKey>> changedSlots,
      Map<NodeKey, Optional<Bytes>> nodes) {
    return store.apply(
        new StateUpdate(store.root(), store.root(), accounts, changedSlots, nodes, Map.of()));
  }

  @Test
  void everyFlippedBitOfANodeIsNoticed() {
    int bits = 0;
    for (Map.Entry<NodeKey, Optional<Bytes>> node : update.nodes().entrySet()) {
      byte[] stored = node.getValue().orElseThrow().toArray();
      for (int bit = 0; bit < stored.length * Byte.SIZE; bit++) {
        byte[] flipped = stored.clone();
        flipped[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
        MemoryStateStore broken = damaged(node.getKey(), Optional.of(Bytes.of(flipped)));

        assertThrows(
            CorruptStateException.class,
            () -> prepare(broken, everySlotAnew()),
            () -> node.getKey() + " " + Bytes.of(flipped));
        bits++;
      }
    }
    assertTrue(bits > 1_000, "only " + bits + " bits");
  }

  @Test
  void everyMissingNodeIsNoticed() {
    for (NodeKey key : update.nodes().keySet()) {
      MemoryStateStore broken = damaged(key, Optional.empty());

      assertThrows(
          CorruptStateException.class, () -> prepare(broken, everySlotAnew()), key::toString);
    }
  }

  @Test
  void aWrongNodeIsNamedByItsPathAndBothHashes() {
    FoldedBranch root = FoldedBranch.read(stored(Nibbles.EMPTY));
    NodeKey deep = Collections.max(update.nodes().keySet());
    FoldedBranch wrong = FoldedBranch.read(stored(deep.position()));
    MemoryStateStore broken =
        damaged(new NodeKey(Optional.of(ACCOUNT), Nibbles.EMPTY), Optional.of(wrong.toBytes()));

    var refusal = assertThrows(CorruptStateException.class, () -> prepare(broken, everySlotAnew()));

    assertEquals(
        "the node that should have the hash "
            + root.reference().hash()
            + " has "
            + wrong.reference().hash()
            + " (storage trie of "
            + ACCOUNT
            + ", at the root)"
            + "; the stored nodes are damaged: make them again by \"tally db rebuild-nodes\"; where"
            + " that fails, the values are damaged too: restore them from a backup or start with an"
            + " empty store",
        refusal.getMessage());
  }

  @Test
  void aNodeOfATrieThatHasBecomeTooSmallForOneIsNamedAndNotTakenForTheRoot() {
    SortedMap<Hash, U256> fewer = new TreeMap<>(slots);
    fewer.replaceAll((_, _) -> U256.ZERO);
    Hash first = slots.firstKey();
    byte[] neighbour = first.toArray();
    neighbour[31] ^= 1;
    fewer.put(first, U256.ONE);
    fewer.put(Hash.wrap(neighbour), U256.ONE);
    MemoryStateStore small = store.apply(prepare(store, write(fewer)));
    NodeKey root = new NodeKey(Optional.of(ACCOUNT), Nibbles.EMPTY);
    assertEquals(Optional.empty(), small.node(root));
    MemoryStateStore broken =
        small.apply(
            new StateUpdate(
                small.root(),
                small.root(),
                List.of(),
                List.of(),
                Map.of(root, Optional.of(stored(Nibbles.EMPTY))),
                Map.of()));

    var refusal = assertThrows(CorruptStateException.class, () -> prepare(broken, write(slots)));

    assertTrue(
        String.valueOf(refusal.getMessage()).contains(ACCOUNT + ", at the root)")
            && String.valueOf(refusal.getMessage()).contains("tally db rebuild-nodes"),
        refusal.getMessage());
  }

  @Test
  void onlyWhatIsMadeOfTheValuesIsSaidToBeMadeAgain() {
    SlotKey key = new SlotKey(ACCOUNT, slots.firstKey());
    MemoryStateStore wrongValue = damaged(key, Optional.of(Bytes.of((byte) 99)));
    for (NodeKey node : update.nodes().keySet()) {
      MemoryStateStore missing = damaged(node, Optional.empty());

      var refusal =
          assertThrows(CorruptStateException.class, () -> prepare(missing, everySlotAnew()));

      assertTrue(
          String.valueOf(refusal.getMessage()).contains("rebuild-nodes"), refusal.getMessage());
    }

    var refusal =
        assertThrows(CorruptStateException.class, () -> prepare(wrongValue, everySlotAnew()));

    assertFalse(
        String.valueOf(refusal.getMessage()).contains("rebuild-nodes"), refusal.getMessage());
  }

  private Bytes stored(Nibbles position) {
    return store.node(new NodeKey(Optional.of(ACCOUNT), position)).orElseThrow();
  }

  @Test
  void aFlatValueThatIsNotTheTriesIsNoticed() {
    SlotKey key = new SlotKey(ACCOUNT, slots.firstKey());
    for (Optional<Bytes> value :
        List.of(Optional.<Bytes>empty(), Optional.of(Bytes.of((byte) 99)))) {
      MemoryStateStore broken = damaged(key, value);

      assertThrows(CorruptStateException.class, () -> prepare(broken, everySlotAnew()));
      assertThrows(
          CorruptStateException.class,
          () ->
              TrieProver.prove(
                  TrieReader.ofStorage(broken, ACCOUNT),
                  AccountCodec.fromFlat(ACCOUNT, broken.account(ACCOUNT).orElseThrow())
                      .storageRoot(),
                  key.slot()));
    }
  }

  @Test
  void aFlatValueWithoutALeafIsNoticedOnceItChanges() {
    byte[] neighbour = slots.lastKey().toArray();
    neighbour[31]++;
    byte[] stranger = slots.lastKey().toArray();
    stranger[0] = (byte) 0xff;
    for (byte[] key : List.of(neighbour, stranger)) {
      MemoryStateStore broken =
          damaged(new SlotKey(ACCOUNT, Hash.wrap(key)), Optional.of(Bytes.of((byte) 1)));
      slots.put(Hash.wrap(key), U256.ONE);

      var refusal =
          assertThrows(CorruptStateException.class, () -> prepare(broken, everySlotAnew()));

      assertTrue(
          String.valueOf(refusal.getMessage())
              .startsWith("the flat value under the key " + Hash.wrap(key) + " has no leaf"),
          refusal.getMessage());
      slots.remove(Hash.wrap(key));
    }
  }

  @Test
  void unreadableFlatValuesAreNamed() {
    Address address = Address.ZERO;
    Hash accountKey = Keccak.hash(address.bytes());
    SlotKey slotKey = new SlotKey(accountKey, Keccak.hash(Hash.ZERO.bytes()));
    StoredState broken =
        new StoredState(
            damaged(
                List.of(
                    new ValueChange<>(
                        accountKey, Optional.empty(), Optional.of(Bytes.fromHex("0xc101")))),
                List.of(
                    new ValueChange<>(
                        slotKey, Optional.empty(), Optional.of(Bytes.fromHex("0x0001")))),
                Map.of()));

    var account = assertThrows(CorruptStateException.class, () -> broken.account(address));
    var slot = assertThrows(CorruptStateException.class, () -> broken.storage(address, Hash.ZERO));

    assertTrue(String.valueOf(account.getMessage()).contains(accountKey.toHex()));
    assertTrue(String.valueOf(slot.getMessage()).contains(slotKey.toBytes().toHex()));
  }
}
