package org.tallystick.trie;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.security.Security;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.tuweni.trie.MerklePatriciaTrie;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.tallystick.bytes.Bytes;
import org.tallystick.trie.Proof.Verdict;

/// Random puts, updates and removals against Tuweni's trie, the root compared after each.
class MerkleTrieAgainstTuweniTest {
  private static final int SEEDS = 150;
  private static final int STEPS = 120;

  /// How the keys and values of a run look.
  private record Shape(int keyLengthMin, int keyLengthMax, int alphabet, int valueLengthMax) {
    Bytes key(Random random) {
      byte[] key = new byte[keyLengthMin + random.nextInt(keyLengthMax - keyLengthMin + 1)];
      for (int at = 0; at < key.length; at++) {
        key[at] = (byte) (random.nextInt(alphabet) * 0x11);
      }
      return Bytes.of(key);
    }

    boolean keysMayNest() {
      return keyLengthMin != keyLengthMax;
    }

    Bytes value(Random random) {
      byte[] value = new byte[1 + random.nextInt(valueLengthMax)];
      random.nextBytes(value);
      return Bytes.of(value);
    }
  }

  private static final List<Shape> SHAPES =
      List.of(
          new Shape(1, 1, 16, 2),
          new Shape(0, 3, 2, 1),
          new Shape(0, 6, 3, 4),
          new Shape(2, 2, 16, 40),
          new Shape(1, 70, 2, 200),
          new Shape(32, 32, 16, 100));

  @BeforeAll
  static void giveThePeerItsHashFunction() {
    Security.addProvider(new BouncyCastleProvider());
  }

  @Test
  void everyStepGivesTheSameRootAndTheSameValues() throws Exception {
    for (int seed = 0; seed < SEEDS; seed++) {
      compare(seed, SHAPES.get(seed % SHAPES.size()));
    }
  }

  private static void compare(int seed, Shape shape) throws Exception {
    Random random = new Random(seed);
    MerkleTrie trie = new MerkleTrie();
    MerklePatriciaTrie<org.apache.tuweni.bytes.Bytes> peer = MerklePatriciaTrie.storingBytes();
    SortedMap<Bytes, Bytes> entries = new TreeMap<>();
    List<Bytes> used = new ArrayList<>();
    // Runs that remove more than they put keep the trie near empty.
    int removals = 1 + random.nextInt(6);
    for (int step = 0; step < STEPS; step++) {
      boolean again = !used.isEmpty() && random.nextBoolean();
      Bytes key = again ? used.get(random.nextInt(used.size())) : shape.key(random);
      used.add(key);
      if (random.nextInt(10) < removals) {
        trie.remove(key);
        entries.remove(key);
        peer = shape.keysMayNest() ? peerOf(entries) : without(key, peer);
      } else {
        Bytes value = shape.value(random);
        trie.put(key, value);
        peer.putAsync(peer(key), peer(value)).join();
        entries.put(key, value);
      }

      String where = "seed " + seed + " step " + step;
      assertArrayEquals(peer.rootHash().toArrayUnsafe(), trie.root().toArray(), where);
      assertEquals(Optional.ofNullable(entries.get(key)), trie.get(key), where);
      assertProved(trie, entries, shape.key(random), where);
      assertProved(trie, entries, key, where);
    }
    assertOrderDoesNotMatter(entries, trie, random, "seed " + seed);
  }

  private static MerklePatriciaTrie<org.apache.tuweni.bytes.Bytes> without(
      Bytes key, MerklePatriciaTrie<org.apache.tuweni.bytes.Bytes> peer) throws Exception {
    peer.removeAsync(peer(key)).join();
    return peer;
  }

  /// Tuweni's trie made anew: where a key that others begin with is the last one left, its removal
  /// gives another root than the same entries give in a new trie (version 2.3.1).
  private static MerklePatriciaTrie<org.apache.tuweni.bytes.Bytes> peerOf(
      SortedMap<Bytes, Bytes> entries) throws Exception {
    MerklePatriciaTrie<org.apache.tuweni.bytes.Bytes> peer = MerklePatriciaTrie.storingBytes();
    for (Map.Entry<Bytes, Bytes> entry : entries.entrySet()) {
      peer.putAsync(peer(entry.getKey()), peer(entry.getValue())).join();
    }
    return peer;
  }

  private static void assertProved(
      MerkleTrie trie, Map<Bytes, Bytes> entries, Bytes key, String where) {
    Bytes value = entries.get(key);
    Verdict expected = value == null ? new Verdict.Absent() : new Verdict.Present(value);

    assertEquals(expected, Proof.verify(trie.root(), key, trie.prove(key)), where);
  }

  private static void assertOrderDoesNotMatter(
      Map<Bytes, Bytes> entries, MerkleTrie trie, Random random, String where) {
    List<Map.Entry<Bytes, Bytes>> shuffled = new ArrayList<>(entries.entrySet());
    for (int round = 0; round < 3; round++) {
      Collections.shuffle(shuffled, random);
      MerkleTrie again = new MerkleTrie();
      shuffled.forEach(entry -> again.put(entry.getKey(), entry.getValue()));
      assertEquals(trie.root(), again.root(), where);
    }
  }

  private static org.apache.tuweni.bytes.Bytes peer(Bytes bytes) {
    return org.apache.tuweni.bytes.Bytes.wrap(bytes.toArray());
  }
}
