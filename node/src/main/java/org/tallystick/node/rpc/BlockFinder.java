package org.tallystick.node.rpc;

import java.util.Optional;
import java.util.OptionalLong;
import org.tallystick.ledger.Block;
import org.tallystick.ledger.Header;
import org.tallystick.node.chain.ChainHead;
import org.tallystick.node.chain.ChainReader;
import org.tallystick.node.chain.StateLookup;
import org.tallystick.state.StateStore;
import org.tallystick.state.StoredState;
import org.tallystick.state.WorldState;

/// Finds the block that a call means, and the state after it.
final class BlockFinder {
  private final ChainReader chain;

  BlockFinder(ChainReader chain) {
    this.chain = chain;
  }

  /// A block and the state after it.
  record Moment(Header header, StateStore store) {
    WorldState state() {
      return new StoredState(store);
    }
  }

  /// The block's number; absent where there is no such block.
  OptionalLong number(BlockSelector selector) {
    ChainHead head = chain.head();
    return switch (selector) {
      case BlockSelector.OfNumber(long number) ->
          number <= head.number() ? OptionalLong.of(number) : OptionalLong.empty();
      case BlockSelector.OfHash(var hash) -> chain.number(hash);
      case BlockSelector.Tag tag ->
          switch (tag) {
            case LATEST, PENDING -> OptionalLong.of(head.number());
            case EARLIEST -> OptionalLong.of(0);
            case SAFE -> chain.number(head.safe());
            case FINALIZED -> chain.number(head.finalized());
          };
    };
  }

  Optional<Block> block(BlockSelector selector) {
    ChainHead head = chain.head();
    if (selector == BlockSelector.Tag.LATEST || selector == BlockSelector.Tag.PENDING) {
      return Optional.of(head.block());
    }
    OptionalLong number = number(selector);
    return number.isPresent() ? chain.block(number.getAsLong()) : Optional.empty();
  }

  /// The block and its state.
  ///
  /// @throws RpcException where there is no such block, or its state is not kept
  Moment moment(BlockSelector selector) {
    ChainHead head = chain.head();
    if (selector == BlockSelector.Tag.LATEST || selector == BlockSelector.Tag.PENDING) {
      return new Moment(head.header(), head.store());
    }
    long number = number(selector).orElseThrow(() -> notFound(selector));
    Header header = chain.header(number).orElseThrow(() -> notFound(selector));
    return switch (chain.state(number)) {
      case StateLookup.Found(StateStore store) -> new Moment(header, store);
      case StateLookup.Unborn _ -> throw notFound(selector);
      case StateLookup.NotKept notKept ->
          throw RpcError.server("historical state is not available: " + notKept.words())
              .exception();
    };
  }

  /// An exception that says so, to be thrown by the caller.
  static RpcException notFound(BlockSelector selector) {
    String words =
        switch (selector) {
          case BlockSelector.OfHash _ -> "header for hash not found";
          case BlockSelector.OfNumber _, BlockSelector.Tag _ -> "header not found";
        };
    return RpcError.server(words).exception();
  }
}
