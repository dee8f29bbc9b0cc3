package org.tallystick.trie;

import java.util.ArrayList;
import java.util.List;
import org.tallystick.bytes.Bytes;
import org.tallystick.rlp.RlpWriter;

/// Builds the trie of a list, each value under the RLP of its index, from below: every node is made
/// once.
final class OrderedTrie {
  /// The largest index whose RLP is the index itself.
  private static final int SINGLE_BYTE_MAX = 0x7f;

  private record Entry(Nibbles path, Bytes value) {}

  private final List<Entry> entries;

  private OrderedTrie(List<Entry> entries) {
    this.entries = entries;
  }

  /// @throws IllegalArgumentException where a value has no bytes
  static Node of(List<Bytes> values) {
    List<Entry> entries = new ArrayList<>(values.size());
    // In the order of the keys: the RLP of zero is 0x80, between that of 127 and that of 128.
    int beforeZero = Math.min(SINGLE_BYTE_MAX, values.size() - 1);
    for (int index = 1; index <= beforeZero; index++) {
      entries.add(entry(index, values));
    }
    if (!values.isEmpty()) {
      entries.add(entry(0, values));
    }
    for (int index = SINGLE_BYTE_MAX + 1; index < values.size(); index++) {
      entries.add(entry(index, values));
    }
    return new OrderedTrie(entries).build(0, entries.size(), 0);
  }

  private static Entry entry(int index, List<Bytes> values) {
    Bytes value = values.get(index);
    if (value.isEmpty()) {
      throw new IllegalArgumentException(
          "a trie cannot hold an empty value, and value " + index + " is empty");
    }
    return new Entry(Nibbles.ofKey(new RlpWriter(4).writeLong(index).toBytes()), value);
  }

  /// The node over the entries `from..to`, which share the first `depth` steps. No key begins with
  /// another, since no RLP does.
  private Node build(int from, int to, int depth) {
    if (from == to) {
      return new Node.Empty();
    }
    Nibbles first = entries.get(from).path();
    if (to - from == 1) {
      return new Node.Leaf(first.drop(depth), entries.get(from).value());
    }
    int parting = first.commonPrefix(entries.get(to - 1).path());
    List<Link> children = new ArrayList<>(Nibbles.RADIX);
    int start = from;
    for (int step = 0; step < Nibbles.RADIX; step++) {
      int end = start;
      while (end < to && entries.get(end).path().at(parting) == step) {
        end++;
      }
      children.add(Link.to(build(start, end, parting + 1)));
      start = end;
    }
    Nibbles way = first.take(parting).drop(depth);
    return MerkleTrie.join(way, new Node.Branch(children, Bytes.EMPTY));
  }
}
