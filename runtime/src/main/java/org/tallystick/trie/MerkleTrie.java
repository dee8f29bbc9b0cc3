package org.tallystick.trie;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;

/// A whole hex Merkle-Patricia trie in memory (Yellow Paper, appendix D). Keys have any length and
/// may begin with one another; values have at least one byte, since the trie cannot tell an empty
/// value from none. Belongs to one thread.
///
/// Nodes never change: a change makes new nodes from the root down to its key and shares all
/// others, whose hashes stay known. A root is hashed when it is asked for, so changes between two
/// roots cost no hashing.
public final class MerkleTrie {
  /// The root of a trie without entries.
  public static final Hash EMPTY_ROOT = Reference.EMPTY.hash();

  private Link root = Link.EMPTY;

  /// The root of the trie that has each value under the RLP of its index: the transactions or
  /// receipts of a block (Yellow Paper, section 4.3). Built from below in one pass.
  ///
  /// @throws IllegalArgumentException where a value has no bytes
  public static Hash orderedRoot(List<Bytes> values) {
    return Link.to(OrderedTrie.of(values)).reference().hash();
  }

  /// The value under the key; absent where there is none.
  public Optional<Bytes> get(Bytes key) {
    Node node = root.node();
    Nibbles rest = Nibbles.ofKey(key);
    while (true) {
      switch (node) {
        case Node.Empty _ -> {
          return Optional.empty();
        }
        case Node.Leaf(Nibbles path, Bytes value) -> {
          return path.equals(rest) ? Optional.of(value) : Optional.empty();
        }
        case Node.Extension(Nibbles path, Link child) -> {
          if (!rest.startsWith(path)) {
            return Optional.empty();
          }
          node = child.node();
          rest = rest.drop(path.length());
        }
        case Node.Branch(List<Link> children, Bytes value) -> {
          if (rest.isEmpty()) {
            return value.isEmpty() ? Optional.empty() : Optional.of(value);
          }
          node = children.get(rest.at(0)).node();
          rest = rest.drop(1);
        }
      }
    }
  }

  /// Puts the value under the key, in place of what was there.
  ///
  /// @throws IllegalArgumentException where the value has no bytes
  public void put(Bytes key, Bytes value) {
    if (value.isEmpty()) {
      throw new IllegalArgumentException(
          "a trie cannot hold an empty value; remove the key " + key + " instead");
    }
    root = Link.to(put(root.node(), Nibbles.ofKey(key), value));
  }

  /// Removes the key and its value, where it is there.
  public void remove(Bytes key) {
    // Nodes on the way to an absent key stay as they are, with their known hashes.
    if (get(key).isPresent()) {
      root = Link.to(remove(root.node(), Nibbles.ofKey(key)));
    }
  }

  /// The hash that commits to all entries.
  public Hash root() {
    return root.reference().hash();
  }

  /// The nodes from the root down to the key, or down to where its absence shows; to be checked by
  /// [Proof#verify(Hash, Bytes, List)]. Nodes that lie inside their parent are not listed apart.
  /// There are none for an empty trie.
  public List<Bytes> prove(Bytes key) {
    List<Bytes> proof = new ArrayList<>();
    Nibbles rest = Nibbles.ofKey(key);
    Link link = root;
    while (!link.isEmpty()) {
      if (link == root || !link.reference().isInline()) {
        proof.add(link.node().rlp());
      }
      switch (link.node()) {
        case Node.Empty _, Node.Leaf _ -> link = Link.EMPTY;
        case Node.Extension(Nibbles path, Link child) -> {
          boolean leads = rest.startsWith(path);
          link = leads ? child : Link.EMPTY;
          rest = leads ? rest.drop(path.length()) : rest;
        }
        case Node.Branch(List<Link> children, Bytes _) -> {
          boolean ends = rest.isEmpty();
          link = ends ? Link.EMPTY : children.get(rest.at(0));
          rest = ends ? rest : rest.drop(1);
        }
      }
    }
    return List.copyOf(proof);
  }

  private static Node put(Node node, Nibbles path, Bytes value) {
    return switch (node) {
      case Node.Empty _ -> new Node.Leaf(path, value);
      case Node.Leaf leaf when leaf.path().equals(path) -> new Node.Leaf(path, value);
      case Node.Leaf leaf -> {
        int shared = path.commonPrefix(leaf.path());
        Node parted = put(Node.Branch.WITHOUT_ENTRIES, leaf.path().drop(shared), leaf.value());
        yield join(path.take(shared), put(parted, path.drop(shared), value));
      }
      case Node.Extension(Nibbles way, Link child) -> {
        int shared = path.commonPrefix(way);
        Node below = shared == way.length() ? child.node() : part(way.drop(shared), child);
        yield join(path.take(shared), put(below, path.drop(shared), value));
      }
      case Node.Branch branch when path.isEmpty() -> branch.with(value);
      case Node.Branch branch -> {
        int step = path.at(0);
        yield branch.with(step, put(branch.children().get(step).node(), path.drop(1), value));
      }
    };
  }

  /// A branch at the beginning of an extension's way, to which a second entry will be added.
  private static Node part(Nibbles way, Link child) {
    return Node.Branch.WITHOUT_ENTRIES.with(way.at(0), join(way.drop(1), child.node()));
  }

  /// The node without a key that is below it.
  private static Node remove(Node node, Nibbles path) {
    return switch (node) {
      case Node.Empty _, Node.Leaf _ -> new Node.Empty();
      case Node.Extension(Nibbles way, Link child) ->
          join(way, remove(child.node(), path.drop(way.length())));
      case Node.Branch branch when path.isEmpty() -> settle(branch.with(Bytes.EMPTY));
      case Node.Branch branch -> {
        Node child = branch.children().get(path.at(0)).node();
        yield settle(branch.with(path.at(0), remove(child, path.drop(1))));
      }
    };
  }

  /// A branch that lost an entry, in canonical form: with one entry left it is no branch any more.
  private static Node settle(Node.Branch branch) {
    int last = -1;
    for (int step = 0; step < Nibbles.RADIX; step++) {
      if (!branch.children().get(step).isEmpty()) {
        if (last >= 0) {
          return branch;
        }
        last = step;
      }
    }
    if (last < 0) {
      return new Node.Leaf(Nibbles.EMPTY, branch.value());
    }
    return branch.value().isEmpty()
        ? join(Nibbles.EMPTY.plus(last), branch.children().get(last).node())
        : branch;
  }

  /// The node at the end of a way, as one node where its own kind allows.
  static Node join(Nibbles way, Node node) {
    return switch (node) {
      case Node.Empty _ -> node;
      case Node.Leaf(Nibbles path, Bytes value) -> new Node.Leaf(way.plus(path), value);
      case Node.Extension(Nibbles path, Link child) -> new Node.Extension(way.plus(path), child);
      case Node.Branch _ -> way.isEmpty() ? node : new Node.Extension(way, Link.to(node));
    };
  }
}
