package org.tallystick.state;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SortedTreeTest {
  @Test
  void agreesWithTreeMapAndEveryVersionStays() {
    for (int seed = 0; seed < 30; seed++) {
      Random random = new Random(seed);
      SortedTree<Integer, String> tree = SortedTree.empty();
      NavigableMap<Integer, String> expected = new TreeMap<>();
      SortedTree<Integer, String> old = tree;
      NavigableMap<Integer, String> oldExpected = new TreeMap<>();
      int range = 1 + random.nextInt(400);
      for (int step = 0; step < 2_000; step++) {
        int key = random.nextInt(range);
        if (random.nextInt(5) < 2) {
          tree = tree.remove(key);
          expected.remove(key);
        } else {
          tree = tree.put(key, "value " + step);
          expected.put(key, "value " + step);
        }
        if (step == 1_000) {
          old = tree;
          oldExpected = new TreeMap<>(expected);
        }
      }
      assertSame(expected, tree, range, "seed " + seed);
      assertSame(oldExpected, old, range, "seed " + seed + ", old version");
    }
  }

  private static void assertSame(
      NavigableMap<Integer, String> expected,
      SortedTree<Integer, String> tree,
      int range,
      String where) {
    for (int key = -1; key <= range; key++) {
      assertEquals(Optional.ofNullable(expected.get(key)), tree.get(key), where);
      int entriesMax = 1 + (key + 1) % 7;
      Map<Integer, String> entries = new TreeMap<>();
      tree.range(key, key + 20, entriesMax, entries::put);
      Map<Integer, String> first = new TreeMap<>();
      expected.subMap(key, true, key + 20, true).entrySet().stream()
          .limit(entriesMax)
          .forEach(entry -> first.put(entry.getKey(), entry.getValue()));
      assertEquals(first, entries, where);
    }
  }

  @Test
  void sortedKeysDoNotMakeItDeep() {
    SortedTree<Integer, Integer> tree = SortedTree.empty();
    // A list of this length would overflow the stack of the recursion.
    for (int key = 0; key < 200_000; key++) {
      tree = tree.put(key, -key);
    }
    assertEquals(Optional.of(-123_456), tree.get(123_456));
  }
}
