package org.tallystick.node.chain;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
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

  /// Going back and forth leaves blocks behind, at whatever height.
  private static final int BLOCKS_MAX = 512;

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
    blocks.put(side.hash, side.block);
    executed.put(side.hash, side);
  }

  /// Takes a block away, because it is on the chain now.
  synchronized void remove(Hash hash) {
    removeIf((each, _) -> each.equals(hash));
  }

  /// Takes away all blocks below a number.
  synchronized void removeBelow(long number) {
    removeIf((_, block) -> block.number() < number);
  }

  /// Takes away the earliest where there are too many.
  ///
  /// @return what was taken away
  synchronized List<Block> removeSurplus() {
    List<Block> surplus = new ArrayList<>();
    Set<Hash> hashes = new HashSet<>();
    blocks.entrySet().stream()
        .limit(Math.max(0, blocks.size() - BLOCKS_MAX))
        .forEach(entry -> {
          hashes.add(entry.getKey());
          surplus.add(entry.getValue());
        });
    removeIf((hash, _) -> hashes.contains(hash));
    return surplus;
  }

  synchronized void removeAll() {
    removeIf((_, _) -> true);
  }

  private void removeIf(BiPredicate<Hash, Block> condition) {
    Set<KeptState> left = bases();
    blocks.entrySet().removeIf(entry -> condition.test(entry.getKey(), entry.getValue()));
    executed.keySet().retainAll(blocks.keySet());
    left.removeAll(bases());
    left.forEach(KeptState::release);
  }

  private Set<KeptState> bases() {
    return executed.values().stream().map(Side::base).collect(Collectors.toSet());
  }
}
