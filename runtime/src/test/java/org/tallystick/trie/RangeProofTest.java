package org.tallystick.trie;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;
import org.tallystick.trie.RangeProof.Entry;
import org.tallystick.trie.RangeProof.Verdict;

class RangeProofTest {
  private static final int SEEDS = 300;
  private static final int KEY_LENGTH = 4;

  /// A trie, a range of it, and what proves the range.
  private static final class Case {
    private final Random random;
    private final NavigableMap<Bytes, Bytes> all = new TreeMap<>();
    private final MerkleTrie trie = new MerkleTrie();
    private final Bytes first;
    private final Bytes last;
    private final List<Entry> entries = new ArrayList<>();
    private final List<Bytes> proof;

    Case(int seed) {
      random = new Random(seed);
      int alphabet = 1 + random.nextInt(4);
      int size = random.nextInt(60);
      for (int index = 0; index < size; index++) {
        Bytes key = key(alphabet);
        byte[] value = new byte[1 + random.nextInt(random.nextBoolean() ? 2 : 40)];
        random.nextBytes(value);
        all.put(key, Bytes.of(value));
        trie.put(key, Bytes.of(value));
      }
      Bytes one = key(alphabet);
      Bytes other = key(alphabet);
      first = one.compareTo(other) < 0 ? one : other;
      Bytes end = one.compareTo(other) < 0 ? other : one;
      int entriesMax = 1 + random.nextInt(40);
      all.subMap(first, true, end, true).entrySet().stream()
          .limit(entriesMax)
          .forEach(entry -> entries.add(new Entry(entry.getKey(), entry.getValue())));
      last = entries.size() < entriesMax ? end : entries.getLast().key();
      Set<Bytes> nodes = new HashSet<>(trie.prove(first));
      nodes.addAll(trie.prove(last));
      proof = new ArrayList<>(nodes);
    }

    private Bytes key(int alphabet) {
      byte[] key = new byte[KEY_LENGTH];
      for (int at = 0; at < key.length; at++) {
        key[at] = (byte) (random.nextInt(alphabet) << (4 * random.nextInt(2)));
      }
      return Bytes.of(key);
    }

    Verdict verify() {
      return RangeProof.verify(trie.root(), first, last, entries, proof);
    }
  }

  @Test
  void aWholeRangeIsShownToBeWholeAndWhetherMoreFollows() {
    int withMore = 0;
    for (int seed = 0; seed < SEEDS; seed++) {
      Case range = new Case(seed);
      boolean hasMore = !range.all.tailMap(range.last, false).isEmpty();

      assertEquals(new Verdict.Complete(hasMore), range.verify(), "seed " + seed);
      withMore += hasMore ? 1 : 0;
    }
    assertTrue(withMore > SEEDS / 5, "only " + withMore + " ranges before the end");
  }

  @Test
  void aMissingAnAddedOrAChangedEntryIsNoticed() {
    int changed = 0;
    for (int seed = 0; seed < SEEDS; seed++) {
      for (int index = 0; index < new Case(seed).entries.size(); index++) {
        Case missing = new Case(seed);
        missing.entries.remove(index);
        assertInstanceOf(Verdict.Invalid.class, missing.verify(), "seed " + seed);

        Case other = new Case(seed);
        Bytes key = other.entries.get(index).key();
        other.entries.set(index, new Entry(key, Bytes.of((byte) 1, (byte) 2, (byte) 3)));
        assertInstanceOf(Verdict.Invalid.class, other.verify(), "seed " + seed);
        changed++;
      }
      Case added = new Case(seed);
      Bytes key = added.key(16);
      boolean isInside = key.compareTo(added.first) >= 0 && key.compareTo(added.last) <= 0;
      if (isInside && !added.all.containsKey(key)) {
        added.entries.add(new Entry(key, Bytes.of((byte) 1)));
        added.entries.sort((one, another) -> one.key().compareTo(another.key()));
        assertInstanceOf(Verdict.Invalid.class, added.verify(), "seed " + seed);
        changed++;
      }
    }
    assertTrue(changed > SEEDS, "only " + changed + " changes");
  }

  @Test
  void everyFlippedBitAndEveryMissingNodeOfTheProofIsNoticedOrHarmless() {
    int noticed = 0;
    for (int seed = 0; seed < 40; seed++) {
      Case whole = new Case(seed);
      Verdict right = whole.verify();
      for (int node = 0; node < whole.proof.size(); node++) {
        for (int bit = 0; bit < whole.proof.get(node).length() * Byte.SIZE; bit += 3) {
          Case broken = new Case(seed);
          byte[] flipped = broken.proof.get(node).toArray();
          flipped[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
          broken.proof.set(node, Bytes.of(flipped));
          Verdict verdict = broken.verify();
          // The ways to both ends may not need a node.
          if (!verdict.equals(right)) {
            assertInstanceOf(Verdict.Invalid.class, verdict, "seed " + seed);
            noticed++;
          }
        }
      }
    }
    assertTrue(noticed > 1_000, "only " + noticed + " noticed");
  }

  @Test
  void aProofOfMoreNodesThanTwoWaysHaveIsNotLookedAt() {
    Case range = new Case(1);
    int nodesMax = 2 * (2 * KEY_LENGTH + 1);
    while (range.proof.size() < nodesMax) {
      range.proof.add(Bytes.EMPTY);
    }
    assertInstanceOf(Verdict.Complete.class, range.verify());

    range.proof.add(Bytes.EMPTY);

    assertEquals(
        new Verdict.Invalid("the proof has 19 nodes, two ways have 18 at most"), range.verify());
  }

  @Test
  void entriesOutOfOrderOrOutsideOfTheRangeAreRefused() {
    Bytes low = Bytes.fromHex("0x01");
    Bytes high = Bytes.fromHex("0x05");
    Entry entry = new Entry(Bytes.fromHex("0x03"), low);
    Hash root = MerkleTrie.EMPTY_ROOT;

    for (List<Entry> entries :
        List.of(
            List.of(entry, entry),
            List.of(new Entry(Bytes.fromHex("0x06"), low)),
            List.of(new Entry(Bytes.fromHex("0x0303"), low)),
            List.of(new Entry(low, Bytes.EMPTY)))) {
      assertInstanceOf(
          Verdict.Invalid.class, RangeProof.verify(root, low, high, entries, List.of()));
    }
    assertInstanceOf(
        Verdict.Invalid.class, RangeProof.verify(root, high, low, List.of(), List.of()));
    assertEquals(
        new Verdict.Complete(false), RangeProof.verify(root, low, high, List.of(), List.of()));
  }
}
