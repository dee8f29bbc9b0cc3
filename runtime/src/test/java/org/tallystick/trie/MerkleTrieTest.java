package org.tallystick.trie;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.tallystick.bytes.Bytes;
import org.tallystick.rlp.RlpWriter;
import org.tallystick.state.Account;

class MerkleTrieTest {
  private static Bytes text(String text) {
    return Bytes.wrap(text.getBytes(UTF_8));
  }

  @Test
  void aTrieWithoutEntriesHasTheRootOfNoStorage() {
    assertEquals(Account.NO_STORAGE, MerkleTrie.EMPTY_ROOT);
    assertEquals(MerkleTrie.EMPTY_ROOT, new MerkleTrie().root());
  }

  @Test
  void deletingTheLastKeyGivesTheEmptyRoot() {
    MerkleTrie trie = new MerkleTrie();
    trie.put(text("dog"), text("puppy"));

    trie.remove(text("dog"));

    assertEquals(MerkleTrie.EMPTY_ROOT, trie.root());
    assertEquals(Optional.empty(), trie.get(text("dog")));
  }

  @Test
  void keysMayBeginWithOneAnother() {
    MerkleTrie trie = new MerkleTrie();
    trie.put(text("do"), text("verb"));
    trie.put(text("dog"), text("puppy"));
    trie.put(Bytes.EMPTY, text("root"));

    assertEquals(Optional.of(text("verb")), trie.get(text("do")));
    assertEquals(Optional.of(text("puppy")), trie.get(text("dog")));
    assertEquals(Optional.of(text("root")), trie.get(Bytes.EMPTY));
    assertEquals(Optional.empty(), trie.get(text("d")));
    assertEquals(Optional.empty(), trie.get(text("doge")));
  }

  @Test
  void removingWhatIsNotThereChangesNothing() {
    MerkleTrie trie = new MerkleTrie();
    trie.put(text("do"), text("verb"));
    trie.put(text("dog"), text("puppy"));
    var root = trie.root();

    trie.remove(text("d"));
    trie.remove(text("doge"));
    trie.remove(text("cat"));
    trie.remove(Bytes.EMPTY);

    assertEquals(root, trie.root());
  }

  @Test
  void theRootDoesNotDependOnWhenItWasAskedFor() {
    MerkleTrie often = new MerkleTrie();
    MerkleTrie once = new MerkleTrie();
    Random random = new Random(5);
    for (int index = 0; index < 500; index++) {
      byte[] key = new byte[2];
      random.nextBytes(key);
      Bytes value = Bytes.of((byte) 1, (byte) index);
      often.put(Bytes.of(key), value);
      once.put(Bytes.of(key), value);
      assertEquals(32, often.root().bytes().length());
    }

    assertEquals(once.root(), often.root());
  }

  @Test
  void anEmptyValueIsRefusedWithTheWayOut() {
    MerkleTrie trie = new MerkleTrie();

    var refusal =
        assertThrows(
            IllegalArgumentException.class, () -> trie.put(Bytes.fromHex("0x1234"), Bytes.EMPTY));

    assertEquals(
        "a trie cannot hold an empty value; remove the key 0x1234 instead", refusal.getMessage());
  }

  @Test
  void theOrderedRootIsThatOfTheIndexesInRlp() {
    Random random = new Random(7);
    MerkleTrie trie = new MerkleTrie();
    List<Bytes> values = new ArrayList<>();
    assertEquals(trie.root(), MerkleTrie.orderedRoot(values));
    for (int index = 0; index < 600; index++) {
      // Values of one byte make leaves that lie inside their parents.
      byte[] value = new byte[1 + random.nextInt(random.nextBoolean() ? 4 : 300)];
      random.nextBytes(value);
      values.add(Bytes.of(value));
      trie.put(new RlpWriter().writeLong(index).toBytes(), Bytes.of(value));

      assertEquals(trie.root(), MerkleTrie.orderedRoot(values), "with " + (index + 1) + " values");
    }
  }

  @Test
  void theOrderedRootOfManyValuesTakesOnePass() {
    List<Bytes> values = new ArrayList<>();
    MerkleTrie trie = new MerkleTrie();
    for (int index = 0; index < 70_000; index++) {
      values.add(Bytes.of((byte) (index >> 16), (byte) (index >> 8), (byte) index));
      trie.put(new RlpWriter().writeLong(index).toBytes(), values.getLast());
    }

    assertEquals(trie.root(), MerkleTrie.orderedRoot(values));
  }

  @Test
  void theOrderedRootNamesTheEmptyValue() {
    var refusal =
        assertThrows(
            IllegalArgumentException.class,
            () -> MerkleTrie.orderedRoot(List.of(text("a"), Bytes.EMPTY)));

    assertEquals("a trie cannot hold an empty value, and value 1 is empty", refusal.getMessage());
  }
}
