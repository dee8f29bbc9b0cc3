package org.tallystick.node.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.tallystick.bytes.Bytes;
import org.tallystick.state.NodeKey;
import org.tallystick.trie.Nibbles;

final class NodeBufferTest {
  private static final long SEED = Long.getLong("seed", 20_261_128);
  private static final NodeKey ROOT = key(Bytes.EMPTY);
  private static final Optional<Bytes> OLD = Optional.of(Bytes.fromHex("0x01"));
  private static final Optional<Bytes> NEW = Optional.of(Bytes.fromHex("0x0202"));
  private static final Optional<Bytes> WRITTEN = Optional.of(Bytes.fromHex("0x030303"));

  @Test
  void theNewestBlockThatChangedANodeSaysWhatItIs() {
    NodeBuffer nodes = NodeBuffer.EMPTY.with(Map.of(ROOT, OLD)).with(Map.of(ROOT, NEW));

    assertEquals(NEW, nodes.get(ROOT, () -> WRITTEN));
    assertEquals(Map.of(ROOT, NEW), nodes.merged());
  }

  @Test
  void aNodeThatNoBlockChangedIsTheOneThatIsWritten() {
    NodeBuffer nodes = NodeBuffer.EMPTY.with(Map.of(ROOT, OLD)).with(Map.of());

    assertEquals(WRITTEN, nodes.get(key(Bytes.of((byte) 1)), () -> WRITTEN));
    assertEquals(OLD, nodes.get(ROOT, () -> WRITTEN));
  }

  @Test
  void aNodeThatWasRemovedIsNotThereThoughItIsWrittenAndInAnOlderBlock() {
    NodeBuffer nodes =
        NodeBuffer.EMPTY.with(Map.of(ROOT, OLD)).with(Map.of(ROOT, Optional.empty()));

    assertEquals(Optional.empty(), nodes.get(ROOT, () -> WRITTEN));
    assertEquals(Map.of(ROOT, Optional.empty()), nodes.merged());
    assertEquals(NEW, nodes.with(Map.of(ROOT, NEW)).get(ROOT, () -> WRITTEN));
  }

  @Test
  void aBufferStaysAsItIsWhenANewerBlockComes() {
    NodeBuffer older = NodeBuffer.EMPTY.with(Map.of(ROOT, OLD));
    NodeBuffer newer = older.with(Map.of(ROOT, NEW));

    assertEquals(OLD, older.get(ROOT, () -> WRITTEN));
    assertEquals(1, older.layers().size());
    assertTrue(newer.bytes() > older.bytes());
  }

  @Test
  void everyNodeOfEveryBlockCountsWithItsKey() {
    assertEquals(0, NodeBuffer.EMPTY.bytes());
    assertEquals(40 + 1, NodeBuffer.EMPTY.with(Map.of(ROOT, OLD)).bytes());
    assertEquals(
        40 + 1 + 40 + 40 + 2,
        NodeBuffer.EMPTY
            .with(Map.of(ROOT, OLD))
            .with(Map.of(ROOT, Optional.empty()))
            .with(Map.of(ROOT, NEW))
            .bytes());
  }

  @Test
  void manyBlocksGiveWhatOneMapGivesThatTheyAreWrittenTo() {
    Random random = new Random(SEED);
    Map<NodeKey, Optional<Bytes>> reference = new HashMap<>();
    NodeBuffer nodes = NodeBuffer.EMPTY;
    for (int block = 0; block < 32; block++) {
      Map<NodeKey, Optional<Bytes>> changes = new HashMap<>();
      for (int change = random.nextInt(30); change > 0; change--) {
        changes.put(
            some(random), random.nextInt(4) == 0 ? Optional.empty() : OLD.map(_ -> bytes(random)));
      }
      reference.putAll(changes);
      nodes = nodes.with(changes);

      assertEquals(reference, nodes.merged(), "seed " + SEED);
      NodeKey key = some(random);
      assertEquals(
          reference.getOrDefault(key, WRITTEN), nodes.get(key, () -> WRITTEN), "seed " + SEED);
    }
  }

  private static NodeKey some(Random random) {
    return key(Bytes.of((byte) random.nextInt(100)));
  }

  private static Bytes bytes(Random random) {
    byte[] bytes = new byte[1 + random.nextInt(20)];
    random.nextBytes(bytes);
    return Bytes.of(bytes);
  }

  private static NodeKey key(Bytes path) {
    return new NodeKey(Optional.empty(), Nibbles.ofKey(path));
  }
}
