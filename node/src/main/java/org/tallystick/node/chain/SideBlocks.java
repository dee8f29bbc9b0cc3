package org.tallystick.node.chain;

import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import org.tallystick.bytes.Hash;
import org.tallystick.execution.Executed;
import org.tallystick.ledger.Block;
import org.tallystick.node.store.KeptState;
import org.tallystick.state.LayeredState;

/// Blocks that are not on the chain. Of those that were executed since the node started there is
/// the state after each: what it changed, laid over the state that its branch left the chain at.
/// Safe to share.
final class SideBlocks {
  /// A block beside the chain.
  ///
  /// @param base what lies below the state; stays pinned as long as a block needs it
  record Side(Block block, Hash hash, Executed executed, LayeredState state, KeptState base) {}

  /// By hash, the earliest first.
  private final LinkedHashMap<Hash, Block> blocks = new LinkedHashMap<>();

  private final Map<Hash, Side> executed = new HashMap<>();

  synchronized Optional<Block> find(Hash hash) {
    return Optional.ofNullable(blocks.get(hash));
  }

  synchronized Optional<Side> findExecuted(Hash hash) {
    return Optional.ofNullable(executed.get(hash));
  }

  /// Adds a block that has to be executed before there is a state.
  synchronized void add(Block block, Hash hash) {
    blocks.put(hash, block);
  }

  synchronized void add(Side side) {
    change(() -> {
      blocks.put(side.hash, side.block);
      executed.put(side.hash, side);
    });
  }

  /// Takes a block away, because it is on the chain now.
  synchronized void remove(Hash hash) {
    removeIf((each, _) -> each.equals(hash));
  }

  /// Takes away all blocks below a number.
  synchronized void removeBelow(long number) {
    removeIf((_, block) -> block.number() < number);
  }

  /// Takes blocks away where there are too many: never one that another stays on, and of the others
  /// first one that has the most siblings, then the lowest, then the earliest. So many blocks on
  /// one parent drive each other out, and no branch.
  ///
  /// @return what was taken away
  synchronized List<Block> removeSurplus() {
    Map<Hash, Block> surplus = new LinkedHashMap<>();
    Map<Hash, Integer> children = new HashMap<>();
    blocks.values().forEach(block -> children.merge(parent(block), 1, Integer::sum));
    Comparator<Map.Entry<Hash, Block>> order =
        Comparator.<Map.Entry<Hash, Block>>comparingInt(
                entry -> -children.getOrDefault(parent(entry.getValue()), 0))
            .thenComparingLong(entry -> entry.getValue().number());
    while (blocks.size() - surplus.size() > Ledger.SIDE_BLOCKS_MAX) {
      Map.Entry<Hash, Block> first =
          blocks.entrySet().stream()
              .filter(entry -> !surplus.containsKey(entry.getKey()))
              .filter(entry -> children.getOrDefault(entry.getKey(), 0) == 0)
              .min(order)
              .orElseThrow();
      surplus.put(first.getKey(), first.getValue());
      children.merge(parent(first.getValue()), -1, Integer::sum);
    }
    removeIf((hash, _) -> surplus.containsKey(hash));
    return List.copyOf(surplus.values());
  }

  private static Hash parent(Block block) {
    return block.header().parentHash();
  }

  synchronized void removeAll() {
    removeIf((_, _) -> true);
  }

  private void removeIf(BiPredicate<Hash, Block> condition) {
    change(() -> {
      blocks.entrySet().removeIf(entry -> condition.test(entry.getKey(), entry.getValue()));
      executed.keySet().retainAll(blocks.keySet());
    });
  }

  /// Makes a change, and lets go of the states that no block needs after it.
  private void change(Runnable change) {
    Set<KeptState> left = bases();
    change.run();
    left.removeAll(bases());
    left.forEach(KeptState::release);
  }

  private Set<KeptState> bases() {
    return executed.values().stream().map(Side::base).collect(Collectors.toSet());
  }
}
