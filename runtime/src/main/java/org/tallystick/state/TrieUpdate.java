package org.tallystick.state;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;
import org.tallystick.state.Subtree.Child;
import org.tallystick.trie.Nibbles;
import org.tallystick.trie.Reference;

/// Changes one of the state's tries in a single descent, and collects what has to be written. The
/// store is only read.
///
/// The changes are sorted, so those below a branch's child are a run of them: each branch on the
/// way is loaded once, its runs are handed down, and what comes back is hashed once. A part of the
/// trie comes back unattached, as a [Subtree]: a leaf's encoding begins where the branch above it
/// ends, and a branch that is left with one child gives way to it. Only the branch above can say
/// where that is. When it is known, the part is attached: encoded, hashed and, if it is a branch,
/// written at its position.
///
/// A branch that is loaded counts as deleted until one is written at its position again. So
/// branches that vanish or move leave nothing behind.
///
/// Leaves are not stored. One that has to be encoded anew without being changed, because the branch
/// above it came or went, is looked up among the flat values by its position.
final class TrieUpdate {
  /// A change of one flat value, as a leaf holds it.
  ///
  /// @param path the whole key
  /// @param before absent where there was none
  /// @param after absent where it is removed
  record Change(Nibbles path, Optional<Bytes> before, Optional<Bytes> after) {}

  private final TrieReader reader;
  private final SortedMap<NodeKey, Optional<Bytes>> nodes = new TreeMap<>();

  TrieUpdate(TrieReader reader) {
    this.reader = reader;
  }

  /// The nodes to write, absent ones to delete.
  SortedMap<NodeKey, Optional<Bytes>> nodes() {
    return nodes;
  }

  /// Makes the changes.
  ///
  /// @param changes sorted by path, each path once
  /// @return the new root
  Hash apply(Hash root, List<Change> changes) {
    Subtree changed = change(Nibbles.EMPTY, reader.root(root), changes);
    return attach(Nibbles.EMPTY, changed).reference().hash();
  }

  /// @param changes at least one, all below the position
  private Subtree change(Nibbles position, Child child, List<Change> changes) {
    return switch (child) {
      case Subtree.Nothing _ -> {
        requireExisting(position, changes, 0);
        yield build(position.length(), leaves(changes, Change::after));
      }
      case Subtree.StoredLeaf leaf -> changeLeaf(position, leaf, changes);
      case Subtree.StoredBranch branch -> changeBranch(position, load(position, branch), changes);
    };
  }

  private Subtree changeLeaf(Nibbles position, Subtree.StoredLeaf stored, List<Change> changes) {
    requireExisting(position, changes, 1);
    List<Subtree.Leaf> before = leaves(changes, Change::before);
    List<Subtree.Leaf> after = leaves(changes, Change::after);
    // A change of a key that existed is the change of this leaf. Without one the leaf stays.
    if (before.isEmpty()) {
      after.add(reader.leaf(position, stored.reference()));
      after.sort(Comparator.comparing(Subtree.Leaf::path));
    } else {
      reader.requireLeaf(position, before.getFirst(), stored.reference());
    }
    return build(position.length(), after);
  }

  private Subtree changeBranch(Nibbles position, FoldedBranch branch, List<Change> changes) {
    Nibbles way = branch.way();
    // Changes are sorted, so if the first and the last go the whole way, all do.
    int shared =
        Math.min(
            way.commonPrefix(changes.getFirst().path().drop(position.length())),
            way.commonPrefix(changes.getLast().path().drop(position.length())));
    return shared == way.length()
        ? changeChildren(position, branch, changes)
        : partWay(position, branch, shared, changes);
  }

  private Subtree changeChildren(Nibbles position, FoldedBranch branch, List<Change> changes) {
    Nibbles end = position.plus(branch.way());
    List<List<Change>> runs = runs(changes, Change::path, end.length());
    List<Subtree> next = new ArrayList<>(Nibbles.RADIX);
    for (int step = 0; step < Nibbles.RADIX; step++) {
      next.add(changeBelow(end, step, branch.children().get(step), runs.get(step)));
    }
    return settle(position, branch.way(), next);
  }

  private Subtree changeBelow(Nibbles end, int step, Child child, List<Change> run) {
    return run.isEmpty() ? child : change(end.plus(step), child, run);
  }

  /// Puts a branch where keys leave another's way; that one moves down below it.
  ///
  /// @param shared steps that all keys go
  private Subtree partWay(Nibbles position, FoldedBranch branch, int shared, List<Change> changes) {
    Nibbles way = branch.way();
    Nibbles end = position.plus(way.take(shared));
    FoldedBranch lower = new FoldedBranch(way.drop(shared + 1), branch.children());
    List<List<Change>> runs = runs(changes, Change::path, end.length());
    List<Subtree> next = new ArrayList<>(Nibbles.RADIX);
    for (int step = 0; step < Nibbles.RADIX; step++) {
      List<Change> run = runs.get(step);
      if (step != way.at(shared)) {
        next.add(changeBelow(end, step, Subtree.Nothing.INSTANCE, run));
      } else if (run.isEmpty()) {
        next.add(new Subtree.Branch(lower));
      } else {
        next.add(changeBranch(end.plus(step), lower, run));
      }
    }
    return settle(position, way.take(shared), next);
  }

  /// The part of the trie that has these leaves and no others.
  ///
  /// @param depth of its position, up to which the leaves share their paths
  private Subtree build(int depth, List<Subtree.Leaf> leaves) {
    if (leaves.isEmpty()) {
      return Subtree.Nothing.INSTANCE;
    }
    Nibbles first = leaves.getFirst().path();
    if (leaves.size() == 1) {
      return leaves.getFirst();
    }
    int parting = first.commonPrefix(leaves.getLast().path());
    List<Subtree> next = new ArrayList<>(Nibbles.RADIX);
    for (List<Subtree.Leaf> run : runs(leaves, Subtree.Leaf::path, parting)) {
      next.add(build(parting + 1, run));
    }
    return settle(first.take(depth), first.take(parting).drop(depth), next);
  }

  /// A branch with these children, in canonical form: with one child it is no branch.
  private Subtree settle(Nibbles position, Nibbles way, List<Subtree> next) {
    Nibbles end = position.plus(way);
    int present = 0;
    int last = 0;
    for (int step = 0; step < Nibbles.RADIX; step++) {
      if (!(next.get(step) instanceof Subtree.Nothing)) {
        present++;
        last = step;
      }
    }
    if (present < 2) {
      return lift(end.plus(last), way.plus(last), next.get(last));
    }
    List<Child> children = new ArrayList<>(Nibbles.RADIX);
    for (int step = 0; step < Nibbles.RADIX; step++) {
      Subtree part = next.get(step);
      children.add(part instanceof Child child ? child : attach(end.plus(step), part));
    }
    return new Subtree.Branch(new FoldedBranch(way, children));
  }

  /// Takes the only child of a branch to the place of the branch.
  ///
  /// @param position of the child
  /// @param way from the branch's place to the child's
  private Subtree lift(Nibbles position, Nibbles way, Subtree child) {
    return switch (child) {
      case Subtree.Nothing nothing -> nothing;
      case Subtree.Leaf leaf -> leaf;
      case Subtree.StoredLeaf(Reference reference) -> reader.leaf(position, reference);
      case Subtree.Branch(FoldedBranch branch) -> lengthen(way, branch);
      case Subtree.StoredBranch stored -> lengthen(way, load(position, stored));
    };
  }

  private static Subtree lengthen(Nibbles way, FoldedBranch branch) {
    return new Subtree.Branch(new FoldedBranch(way.plus(branch.way()), branch.children()));
  }

  private Child attach(Nibbles position, Subtree subtree) {
    return switch (subtree) {
      case Child child -> child;
      case Subtree.Leaf leaf -> new Subtree.StoredLeaf(leaf.reference(position.length()));
      case Subtree.Branch(FoldedBranch branch) -> {
        nodes.put(reader.nodeKey(position), Optional.of(branch.toBytes()));
        yield new Subtree.StoredBranch(branch.reference());
      }
    };
  }

  private FoldedBranch load(Nibbles position, Subtree.StoredBranch stored) {
    FoldedBranch branch = reader.branch(position, stored.reference());
    nodes.put(reader.nodeKey(position), Optional.empty());
    return branch;
  }

  /// @throws CorruptStateException where more flat values existed than the trie has leaves
  private void requireExisting(Nibbles position, List<Change> changes, int leavesMax) {
    List<Subtree.Leaf> existing = leaves(changes, Change::before);
    if (existing.size() > leavesMax) {
      throw new CorruptStateException(
          "the flat value under the key 0x"
              + existing.getLast().path()
              + " has no leaf ("
              + reader.nodeKey(position)
              + ")");
    }
  }

  /// @return the caller's own
  private static List<Subtree.Leaf> leaves(
      List<Change> changes, Function<Change, Optional<Bytes>> side) {
    List<Subtree.Leaf> leaves = new ArrayList<>(changes.size() + 1);
    for (Change change : changes) {
      side.apply(change).ifPresent(value -> leaves.add(new Subtree.Leaf(change.path(), value)));
    }
    return leaves;
  }

  /// The 16 runs of items whose paths go the same way at a step, empty where none does.
  private static <T> List<List<T>> runs(List<T> sorted, Function<T, Nibbles> path, int step) {
    List<List<T>> runs = new ArrayList<>(Nibbles.RADIX);
    int start = 0;
    for (int digit = 0; digit < Nibbles.RADIX; digit++) {
      int end = start;
      while (end < sorted.size() && path.apply(sorted.get(end)).at(step) == digit) {
        end++;
      }
      runs.add(sorted.subList(start, end));
      start = end;
    }
    return runs;
  }
}
