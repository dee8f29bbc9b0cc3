package org.tallystick.node.store;

import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.tallystick.bytes.Bytes;
import org.tallystick.node.store.RocksStore.Family;
import org.tallystick.state.NodeKey;

/// Looks for nodes that the tries do not have. There may be more nodes than memory has room for,
/// and they are made in another order than they lie in; so they are counted in groups, and only
/// where a group has too many are its nodes made again, to tell which those are.
///
/// A node that should not be there is not harmless: where a trie has become so small that no node
/// of it is stored, it would be taken for the root's.
final class StrayNodes {
  private static final int GROUP_BITS = 16;
  private static final int GROUPS = 1 << GROUP_BITS;

  private final RocksStore.Pin pin;
  private final NodeBuffer waiting;

  /// How many more nodes of each group are stored than were made.
  private final int[] tooMany = new int[GROUPS];

  /// Makes all nodes of the tries.
  interface Builder {
    void build(Consumer<NodeKey> made);
  }

  StrayNodes(StateDatabase.Moment now) {
    pin = now.pin();
    waiting = now.nodes();
  }

  /// Takes the key of a node that the tries have, and that is stored.
  void made(NodeKey key) {
    tooMany[group(key.toBytes())]--;
  }

  /// The key of a stored node that was not made, where there is one.
  ///
  /// @param all makes all nodes again
  Optional<Bytes> find(Builder all) {
    forEachStored(key -> tooMany[group(key)]++);
    for (int group = 0; group < GROUPS; group++) {
      if (tooMany[group] != 0) {
        return find(all, group);
      }
    }
    return Optional.empty();
  }

  private Optional<Bytes> find(Builder all, int group) {
    Set<Bytes> strays = new HashSet<>();
    forEachStored(key -> {
      if (group(key) == group) {
        strays.add(key);
      }
    });
    all.build(key -> strays.remove(key.toBytes()));
    return strays.stream().min(Bytes::compareTo);
  }

  /// Gives the keys of the nodes in the database, and of those that it will have.
  private void forEachStored(Consumer<Bytes> each) {
    Set<Bytes> changed = new HashSet<>();
    for (Map.Entry<NodeKey, Optional<Bytes>> node : waiting.merged().entrySet()) {
      Bytes key = node.getKey().toBytes();
      changed.add(key);
      if (node.getValue().isPresent()) {
        each.accept(key);
      }
    }
    pin.forEachKey(
        Family.NODE,
        key -> {
          if (!changed.contains(key)) {
            each.accept(key);
          }
        });
  }

  private static int group(Bytes key) {
    int mixed = key.hashCode() * 0x9e3779b9;
    return mixed >>> (Integer.SIZE - GROUP_BITS);
  }
}
