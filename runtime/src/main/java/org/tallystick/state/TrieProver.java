package org.tallystick.state;

import java.util.ArrayList;
import java.util.List;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;
import org.tallystick.state.Subtree.Child;
import org.tallystick.trie.Nibbles;

/// Makes the proof for one key of one of the state's tries: the nodes as Ethereum has them, built
/// again from stored branches and flat values.
final class TrieProver {
  private final TrieReader reader;
  private final List<Bytes> nodes = new ArrayList<>();

  private TrieProver(TrieReader reader) {
    this.reader = reader;
  }

  /// The nodes from the root down to the key, or down to where its absence shows. Those that lie
  /// inside their parent are not listed apart.
  static List<Bytes> prove(TrieReader reader, Hash root, Hash key) {
    TrieProver prover = new TrieProver(reader);
    prover.descend(Nibbles.EMPTY, reader.root(root), Nibbles.ofKey(key.bytes()));
    return List.copyOf(prover.nodes);
  }

  private void descend(Nibbles position, Child child, Nibbles path) {
    switch (child) {
      case Subtree.Nothing _ -> {}
      case Subtree.StoredLeaf leaf ->
          add(reader.leaf(position, leaf.reference()).rlp(position.length()));
      case Subtree.Twig twig -> descend(position, reader.twig(position, twig), path);
      case Subtree.StoredBranch stored -> descend(position, reader.branch(position, stored), path);
    }
  }

  private void descend(Nibbles position, FoldedBranch branch, Nibbles path) {
    if (!branch.way().isEmpty()) {
      add(branch.extensionRlp());
    }
    Nibbles end = position.plus(branch.way());
    if (path.startsWith(end)) {
      add(branch.branchRlp());
      int step = path.at(end.length());
      descend(end.plus(step), branch.child(step), path);
    }
  }

  private void add(Bytes rlp) {
    // The root is always listed; a header or an account names it by its hash, however short it is.
    if (nodes.isEmpty() || rlp.length() >= Hash.LENGTH) {
      nodes.add(rlp);
    }
  }
}
