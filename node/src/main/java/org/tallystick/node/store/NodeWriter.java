package org.tallystick.node.store;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.tallystick.bytes.Bytes;
import org.tallystick.node.store.RocksStore.Batch;
import org.tallystick.node.store.StateDatabase.Position;
import org.tallystick.state.NodeKey;

/// Writes the nodes of a whole state, many at a time. They count for nothing before the last of
/// them are written together with the block that they belong to.
final class NodeWriter {
  private static final int NODES_AT_ONCE = 4_096;

  private final RocksStore database;
  private final Map<NodeKey, Optional<Bytes>> waiting = new HashMap<>();
  private long count;

  NodeWriter(RocksStore database) {
    this.database = database;
  }

  /// Takes a node that was not there before.
  void put(NodeKey key, Bytes node) {
    waiting.put(key, Optional.of(node));
    count++;
    if (waiting.size() == NODES_AT_ONCE) {
      database.writeLazily(batch -> StateDatabase.putNodes(batch, waiting));
      waiting.clear();
    }
  }

  /// Writes those that are left, durably.
  ///
  /// @param position of which all nodes then are
  /// @param more what else is written, in the same breath
  void finish(Position position, Consumer<Batch> more) {
    database.write(batch -> {
      StateDatabase.putNodes(batch, waiting, position);
      more.accept(batch);
    });
    waiting.clear();
  }

  /// How many nodes came.
  long count() {
    return count;
  }
}
