package org.tallystick.state;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
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
/// where that is. When it is known, the part is attached: encoded, hashed and, if it is a branch
/// that is stored, written at its position. The parts below the root's branch are changed side by
/// side where there is enough to do.
///
/// A branch that vanishes, becomes one of leaves only or moves is deleted where it was, so nothing
/// is left behind.
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

  /// Neighbours that all go the same way at a step.
  private record Run<T>(int step, List<T> items) {}

  /// From how many changes on it is worth to share them between threads.
  private static final int FORK_CHANGES_MIN = 64;

  private final TrieReader reader;
  private final ConcurrentMap<NodeKey, Optional<Bytes>> nodes;

  /// @param nodes takes the nodes to write, absent ones to delete
  TrieUpdate(TrieReader reader, ConcurrentMap<NodeKey, Optional<Bytes>> nodes) {
    this.reader = reader;
    this.nodes = nodes;
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
      case Subtree.Twig twig -> changeBranch(position, reader.twig(position, twig), changes);
      case Subtree.StoredBranch branch -> changeStored(position, branch, changes);
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

  private Subtree changeStored(
      Nibbles position, Subtree.StoredBranch stored, List<Change> changes) {
    Subtree changed = changeBranch(position, reader.branch(position, stored), changes);
    if (!(changed instanceof Subtree.Branch(FoldedBranch branch)) || branch.isTwig()) {
      delete(position);
    }
    return changed;
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
    List<Run<Change>> runs = runs(changes, Change::path, end.length());
    @Nullable Subtree[] changed = new Subtree[Nibbles.RADIX];
    if (position.isEmpty() && changes.size() >= FORK_CHANGES_MIN) {
      fork(end, branch, runs, changed);
    } else {
      for (Run<Change> run : runs) {
        changed[run.step] = change(end.plus(run.step), branch.child(run.step), run.items);
      }
    }
    return settle(position, branch.way(), branch, changed);
  }

  /// Changes the children of the root side by side.
  private void fork(
      Nibbles end, FoldedBranch branch, List<Run<Change>> runs, @Nullable Subtree[] changed) {
    runs.parallelStream()
        .forEach(run ->
            changed[run.step] = change(end.plus(run.step), branch.child(run.step), run.items));
  }

  /// Puts a branch where keys leave another's way; that one moves down below it.
  ///
  /// @param shared steps that all keys go
  private Subtree partWay(Nibbles position, FoldedBranch branch, int shared, List<Change> changes) {
    Nibbles way = branch.way();
    Nibbles end = position.plus(way.take(shared));
    FoldedBranch lower = branch.with(way.drop(shared + 1));
    int onward = way.at(shared);
    @Nullable Subtree[] changed = new Subtree[Nibbles.RADIX];
    changed[onward] = new Subtree.Branch(lower);
    for (Run<Change> run : runs(changes, Change::path, end.length())) {
      Nibbles below = end.plus(run.step);
      changed[run.step] =
          run.step == onward
              ? changeBranch(below, lower, run.items)
              : change(below, Subtree.Nothing.INSTANCE, run.items);
    }
    return settle(position, way.take(shared), FoldedBranch.WITHOUT_CHILDREN, changed);
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
    @Nullable Subtree[] parts = new Subtree[Nibbles.RADIX];
    for (Run<Subtree.Leaf> run : runs(leaves, Subtree.Leaf::path, parting)) {
      parts[run.step] = build(parting + 1, run.items);
    }
    Nibbles way = first.take(parting).drop(depth);
    return settle(first.take(depth), way, FoldedBranch.WITHOUT_CHILDREN, parts);
  }

  /// A branch with some of its children changed, in canonical form: with one child it is no branch.
  ///
  /// @param way from the position to the branch
  /// @param changed by step; null where the child stays
  private Subtree settle(
      Nibbles position, Nibbles way, FoldedBranch branch, @Nullable Subtree[] changed) {
    Nibbles end = position.plus(way);
    int present = 0;
    int last = 0;
    for (int step = 0; step < Nibbles.RADIX; step++) {
      Subtree part = changed[step];
      if (part == null ? branch.has(step) : !(part instanceof Subtree.Nothing)) {
        present++;
        last = step;
      }
    }
    if (present < 2) {
      Subtree part = changed[last];
      return lift(end.plus(last), way.plus(last), part == null ? branch.child(last) : part);
    }
    @Nullable Child[] children = new Child[Nibbles.RADIX];
    for (int step = 0; step < Nibbles.RADIX; step++) {
      Subtree part = changed[step];
      children[step] = part == null ? null : attach(end.plus(step), part);
    }
    return new Subtree.Branch(branch.with(way, children));
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
      case Subtree.Branch(FoldedBranch branch) -> {
        delete(position);
        yield lengthen(way, branch);
      }
      case Subtree.Twig twig -> lengthen(way, reader.twig(position, twig));
      case Subtree.StoredBranch stored -> {
        delete(position);
        yield lengthen(way, reader.branch(position, stored));
      }
    };
  }

  private static Subtree lengthen(Nibbles way, FoldedBranch branch) {
    return new Subtree.Branch(branch.with(way.plus(branch.way())));
  }

  private Child attach(Nibbles position, Subtree subtree) {
    return switch (subtree) {
      case Child child -> child;
      case Subtree.Leaf leaf -> new Subtree.StoredLeaf(leaf.reference(position.length()));
      case Subtree.Branch(FoldedBranch branch) -> {
        NodeKey key = reader.nodeKey(position);
        Reference reference = branch.reference();
        reader.store().branches().put(key, reference.hash(), branch);
        if (branch.isTwig()) {
          yield new Subtree.Twig(reference);
        }
        nodes.put(key, Optional.of(branch.toBytes()));
        yield new Subtree.StoredBranch(reference);
      }
    };
  }

  /// Where none is stored, this does no harm.
  private void delete(Nibbles position) {
    nodes.put(reader.nodeKey(position), Optional.empty());
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

  /// The runs of items whose paths go the same way at a step.
  private static <T> List<Run<T>> runs(List<T> sorted, Function<T, Nibbles> path, int step) {
    List<Run<T>> runs = new ArrayList<>();
    int end;
    for (int start = 0; start < sorted.size(); start = end) {
      int digit = path.apply(sorted.get(start)).at(step);
      end = start + 1;
      while (end < sorted.size() && path.apply(sorted.get(end)).at(step) == digit) {
        end++;
      }
      runs.add(new Run<>(digit, sorted.subList(start, end)));
    }
    return runs;
  }
}
