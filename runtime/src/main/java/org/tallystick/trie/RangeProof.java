package org.tallystick.trie;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;
import org.tallystick.crypto.Keccak;
import org.tallystick.rlp.RlpException;

/// Checks that some entries are all that a trie has in a range of its keys, given only its root,
/// and the nodes on the ways to both ends of the range.
///
/// The trie is put together again: what lies inside of the range from the entries alone, what lies
/// outside from what the nodes at the edge refer to. If an entry were missing, added or changed, or
/// a node were not the trie's, another root would come out. All keys have one length.
///
/// Whoever wants to be believed sends the entries and nodes, so nothing in them is. Work is bounded
/// by their number.
public final class RangeProof {
  private final Nibbles first;
  private final Nibbles last;
  private final List<Leaf> entries;
  private final Map<Hash, Bytes> nodes;
  private boolean hasMore;

  /// An entry of the trie.
  public record Entry(Bytes key, Bytes value) {}

  /// What a proof shows.
  public sealed interface Verdict {
    /// The entries are all that there are in the range.
    ///
    /// @param hasMore whether the trie has keys above it
    record Complete(boolean hasMore) implements Verdict {}

    /// The proof shows nothing.
    ///
    /// @param reason for people
    record Invalid(String reason) implements Verdict {}
  }

  private record Leaf(Nibbles path, Bytes value) {}

  /// The parts do not fit together.
  private static final class Unfit extends Exception {
    private static final long serialVersionUID = 1;

    Unfit(String reason) {
      super(reason, null, false, false);
    }
  }

  private RangeProof(Nibbles first, Nibbles last, List<Leaf> entries, Map<Hash, Bytes> nodes) {
    this.first = first;
    this.last = last;
    this.entries = entries;
    this.nodes = nodes;
  }

  /// Checks a range. Never throws, whatever entries and nodes are.
  ///
  /// @param first lowest key of the range, which the trie need not have
  /// @param last highest key of the range, itself included, which the trie need not have
  /// @param entries sorted by key
  /// @param proof nodes on the ways to both ends, in any order; none where the entries are all that
  ///   the trie has
  public static Verdict verify(
      Hash root, Bytes first, Bytes last, List<Entry> entries, List<Bytes> proof) {
    int nodesMax = nodesMax(first.length());
    if (proof.size() > nodesMax) {
      return new Verdict.Invalid(
          "the proof has " + proof.size() + " nodes, two ways have " + nodesMax + " at most");
    }
    List<Leaf> leaves = new ArrayList<>(entries.size());
    Bytes previous = Bytes.EMPTY;
    for (Entry entry : entries) {
      Bytes key = entry.key();
      boolean isInOrder =
          key.compareTo(previous) > 0 && key.compareTo(first) >= 0 && key.compareTo(last) <= 0;
      if (key.length() != first.length() || !isInOrder) {
        return new Verdict.Invalid("the key " + key + " is out of order, or out of the range");
      }
      if (entry.value().isEmpty()) {
        return new Verdict.Invalid("the key " + key + " has no value");
      }
      leaves.add(new Leaf(Nibbles.ofKey(key), entry.value()));
      previous = key;
    }
    if (first.length() != last.length() || first.compareTo(last) > 0) {
      return new Verdict.Invalid("the range from " + first + " to " + last + " is none");
    }
    Map<Hash, Bytes> nodes = new HashMap<>();
    proof.forEach(node -> nodes.put(Keccak.hash(node), node));
    RangeProof range = new RangeProof(Nibbles.ofKey(first), Nibbles.ofKey(last), leaves, nodes);
    try {
      Run all = new Run(0, leaves.size());
      Reference made =
          proof.isEmpty()
              ? range.build(0, all)
              : range.compose(Nibbles.EMPTY, Reference.to(root), all, true, true);
      return made.hash().equals(root)
          ? new Verdict.Complete(range.hasMore)
          : new Verdict.Invalid("the entries give the root " + made.hash() + ", not " + root);
    } catch (Unfit | RlpException unfit) {
      return new Verdict.Invalid(String.valueOf(unfit.getMessage()));
    }
  }

  /// How many nodes there are at most on two ways from the root down: one for each step, and a
  /// leaf.
  private static int nodesMax(int keyLength) {
    return 2 * (2 * keyLength + 1);
  }

  /// Entries from an index (inclusive) to another (exclusive).
  private record Run(int from, int to) {
    boolean isEmpty() {
      return from == to;
    }
  }

  /// What stands for the part of the trie at a position.
  ///
  /// @param given what stood for it in what was sent
  /// @param run the entries below the position
  /// @param onLeft whether the lowest key of the range lies below the position
  /// @param onRight whether the highest does
  private Reference compose(
      Nibbles position, Reference given, Run run, boolean onLeft, boolean onRight) throws Unfit {
    if (!onLeft && !onRight) {
      return build(position.length(), run);
    }
    return switch (read(given)) {
      case EncodedNode.Empty _ -> build(position.length(), run);
      case EncodedNode.Leaf(Nibbles path, _) -> {
        Nibbles key = position.plus(path);
        if (key.length() != first.length()) {
          throw new Unfit("a leaf's key has " + key.length() + " steps, not " + first.length());
        }
        boolean isAbove = key.compareTo(last) > 0;
        yield isAbove || key.compareTo(first) < 0
            ? keep(given, run, isAbove)
            : build(position.length(), run);
      }
      case EncodedNode.Extension(Nibbles path, Reference child) ->
          composeBelow(position, path, given, child, run, onLeft, onRight);
      case EncodedNode.Branch(List<Reference> children, Bytes value) -> {
        if (!value.isEmpty() || position.length() >= first.length()) {
          throw new Unfit("a key ends at a branch");
        }
        yield composeBranch(position, children, run, onLeft, onRight);
      }
    };
  }

  private Reference composeBelow(
      Nibbles position,
      Nibbles path,
      Reference given,
      Reference child,
      Run run,
      boolean onLeft,
      boolean onRight)
      throws Unfit {
    Nibbles below = position.plus(path);
    boolean stillLeft = onLeft && first.startsWith(below);
    boolean stillRight = onRight && last.startsWith(below);
    if (onRight && !stillRight && below.compareTo(last) > 0) {
      return keep(given, run, true);
    }
    if (onLeft && !stillLeft && below.compareTo(first) < 0) {
      return keep(given, run, false);
    }
    if (!stillLeft && !stillRight) {
      return build(position.length(), run);
    }
    for (int index = run.from; index < run.to; index++) {
      if (!entries.get(index).path.startsWith(below)) {
        throw new Unfit("the key 0x" + entries.get(index).path + " leaves an extension's path");
      }
    }
    Reference made = compose(below, child, run, stillLeft, stillRight);
    return Reference.to(NodeRlp.extension(path, made));
  }

  private Reference composeBranch(
      Nibbles position, List<Reference> children, Run run, boolean onLeft, boolean onRight)
      throws Unfit {
    int depth = position.length();
    int lowest = onLeft ? first.at(depth) : 0;
    int highest = onRight ? last.at(depth) : Nibbles.RADIX - 1;
    List<Reference> made = new ArrayList<>(Nibbles.RADIX);
    int from = run.from;
    for (int step = 0; step < Nibbles.RADIX; step++) {
      int to = from;
      while (to < run.to && entries.get(to).path.at(depth) == step) {
        to++;
      }
      Reference child = children.get(step);
      if (step < lowest || step > highest) {
        made.add(keep(child, new Run(from, to), step > highest && !child.isEmpty()));
      } else {
        made.add(
            compose(
                position.plus(step),
                child,
                new Run(from, to),
                onLeft && step == lowest,
                onRight && step == highest));
      }
      from = to;
    }
    return Reference.to(NodeRlp.branch(made, Bytes.EMPTY));
  }

  /// A part that lies outside of the range.
  private Reference keep(Reference given, Run run, boolean isAbove) throws Unfit {
    if (!run.isEmpty()) {
      throw new Unfit("the key 0x" + entries.get(run.from).path + " has no place in the trie");
    }
    hasMore |= isAbove;
    return given;
  }

  private EncodedNode read(Reference reference) throws Unfit {
    if (reference.isInline()) {
      return EncodedNode.read(reference.bytes());
    }
    Hash hash = reference.hash();
    if (hash.equals(MerkleTrie.EMPTY_ROOT)) {
      return new EncodedNode.Empty();
    }
    Bytes node = nodes.get(hash);
    if (node == null) {
      throw new Unfit("the node with the hash " + hash + " is missing");
    }
    return EncodedNode.read(node);
  }

  /// What stands for the trie of some entries, which share their first steps.
  private Reference build(int depth, Run run) {
    return Link.to(node(depth, run)).reference();
  }

  private Node node(int depth, Run run) {
    if (run.isEmpty()) {
      return new Node.Empty();
    }
    Leaf lowest = entries.get(run.from);
    if (run.to - run.from == 1) {
      return new Node.Leaf(lowest.path.drop(depth), lowest.value);
    }
    int parting = lowest.path.commonPrefix(entries.get(run.to - 1).path);
    List<Link> children = new ArrayList<>(Nibbles.RADIX);
    int from = run.from;
    for (int step = 0; step < Nibbles.RADIX; step++) {
      int to = from;
      while (to < run.to && entries.get(to).path.at(parting) == step) {
        to++;
      }
      children.add(Link.to(node(parting + 1, new Run(from, to))));
      from = to;
    }
    Nibbles way = lowest.path.take(parting).drop(depth);
    return MerkleTrie.join(way, new Node.Branch(children, Bytes.EMPTY));
  }
}
