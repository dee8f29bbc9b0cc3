package org.tallystick.trie;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;
import org.tallystick.crypto.Keccak;
import org.tallystick.testing.Vectors;
import tools.jackson.databind.JsonNode;

/// The TrieTests of github.com/ethereum/tests. In a secure trie the keys are hashed.
class MerkleTrieVectorsTest {
  private record Entry(Bytes key, Optional<Bytes> value) {}

  @TestFactory
  Stream<DynamicTest> entriesInTheirOrderGiveTheRoot() {
    return Stream.concat(
        cases("trietest.json", vector -> checkInOrder(vector, UnaryOperator.identity())),
        cases(
            "trietest_secureTrie.json",
            vector -> checkInOrder(vector, MerkleTrieVectorsTest::hashed)));
  }

  @TestFactory
  Stream<DynamicTest> entriesInEveryOrderGiveTheRoot() {
    return Stream.of(
            cases("trieanyorder.json", vector -> checkAnyOrder(vector, UnaryOperator.identity())),
            cases(
                "trieanyorder_secureTrie.json",
                vector -> checkAnyOrder(vector, MerkleTrieVectorsTest::hashed)),
            cases(
                "hex_encoded_securetrie_test.json",
                vector -> checkAnyOrder(vector, MerkleTrieVectorsTest::hashed)))
        .flatMap(tests -> tests);
  }

  /// The vector asks for a key's neighbours, which this trie does not give; the keys' absence and
  /// presence can be asked for all the same.
  @TestFactory
  Stream<DynamicTest> onlyTheKeysThatWerePutAreThere() {
    return cases(
        "trietestnextprev.json",
        vector -> {
          MerkleTrie trie = new MerkleTrie();
          List<String> keys = new ArrayList<>();
          vector.get("in").forEach(key -> keys.add(key.asString()));
          keys.forEach(key -> trie.put(bytes(key), bytes("value of " + key)));
          for (JsonNode asked : vector.get("tests")) {
            String key = asked.get(0).asString();
            assertEquals(keys.contains(key), trie.get(bytes(key)).isPresent(), key);
          }
        });
  }

  private static Bytes hashed(Bytes key) {
    return Keccak.hash(key).bytes();
  }

  private static Stream<DynamicTest> cases(String file, Consumer<JsonNode> check) {
    JsonNode vectors = Vectors.requireJson("TrieTests/" + file);
    assertTrue(vectors.size() > 0, file);
    return vectors.properties().stream()
        .map(vector ->
            DynamicTest.dynamicTest(
                file + " " + vector.getKey(), () -> check.accept(vector.getValue())));
  }

  private static void checkInOrder(JsonNode vector, UnaryOperator<Bytes> hashing) {
    check(vector, entries(vector), hashing);
  }

  private static void checkAnyOrder(JsonNode vector, UnaryOperator<Bytes> hashing) {
    List<Entry> entries = entries(vector);
    Random random = new Random(11);
    for (int round = 0; round < 50; round++) {
      check(vector, entries, hashing);
      Collections.shuffle(entries, random);
    }
  }

  private static void check(JsonNode vector, List<Entry> entries, UnaryOperator<Bytes> hashing) {
    MerkleTrie trie = new MerkleTrie();
    Map<Bytes, Optional<Bytes>> expected = new TreeMap<>();
    for (Entry entry : entries) {
      Bytes key = hashing.apply(entry.key());
      entry.value().ifPresentOrElse(value -> trie.put(key, value), () -> trie.remove(key));
      expected.put(key, entry.value());
    }

    Hash root = trie.root();

    assertEquals(Hash.fromHex(vector.get("root").asString()), root, () -> "order: " + entries);
    expected.forEach((key, value) -> assertEquals(value, trie.get(key)));
  }

  /// `in` is an array of pairs where the order counts, an object where it does not.
  private static List<Entry> entries(JsonNode vector) {
    List<Entry> entries = new ArrayList<>();
    JsonNode in = vector.get("in");
    if (in.isArray()) {
      in.forEach(pair -> entries.add(entry(pair.get(0).asString(), pair.get(1))));
    } else {
      in.properties().forEach(pair -> entries.add(entry(pair.getKey(), pair.getValue())));
    }
    return entries;
  }

  private static Entry entry(String key, JsonNode value) {
    return new Entry(
        bytes(key), value.isNull() ? Optional.empty() : Optional.of(bytes(value.asString())));
  }

  /// Texts that begin with 0x are hex, others stand for themselves.
  private static Bytes bytes(String text) {
    return text.startsWith("0x") ? Bytes.fromHex(text) : Bytes.wrap(text.getBytes(UTF_8));
  }
}
