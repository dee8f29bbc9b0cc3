package org.tallystick.trie;

import java.util.Collections;
import java.util.List;
import org.tallystick.bytes.Bytes;

/// A node of a trie in memory, with all that is below it. The paths in it begin where the paths of
/// the nodes above end.
sealed interface Node {
  /// No entries.
  record Empty() implements Node {}

  /// One entry.
  ///
  /// @param path what is left of its key
  record Leaf(Nibbles path, Bytes value) implements Node {}

  /// A branch whose entries share a path.
  ///
  /// @param path at least one step
  /// @param child a branch, always
  record Extension(Nibbles path, Link child) implements Node {}

  /// Two entries or more that part here.
  ///
  /// @param children 16, by the next step
  /// @param value of the key that ends here; no bytes where none does
  record Branch(List<Link> children, Bytes value) implements Node {
    static final Branch WITHOUT_ENTRIES =
        new Branch(Collections.nCopies(Nibbles.RADIX, Link.EMPTY), Bytes.EMPTY);

    public Branch {
      children = List.copyOf(children);
    }

    Branch with(int step, Node child) {
      Link[] changed = children.toArray(new Link[0]);
      changed[step] = Link.to(child);
      return new Branch(List.of(changed), value);
    }

    Branch with(Bytes nextValue) {
      return new Branch(children, nextValue);
    }
  }

  default Bytes rlp() {
    return switch (this) {
      case Empty _ -> NodeRlp.EMPTY;
      case Leaf(Nibbles path, Bytes value) -> NodeRlp.leaf(path, value);
      case Extension(Nibbles path, Link child) -> NodeRlp.extension(path, child.reference());
      case Branch(List<Link> children, Bytes value) ->
          NodeRlp.branch(children.stream().map(Link::reference).toList(), value);
    };
  }
}
