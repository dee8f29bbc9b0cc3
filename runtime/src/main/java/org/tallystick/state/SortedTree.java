package org.tallystick.state;

import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// A sorted map that never changes: putting a key gives a new map, which shares with the old one
/// all but the nodes on the way to the key. Safe to share.
///
/// A treap: a search tree by key that is at the same time a heap by a number drawn from the key's
/// hash. Its shape depends on the keys alone, not on how it came about, and is that of a tree into
/// which the keys were put in random order: about twice as deep as a perfect one.
///
/// 1. R. Seidel, C. R. Aragon: Randomized Search Trees. Algorithmica 16, 1996.
final class SortedTree<K extends Comparable<? super K>, V> {
  private record Node<K, V>(
      K key, V value, int priority, @Nullable Node<K, V> left, @Nullable Node<K, V> right) {

    Node<K, V> withLeft(@Nullable Node<K, V> next) {
      return new Node<>(key, value, priority, next, right);
    }

    Node<K, V> withRight(@Nullable Node<K, V> next) {
      return new Node<>(key, value, priority, left, next);
    }
  }

  private static final SortedTree<?, ?> EMPTY = new SortedTree<String, String>(null);

  private final @Nullable Node<K, V> root;

  private SortedTree(@Nullable Node<K, V> root) {
    this.root = root;
  }

  @SuppressWarnings("unchecked") // An empty tree holds nothing that could be of another type.
  static <K extends Comparable<? super K>, V> SortedTree<K, V> empty() {
    return (SortedTree<K, V>) EMPTY;
  }

  Optional<V> get(K key) {
    Node<K, V> node = root;
    while (node != null) {
      int order = key.compareTo(node.key);
      if (order == 0) {
        return Optional.of(node.value);
      }
      node = order < 0 ? node.left : node.right;
    }
    return Optional.empty();
  }

  /// Gives the first entries in a range of keys, in their order.
  ///
  /// @param last highest key of the range, itself included
  /// @param entriesMax how many to give at most
  void range(K first, K last, int entriesMax, BiConsumer<? super K, ? super V> entries) {
    range(root, first, last, entriesMax, entries);
  }

  /// @return how many more may be given
  private static <K extends Comparable<? super K>, V> int range(
      @Nullable Node<K, V> node,
      K first,
      K last,
      int entriesMax,
      BiConsumer<? super K, ? super V> entries) {
    if (node == null || entriesMax == 0) {
      return entriesMax;
    }
    int more = entriesMax;
    boolean startsBefore = first.compareTo(node.key) <= 0;
    boolean endsAfter = last.compareTo(node.key) >= 0;
    if (startsBefore) {
      more = range(node.left, first, last, more, entries);
    }
    if (startsBefore && endsAfter && more > 0) {
      entries.accept(node.key, node.value);
      more--;
    }
    return endsAfter ? range(node.right, first, last, more, entries) : more;
  }

  SortedTree<K, V> put(K key, V value) {
    return new SortedTree<>(put(root, key, value));
  }

  SortedTree<K, V> remove(K key) {
    return get(key).isPresent() ? new SortedTree<>(remove(root, key)) : this;
  }

  /// This map with all these changes; an absent value removes its key.
  SortedTree<K, V> with(Map<K, Optional<V>> changes) {
    SortedTree<K, V> changed = this;
    for (Map.Entry<K, Optional<V>> change : changes.entrySet()) {
      changed = changed.with(change.getKey(), change.getValue());
    }
    return changed;
  }

  /// This map with one key changed; an absent value removes it.
  SortedTree<K, V> with(K key, Optional<V> value) {
    return value.isPresent() ? put(key, value.get()) : remove(key);
  }

  private static <K extends Comparable<? super K>, V> Node<K, V> put(
      @Nullable Node<K, V> node, K key, V value) {
    if (node == null) {
      return new Node<>(key, value, priority(key), null, null);
    }
    int order = key.compareTo(node.key);
    if (order == 0) {
      return new Node<>(key, value, node.priority, node.left, node.right);
    }
    if (order < 0) {
      Node<K, V> left = put(node.left, key, value);
      return left.priority > node.priority
          ? left.withRight(node.withLeft(left.right))
          : node.withLeft(left);
    }
    Node<K, V> right = put(node.right, key, value);
    return right.priority > node.priority
        ? right.withLeft(node.withRight(right.left))
        : node.withRight(right);
  }

  private static <K extends Comparable<? super K>, V> @Nullable Node<K, V> remove(
      @Nullable Node<K, V> node, K key) {
    if (node == null) {
      return null;
    }
    int order = key.compareTo(node.key);
    if (order == 0) {
      return merge(node.left, node.right);
    }
    return order < 0
        ? node.withLeft(remove(node.left, key))
        : node.withRight(remove(node.right, key));
  }

  /// One tree of two, all keys of the first below those of the second.
  private static <K, V> @Nullable Node<K, V> merge(
      @Nullable Node<K, V> low, @Nullable Node<K, V> high) {
    if (low == null) {
      return high;
    }
    if (high == null) {
      return low;
    }
    return low.priority > high.priority
        ? low.withRight(merge(low.right, high))
        : high.withLeft(merge(low, high.left));
  }

  /// The key's hash with its bits mixed, so that neighbouring hashes are far apart.
  private static int priority(Object key) {
    int hash = key.hashCode() * 0x9e3779b9;
    hash = (hash ^ hash >>> 16) * 0x85ebca6b;
    return hash ^ hash >>> 13;
  }
}
