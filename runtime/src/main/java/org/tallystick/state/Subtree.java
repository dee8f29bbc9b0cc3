package org.tallystick.state;

import org.tallystick.bytes.Bytes;
import org.tallystick.trie.Nibbles;
import org.tallystick.trie.NodeRlp;
import org.tallystick.trie.Reference;

/// A part of a path-keyed trie while it is changed. Where it will hang in the trie, and with that
/// its encoding and hash, is open until the branch above it is known.
sealed interface Subtree {
  /// What a branch refers to below itself.
  sealed interface Child extends Subtree {
    /// The reference that stands for it in the encoding of the branch.
    default Reference reference() {
      return switch (this) {
        case Nothing _ -> Reference.EMPTY;
        case StoredLeaf(Reference reference) -> reference;
        case Twig(Reference reference) -> reference;
        case StoredBranch(Reference reference) -> reference;
      };
    }
  }

  /// No entries.
  record Nothing() implements Child {
    static final Nothing INSTANCE = new Nothing();
  }

  /// One entry, whose key and value are among the flat values.
  record StoredLeaf(Reference reference) implements Child {}

  /// Two entries or more that part at one branch, all of whose keys and values are among the flat
  /// values.
  record Twig(Reference reference) implements Child {}

  /// More entries, whose branch is stored by its position.
  record StoredBranch(Reference reference) implements Child {}

  /// One entry.
  ///
  /// @param path its whole key
  /// @param value as the trie holds it
  record Leaf(Nibbles path, Bytes value) implements Subtree {
    /// What stands for it in a branch whose children lie so deep.
    Reference reference(int depth) {
      return Reference.to(rlp(depth));
    }

    Bytes rlp(int depth) {
      return NodeRlp.leaf(path.drop(depth), value);
    }
  }

  /// Two entries or more.
  record Branch(FoldedBranch content) implements Subtree {}
}
