package org.tallystick.node.rpc.eth;

import java.util.OptionalLong;
import java.util.function.Predicate;
import org.tallystick.node.chain.ChainHead;
import org.tallystick.node.chain.ChainReader;
import org.tallystick.node.chain.StateLookup;
import org.tallystick.node.rpc.protocol.RpcError;
import org.tallystick.state.StoredState;
import org.tallystick.state.WorldState;

/// Finds the block by which something came to be that never ends again, such as a nonce: by halving
/// the blocks whose states are kept.
public final class FirstBlock {
  private final ChainReader chain;

  public FirstBlock(ChainReader chain) {
    this.chain = chain;
  }

  /// The number of the first block after which it holds; 0 where it was so from the beginning,
  /// absent where it is not so yet.
  ///
  /// @throws org.tallystick.node.rpc.protocol.RpcException where it was so before the oldest block
  ///   whose state is kept
  public OptionalLong after(Predicate<WorldState> holds) {
    ChainHead head = chain.head();
    if (!holds.test(head.state())) {
      return OptionalLong.empty();
    }
    if (holds.test(state(0))) {
      return OptionalLong.of(0);
    }
    long before = oldest(head.number());
    if (before > 0 && holds.test(state(before))) {
      throw RpcError.server(
              "historical state is not available: it was before block "
                  + before
                  + ", the oldest whose state is kept")
          .exception();
    }
    long after = head.number();
    while (before + 1 < after) {
      long middle = before + (after - before) / 2;
      if (holds.test(state(middle))) {
        after = middle;
      } else {
        before = middle;
      }
    }
    return OptionalLong.of(after);
  }

  /// The oldest block from which on all states are kept.
  public long oldest(long head) {
    return switch (chain.state(Math.min(1, head))) {
      case StateLookup.NotKept(long _, long oldest, long _) -> oldest;
      case StateLookup.Found _, StateLookup.Unborn _, StateLookup.Unknown _ -> 0;
    };
  }

  private WorldState state(long number) {
    return switch (chain.state(number)) {
      case StateLookup.Found found -> new StoredState(found.store());
      case StateLookup.NotKept notKept ->
          throw RpcError.server("historical state is not available: " + notKept.words())
              .exception();
      case StateLookup.Unborn _, StateLookup.Unknown _ ->
          throw BlockFinder.notFound(new BlockSelector.OfNumber(number));
    };
  }
}
