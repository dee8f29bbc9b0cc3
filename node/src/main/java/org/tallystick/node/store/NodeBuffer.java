package org.tallystick.node.store;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.tallystick.bytes.Bytes;
import org.tallystick.state.NodeKey;

/// The nodes that the newest blocks changed and the database does not have yet. They follow from
/// the flat values, so they may be lost; and a node near the root, which every block changes, is
/// written once for many blocks. Never changes; safe to share: updates give their nodes away.
///
/// @param layers one for each block, the newest first; an absent node was removed
/// @param bytes of the nodes with their keys, about
record NodeBuffer(List<Map<NodeKey, Optional<Bytes>>> layers, long bytes) {
  static final NodeBuffer EMPTY = new NodeBuffer(List.of(), 0);

  private static final int KEY_BYTES = 40;

  NodeBuffer with(Map<NodeKey, Optional<Bytes>> newest) {
    List<Map<NodeKey, Optional<Bytes>>> next = new ArrayList<>(layers.size() + 1);
    next.add(newest);
    next.addAll(layers);
    long added = 0;
    for (Optional<Bytes> node : newest.values()) {
      added += KEY_BYTES + node.map(Bytes::length).orElse(0);
    }
    return new NodeBuffer(List.copyOf(next), bytes + added);
  }

  /// A node, absent where it was removed.
  ///
  /// @param otherwise asked where no block that waits changed it
  Optional<Bytes> get(NodeKey key, Supplier<Optional<Bytes>> otherwise) {
    for (Map<NodeKey, Optional<Bytes>> layer : layers) {
      Optional<Bytes> changed = layer.get(key);
      if (changed != null) {
        return changed;
      }
    }
    return otherwise.get();
  }

  /// All nodes as the newest block has them.
  Map<NodeKey, Optional<Bytes>> merged() {
    Map<NodeKey, Optional<Bytes>> merged = new HashMap<>();
    layers.reversed().forEach(merged::putAll);
    return merged;
  }
}
