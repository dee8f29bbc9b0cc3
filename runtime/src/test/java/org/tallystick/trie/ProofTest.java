package org.tallystick.trie;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;
import org.tallystick.crypto.Keccak;
import org.tallystick.rlp.RlpWriter;
import org.tallystick.trie.Proof.Verdict;

class ProofTest {
  private static final int SEEDS = 300;

  /// A trie whose nodes are of all kinds and sizes, some inside their parents, some keys beginning
  /// with others.
  private static final class Sample {
    final MerkleTrie trie = new MerkleTrie();
    final List<Bytes> keys = new ArrayList<>();
    final Random random;

    Sample(int seed) {
      random = new Random(seed);
      int size = 1 + random.nextInt(60);
      for (int index = 0; index < size; index++) {
        Bytes key = key();
        byte[] value = new byte[1 + random.nextInt(random.nextBoolean() ? 3 : 60)];
        random.nextBytes(value);
        trie.put(key, Bytes.of(value));
        keys.add(key);
      }
    }

    /// A key that may be in the trie or not.
    Bytes key() {
      byte[] key = new byte[random.nextInt(4)];
      for (int at = 0; at < key.length; at++) {
        key[at] = (byte) random.nextInt(0x22);
      }
      return Bytes.of(key);
    }

    Verdict truth(Bytes key) {
      return trie.get(key).<Verdict>map(Verdict.Present::new).orElse(new Verdict.Absent());
    }
  }

  private static void assertInvalid(Verdict verdict, String where) {
    assertInstanceOf(Verdict.Invalid.class, verdict, where);
  }

  private static String reason(Hash root, Bytes key, List<Bytes> proof) {
    return assertInstanceOf(Verdict.Invalid.class, Proof.verify(root, key, proof)).reason();
  }

  @Test
  void presenceAndAbsenceAreShown() {
    for (int seed = 0; seed < SEEDS; seed++) {
      Sample sample = new Sample(seed);
      for (int index = 0; index < 20; index++) {
        Bytes key = sample.key();

        Verdict verdict = Proof.verify(sample.trie.root(), key, sample.trie.prove(key));

        assertEquals(sample.truth(key), verdict, "seed " + seed + " key " + key);
      }
    }
  }

  @Test
  void anEmptyTrieShowsAbsenceWithoutNodes() {
    assertEquals(
        new Verdict.Absent(), Proof.verify(MerkleTrie.EMPTY_ROOT, Bytes.of((byte) 1), List.of()));
    assertEquals(
        new Verdict.Absent(),
        Proof.verify(MerkleTrie.EMPTY_ROOT, Bytes.of((byte) 1), List.of(NodeRlp.EMPTY)));
    assertInvalid(Proof.verify(Hash.ZERO, Bytes.of((byte) 1), List.of()), "another root");
  }

  @Test
  void truncatedProofsShowNothing() {
    for (int seed = 0; seed < SEEDS; seed++) {
      Sample sample = new Sample(seed);
      for (Bytes key : sample.keys) {
        List<Bytes> proof = sample.trie.prove(key);
        for (int length = 0; length < proof.size(); length++) {
          assertInvalid(
              Proof.verify(sample.trie.root(), key, proof.subList(0, length)), "seed " + seed);
          assertInvalid(
              Proof.verify(
                  sample.trie.root(), key, proof.subList(proof.size() - length, proof.size())),
              "seed " + seed);
        }
      }
    }
  }

  @Test
  void nodesCutShortShowNothing() {
    for (int seed = 0; seed < SEEDS; seed++) {
      Sample sample = new Sample(seed);
      Bytes key = sample.keys.getFirst();
      List<Bytes> proof = new ArrayList<>(sample.trie.prove(key));
      int at = sample.random.nextInt(proof.size());
      proof.set(at, proof.get(at).slice(0, sample.random.nextInt(proof.get(at).length())));

      assertInvalid(Proof.verify(sample.trie.root(), key, proof), "seed " + seed);
    }
  }

  @Test
  void everyFlippedBitIsNoticed() {
    for (int seed = 0; seed < 40; seed++) {
      Sample sample = new Sample(seed);
      Bytes key = sample.keys.getFirst();
      List<Bytes> proof = sample.trie.prove(key);
      for (int node = 0; node < proof.size(); node++) {
        for (int bit = 0; bit < proof.get(node).length() * Byte.SIZE; bit++) {
          byte[] flipped = proof.get(node).toArray();
          flipped[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
          List<Bytes> forged = new ArrayList<>(proof);
          forged.set(node, Bytes.of(flipped));

          assertInvalid(
              Proof.verify(sample.trie.root(), key, forged),
              "seed " + seed + " node " + node + " bit " + bit);
        }
      }
    }
  }

  @Test
  void reorderedProofsShowNothing() {
    int reordered = 0;
    for (int seed = 0; seed < SEEDS; seed++) {
      Sample sample = new Sample(seed);
      Bytes key = sample.keys.getFirst();
      List<Bytes> proof = sample.trie.prove(key);
      List<Bytes> shuffled = new ArrayList<>(proof);
      Collections.shuffle(shuffled, sample.random);
      if (!shuffled.equals(proof)) {
        reordered++;
        assertInvalid(Proof.verify(sample.trie.root(), key, shuffled), "seed " + seed);
      }
    }
    assertTrue(reordered > SEEDS / 4, "only " + reordered + " proofs could be reordered");
  }

  @Test
  void extraNodesAreNoticedWhereverTheyAre() {
    for (int seed = 0; seed < SEEDS; seed++) {
      Sample sample = new Sample(seed);
      Bytes key = sample.key();
      List<Bytes> proof = sample.trie.prove(key);
      for (int at = 0; at <= proof.size(); at++) {
        List<Bytes> longer = new ArrayList<>(proof);
        longer.add(at, proof.get(sample.random.nextInt(proof.size())));

        assertInvalid(Proof.verify(sample.trie.root(), key, longer), "seed " + seed + " at " + at);
      }
    }
  }

  @Test
  void aProofOfOneKeyDoesNotLieAboutAnother() {
    for (int seed = 0; seed < SEEDS; seed++) {
      Sample sample = new Sample(seed);
      Bytes key = sample.key();
      List<Bytes> proof = sample.trie.prove(sample.key());

      Verdict verdict = Proof.verify(sample.trie.root(), key, proof);

      assertTrue(
          verdict instanceof Verdict.Invalid || verdict.equals(sample.truth(key)),
          "seed " + seed + " key " + key + ": " + verdict);
    }
  }

  @Test
  void anotherRootIsNamedWithBothHashes() {
    Bytes key = Bytes.of((byte) 1);
    Bytes leaf = NodeRlp.leaf(Nibbles.ofKey(key), Bytes.of((byte) 5));

    assertEquals(
        "node 0 has the hash " + Keccak.hash(leaf) + ", not " + Hash.ZERO,
        reason(Hash.ZERO, key, List.of(leaf)));
  }

  /// The nodes here have the right hashes, so that only their form can be what is refused.
  @Test
  void malformedNodesUnderTheirOwnHashShowNothing() {
    Bytes key = Bytes.of((byte) 0x12);
    Bytes one = Bytes.of((byte) 1);
    List<Bytes> malformed =
        List.of(
            Bytes.EMPTY,
            Bytes.fromHex("0x00"),
            Bytes.fromHex("0x8080"),
            Bytes.fromHex("0xc0"),
            Bytes.fromHex("0xc101"),
            Bytes.fromHex("0xc3010203"),
            Bytes.fromHex("0xf9ffff"),
            Bytes.fromHex("0xffffffffffffffffff"),
            // A leaf, an extension, a branch that are almost right.
            list(writer -> writer.writeBytes(Bytes.fromHex("0x4012")).writeBytes(one)),
            list(writer -> writer.writeBytes(Bytes.fromHex("0x2112")).writeBytes(one)),
            list(writer -> writer.writeBytes(Bytes.EMPTY).writeBytes(one)),
            list(writer -> writer.writeBytes(Bytes.fromHex("0x2012")).writeBytes(Bytes.EMPTY)),
            list(writer -> writer.writeBytes(Bytes.fromHex("0x2012")).beginList().endList()),
            list(writer -> writer.beginList().endList().writeBytes(one)),
            list(writer -> writer.writeBytes(Bytes.fromHex("0x00")).writeBytes(new byte[32])),
            list(writer -> writer.writeBytes(Bytes.fromHex("0x0012")).writeBytes(Bytes.EMPTY)),
            list(writer -> writer.writeBytes(Bytes.fromHex("0x0012")).writeBytes(new byte[31])),
            list(writer -> writer.writeBytes(Bytes.fromHex("0x0012")).writeBytes(new byte[33])),
            list(writer ->
                writer
                    .writeBytes(Bytes.fromHex("0x0012"))
                    .beginList()
                    .writeBytes(new byte[40])
                    .endList()),
            list(writer -> repeat(writer, 16).beginList().endList()),
            list(writer -> repeat(writer, 15).writeBytes(one).writeBytes(Bytes.EMPTY)),
            list(writer -> repeat(writer, 18)),
            list(writer -> repeat(writer, 16)),
            Bytes.concat(list(writer -> repeat(writer, 17)), one));
    for (Bytes node : malformed) {
      assertInvalid(Proof.verify(Keccak.hash(node), key, List.of(node)), node.toHex());
    }
  }

  @Test
  void aShortNodeApartFromItsParentIsRefused() {
    Bytes key = Bytes.of((byte) 0x12);
    Bytes leaf = NodeRlp.leaf(Nibbles.ofKey(key).drop(1), Bytes.of((byte) 5));
    Bytes parent = NodeRlp.extension(Nibbles.ofKey(key).take(1), Reference.to(Keccak.hash(leaf)));

    assertEquals(
        "node 1 is so short that it lies inside its parent",
        reason(Keccak.hash(parent), key, List.of(parent, leaf)));
  }

  @Test
  void aNodeInsideItsParentIsNotListedApart() {
    MerkleTrie trie = new MerkleTrie();
    Bytes key = Bytes.fromHex("0x1234");
    trie.put(key, Bytes.of((byte) 1));
    trie.put(Bytes.fromHex("0x1235"), Bytes.of((byte) 2));
    List<Bytes> proof = trie.prove(key);
    Bytes leaf = NodeRlp.leaf(Nibbles.EMPTY, Bytes.of((byte) 1));

    assertEquals(1, proof.size());
    assertEquals(
        "the way ends after 1 nodes, but there are 2",
        reason(trie.root(), key, List.of(proof.getFirst(), leaf)));
  }

  /// Random bytes under their own hash: whatever they say, checking them ends and does not throw.
  @Test
  void randomNodesNeverThrow() {
    int readable = 0;
    for (int seed = 0; seed < 20_000; seed++) {
      Random random = new Random(seed);
      byte[] key = new byte[random.nextInt(3)];
      byte[] node = random.nextBoolean() ? randomNode(random) : damagedBranch(random);
      random.nextBytes(key);

      Verdict verdict = Proof.verify(Keccak.hash(node), Bytes.of(key), List.of(Bytes.of(node)));

      readable += verdict instanceof Verdict.Invalid ? 0 : 1;
    }
    assertTrue(readable > 100, "only " + readable + " nodes were readable");
  }

  private static byte[] randomNode(Random random) {
    byte[] node = new byte[1 + random.nextInt(40)];
    random.nextBytes(node);
    node[0] = (byte) (0xc0 + node.length - 1);
    return node;
  }

  private static byte[] damagedBranch(Random random) {
    byte[] node = new Sample(random.nextInt(50)).trie.prove(Bytes.EMPTY).getFirst().toArray();
    node[random.nextInt(node.length)] = (byte) random.nextInt();
    return node;
  }

  private interface Content {
    void write(RlpWriter writer);
  }

  private static Bytes list(Content content) {
    RlpWriter writer = new RlpWriter().beginList();
    content.write(writer);
    return writer.endList().toBytes();
  }

  private static RlpWriter repeat(RlpWriter writer, int emptyItems) {
    for (int index = 0; index < emptyItems; index++) {
      writer.writeBytes(Bytes.EMPTY);
    }
    return writer;
  }
}
