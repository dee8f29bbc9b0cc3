package org.tallystick.state;

import java.io.Serial;
import org.jspecify.annotations.Nullable;
import org.tallystick.bytes.Hash;

/// Says that a store does not hold what was once written to it: a node is missing or damaged, or a
/// flat value does not agree with the trie. No block can be built on such a state.
public final class CorruptStateException extends IllegalStateException {
  @Serial private static final long serialVersionUID = 1;

  private static final String WAY_OUT =
      "; the stored state is damaged: restore it from a backup or start with an empty store";

  /// Nodes follow from the values, so they are not lost while those are there.
  private static final String NODES_WAY_OUT =
      "; the stored nodes are damaged: make them again by \"tally db rebuild-nodes\"; where that"
          + " fails, the values are damaged too: restore them from a backup or start with an empty"
          + " store";

  CorruptStateException(String fault) {
    super(fault + WAY_OUT);
  }

  CorruptStateException(String fault, RuntimeException cause) {
    super(fault + WAY_OUT, cause);
  }

  private CorruptStateException(String fault, String wayOut, @Nullable RuntimeException cause) {
    super(fault + wayOut, cause);
  }

  /// A node that is stored is missing.
  static CorruptStateException missingNode(NodeKey key, Hash expected) {
    return new CorruptStateException(missing(key, expected), NODES_WAY_OUT, null);
  }

  /// A node that is stored is another.
  static CorruptStateException wrongNode(NodeKey key, Hash expected, Hash actual) {
    return new CorruptStateException(wrong(key, expected, actual), NODES_WAY_OUT, null);
  }

  /// What is stored as a node is none.
  static CorruptStateException unreadableNode(NodeKey key, Hash expected, RuntimeException cause) {
    return new CorruptStateException(
        "the node with the hash " + expected + " is unreadable (" + key + ")",
        NODES_WAY_OUT,
        cause);
  }

  /// The values that make a node are missing.
  static CorruptStateException missingValues(NodeKey key, Hash expected) {
    return new CorruptStateException(missing(key, expected));
  }

  /// The values make another node.
  static CorruptStateException wrongValues(NodeKey key, Hash expected, Hash actual) {
    return new CorruptStateException(wrong(key, expected, actual));
  }

  private static String missing(NodeKey key, Hash expected) {
    return "the node with the hash " + expected + " is missing (" + key + ")";
  }

  private static String wrong(NodeKey key, Hash expected, Hash actual) {
    return "the node that should have the hash " + expected + " has " + actual + " (" + key + ")";
  }
}
