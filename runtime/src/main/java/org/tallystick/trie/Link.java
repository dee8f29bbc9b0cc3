package org.tallystick.trie;

import org.jspecify.annotations.Nullable;

/// A node as its parent holds it, together with the reference that stands for it. The reference is
/// worked out when it is first asked for, so that a node that many changes pass through is hashed
/// once. Safe to share: threads that ask at the same time work out equal references.
final class Link {
  static final Link EMPTY = new Link(new Node.Empty());

  private final Node node;
  private volatile @Nullable Reference reference;

  private Link(Node node) {
    this.node = node;
  }

  static Link to(Node node) {
    return node instanceof Node.Empty ? EMPTY : new Link(node);
  }

  Node node() {
    return node;
  }

  boolean isEmpty() {
    return this == EMPTY;
  }

  Reference reference() {
    Reference known = reference;
    if (known == null) {
      known = Reference.to(node.rlp());
      reference = known;
    }
    return known;
  }
}
