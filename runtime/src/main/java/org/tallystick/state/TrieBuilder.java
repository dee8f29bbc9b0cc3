package org.tallystick.state;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;
import org.tallystick.state.Subtree.Child;
import org.tallystick.trie.MerkleTrie;
import org.tallystick.trie.Nibbles;
import org.tallystick.trie.Reference;

/// Builds one of the state's tries from nothing, out of all its entries in the order of their keys.
/// Each node is made once and given away as soon as no later key can come below it, so that what is
/// held at a time is one path, however large the trie.
final class TrieBuilder {
  private final Optional<Hash> account;
  private final BiConsumer<NodeKey, Bytes> nodes;
  private final BranchCache cache;

  /// Branches on the path of the latest key, the deepest first.
  private final Deque<Open> path = new ArrayDeque<>();

  private Subtree.@Nullable Leaf latest;

  /// A branch to which children may still come.
  private static final class Open {
    /// Steps from the root to where its children part.
    private final int depth;

    private final @Nullable Child[] children = new Child[Nibbles.RADIX];

    Open(int depth) {
      this.depth = depth;
    }
  }

  /// A part of the trie that is complete, whose beginning is open until the branch above is known.
  private sealed interface Part {
    record Single(Subtree.Leaf leaf) implements Part {}

    record Several(Open branch) implements Part {}
  }

  /// @param account whose storage trie it is; absent for the account trie
  /// @param nodes takes the branches that are to be stored
  /// @param cache takes all branches
  TrieBuilder(Optional<Hash> account, BiConsumer<NodeKey, Bytes> nodes, BranchCache cache) {
    this.account = account;
    this.nodes = nodes;
    this.cache = cache;
  }

  /// Adds an entry.
  ///
  /// @param value as the trie holds it
  /// @throws IllegalArgumentException where the key is not above the one before
  void add(Hash key, Bytes value) {
    Subtree.Leaf next = new Subtree.Leaf(Nibbles.ofKey(key.bytes()), value);
    if (latest != null) {
      if (latest.path().compareTo(next.path()) >= 0) {
        throw new IllegalArgumentException(
            "the key 0x" + next.path() + " comes after 0x" + latest.path());
      }
      int parting = latest.path().commonPrefix(next.path());
      Part part = close(latest, parting);
      if (path.isEmpty() || path.element().depth < parting) {
        path.push(new Open(parting));
      }
      attach(path.element(), latest.path(), part);
    }
    latest = next;
  }

  /// @return the root of the trie
  Hash finish() {
    if (latest == null) {
      return MerkleTrie.EMPTY_ROOT;
    }
    return attach(latest.path(), 0, close(latest, -1)).reference().hash();
  }

  /// Completes the branches on the latest key's path that part below a depth.
  private Part close(Subtree.Leaf leaf, int depth) {
    Part part = new Part.Single(leaf);
    while (!path.isEmpty() && path.element().depth > depth) {
      Open branch = path.remove();
      attach(branch, leaf.path(), part);
      part = new Part.Several(branch);
    }
    return part;
  }

  private void attach(Open above, Nibbles key, Part part) {
    above.children[key.at(above.depth)] = attach(key, above.depth + 1, part);
  }

  /// @param depth where the part begins
  private Child attach(Nibbles key, int depth, Part part) {
    return switch (part) {
      case Part.Single(Subtree.Leaf leaf) -> new Subtree.StoredLeaf(leaf.reference(depth));
      case Part.Several(Open open) -> {
        Nibbles way = key.take(open.depth).drop(depth);
        FoldedBranch branch = FoldedBranch.of(way, open.children);
        NodeKey place = new NodeKey(account, key.take(depth));
        Reference reference = branch.reference();
        cache.put(place, reference.hash(), branch);
        if (branch.isTwig()) {
          yield new Subtree.Twig(reference);
        }
        nodes.accept(place, branch.toBytes());
        yield new Subtree.StoredBranch(reference);
      }
    };
  }
}
