package org.tallystick.abi;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tallystick.bytes.Bytes;

/// Collects the items of an abi and refuses those that a caller could not tell apart. Belongs to
/// one thread.
final class AbiItems {
  private final List<AbiItem> items = new ArrayList<>();
  private final Map<String, AbiItem> byKey = new HashMap<>();
  private final Map<Bytes, AbiFunction> functions = new HashMap<>();
  private long nodes;

  List<AbiItem> all() {
    return items;
  }

  /// @return the item
  /// @throws IllegalArgumentException where the item cannot stand beside the others
  AbiItem add(AbiItem item) {
    if (items.size() == AbiLimits.ITEMS_MAX) {
      throw new IllegalArgumentException(
          "an abi has at most %,d declarations".formatted(AbiLimits.ITEMS_MAX));
    }
    if (byKey.putIfAbsent(key(item), item) != null) {
      throw new IllegalArgumentException(key(item) + " is declared twice");
    }
    if (item instanceof AbiFunction function) {
      AbiFunction twin = functions.putIfAbsent(function.selector(), function);
      if (twin != null) {
        throw new IllegalArgumentException(
            "%s has the selector of %s, %s: rename one"
                .formatted(function.signature(), twin.signature(), twin.selector()));
      }
    }
    nodes += nodes(item);
    AbiLimits.requireNodes(nodes);
    items.add(item);
    return item;
  }

  /// What a class can have only one of: the kind of item, and its signature where it has one.
  static String key(AbiItem item) {
    return switch (item) {
      case AbiFunction function -> "function " + function.signature();
      case AbiEvent event -> "event " + event.signature();
      case AbiError error -> "error " + error.signature();
      case AbiConstructor _ -> "constructor";
      case AbiReceive _ -> "receive";
      case AbiFallback _ -> "fallback";
    };
  }

  static long nodes(AbiItem item) {
    return switch (item) {
      case AbiFunction function -> (long) function.inputs().nodes() + function.outputs().nodes();
      case AbiEvent event -> event.nodes();
      case AbiError error -> error.inputs().nodes();
      case AbiConstructor constructor -> constructor.inputs().nodes();
      case AbiReceive _, AbiFallback _ -> 0;
    };
  }
}
