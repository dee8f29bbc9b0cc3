package org.tallystick.state;

import java.io.Serial;
import org.tallystick.bytes.Hash;

/// Says that a store does not hold what was once written to it: a node is missing or damaged, or a
/// flat value does not agree with the trie. No block can be built on such a state.
public final class CorruptStateException extends IllegalStateException {
  @Serial private static final long serialVersionUID = 1;

  private static final String WAY_OUT =
      "; the stored state is damaged: restore it from a backup or start with an empty store";

  CorruptStateException(String fault) {
    super(fault + WAY_OUT);
  }

  CorruptStateException(String fault, RuntimeException cause) {
    super(fault + WAY_OUT, cause);
  }

  static CorruptStateException missingNode(NodeKey key, Hash expected) {
    return new CorruptStateException(
        "the node with the hash " + expected + " is missing (" + key + ")");
  }

  static CorruptStateException wrongHash(NodeKey key, Hash expected, Hash actual) {
    return new CorruptStateException(
        "the node that should have the hash " + expected + " has " + actual + " (" + key + ")");
  }
}
