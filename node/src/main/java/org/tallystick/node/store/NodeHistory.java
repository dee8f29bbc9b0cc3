package org.tallystick.node.store;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;
import org.tallystick.node.store.RocksStore.Batch;
import org.tallystick.node.store.RocksStore.Family;
import org.tallystick.node.store.StateDatabase.Position;
import org.tallystick.state.NodeKey;

/// The nodes of the state's tries as they were written before. They are written for some blocks
/// together, so they are known as of the last block of each such write, a *point*.
///
/// | key | value |
/// |---|---|
/// | 'n', a node's place, number of a point | the node at the point before |
/// | 'p', number of a point, counted down | the state root there |
/// | 'k', number of a point | the keys of the nodes that changed there, each after its length |
///
/// The keys are what leads back where the chain does, and are forgotten when it cannot any more.
final class NodeHistory {
  private static final byte POINT = 'p';
  private static final byte KEYS = 'k';

  private NodeHistory() {}

  /// The first point.
  static void begin(Batch batch, Position point) {
    putPoint(batch, point);
    batch.put(Family.HISTORY, keysKey(point.blockNumber()), Bytes.EMPTY);
  }

  /// What has to be written along with nodes, so that those they replace are not lost. Points that
  /// are newer than these nodes are undone.
  ///
  /// @param nodes that lead from what the database holds to the nodes of the position
  static Consumer<Batch> change(
      RocksStore database, Map<NodeKey, Optional<Bytes>> nodes, Position position) {
    RocksStore.Pin pin = database.pin();
    try {
      return change(pin, nodes, position);
    } finally {
      pin.release();
    }
  }

  private static Consumer<Batch> change(
      RocksStore.Pin pin, Map<NodeKey, Optional<Bytes>> nodes, Position position) {
    List<Undone> undone = pointsAfter(pin, position.blockNumber());
    Optional<Position> point = point(pin, position.blockNumber());
    boolean isNew = point.isPresent() && point.get().blockNumber() < position.blockNumber();
    Map<Bytes, Optional<Bytes>> before = isNew ? before(pin, nodes, undone, point.get()) : Map.of();
    return batch -> {
      for (Undone each : undone) {
        each.keys.forEach(key -> Versions.remove(batch, Versions.ofNode(key), each.blockNumber));
        batch.delete(Family.HISTORY, pointKey(each.blockNumber));
        batch.delete(Family.HISTORY, keysKey(each.blockNumber));
      }
      if (point.isEmpty()) {
        begin(batch, position);
      } else if (isNew) {
        before.forEach(
            (key, node) -> Versions.put(batch, Versions.ofNode(key), position.blockNumber(), node));
        putPoint(batch, position);
        Bytes keys = concat(before.keySet());
        batch.put(Family.HISTORY, keysKey(position.blockNumber()), keys);
      }
    };
  }

  /// A point that is not on the chain any more.
  private record Undone(long blockNumber, List<Bytes> keys) {}

  /// The nodes that will be others than they were at a point, as they were there.
  private static Map<Bytes, Optional<Bytes>> before(
      RocksStore.Pin pin,
      Map<NodeKey, Optional<Bytes>> nodes,
      List<Undone> undone,
      Position point) {
    Map<Bytes, Optional<Bytes>> after = new HashMap<>();
    for (Undone each : undone) {
      each.keys.forEach(key -> after.computeIfAbsent(key, _ -> pin.get(Family.NODE, key)));
    }
    nodes.forEach((key, node) -> after.put(key.toBytes(), node));
    Map<Bytes, Optional<Bytes>> before = new HashMap<>();
    after.forEach((key, node) -> {
      Optional<Bytes> then =
          undone.isEmpty() ? pin.get(Family.NODE, key) : node(pin, key, point.blockNumber());
      if (!then.equals(node)) {
        before.put(key, then);
      }
    });
    return before;
  }

  /// A node as it was at a point.
  static Optional<Bytes> node(RocksStore.Pin pin, Bytes key, long point) {
    return Versions.after(pin, Versions.ofNode(key), point, () -> pin.get(Family.NODE, key));
  }

  /// The last point up to a block.
  static Optional<Position> point(RocksStore.Pin pin, long blockNumber) {
    List<RocksStore.Entry> found = pin.range(Family.HISTORY, pointKey(blockNumber), pointKey(0), 1);
    return found.stream().map(NodeHistory::position).findFirst();
  }

  private static List<Undone> pointsAfter(RocksStore.Pin pin, long blockNumber) {
    List<Undone> points = new ArrayList<>();
    Bytes newest = pointKey(Long.MAX_VALUE);
    Bytes oldest = pointKey(blockNumber + 1);
    for (RocksStore.Entry entry : pin.range(Family.HISTORY, newest, oldest, Integer.MAX_VALUE)) {
      long number = position(entry).blockNumber();
      Bytes keys =
          pin.get(Family.HISTORY, keysKey(number))
              .orElseThrow(() ->
                  StoreException.corrupt(
                      "what the nodes written at block " + number + " replaced is missing", null));
      points.add(new Undone(number, split(keys)));
    }
    return points;
  }

  /// Forgets how to undo points below a block.
  static void prune(Batch batch, long firstKept) {
    batch.deleteRange(Family.HISTORY, keysKey(0), keysKey(firstKept));
    KeptFrom.NODE_KEYS.put(batch, firstKept);
  }

  private static void putPoint(Batch batch, Position point) {
    batch.put(Family.HISTORY, pointKey(point.blockNumber()), point.stateRoot().bytes());
  }

  private static Position position(RocksStore.Entry entry) {
    long countedDown = ByteBuffer.wrap(entry.key().arrayUnsafe()).getLong(1);
    return new Position(Long.MAX_VALUE - countedDown, Hash.of(entry.value()));
  }

  /// Counted down, so that the last point up to a block is the first entry from its number on.
  private static Bytes pointKey(long blockNumber) {
    return Versions.key(Bytes.of(POINT), Long.MAX_VALUE - blockNumber);
  }

  private static Bytes keysKey(long blockNumber) {
    return Versions.key(Bytes.of(KEYS), blockNumber);
  }

  private static Bytes concat(Iterable<Bytes> keys) {
    int length = 0;
    for (Bytes key : keys) {
      length += 1 + key.length();
    }
    ByteBuffer buffer = ByteBuffer.allocate(length);
    for (Bytes key : keys) {
      buffer.put((byte) key.length()).put(key.arrayUnsafe());
    }
    return Bytes.wrap(buffer.array());
  }

  private static List<Bytes> split(Bytes keys) {
    List<Bytes> split = new ArrayList<>();
    int at = 0;
    while (at < keys.length()) {
      int end = at + 1 + keys.get(at);
      split.add(keys.slice(at + 1, end));
      at = end;
    }
    return split;
  }
}
