package org.tallystick.node.rpc.eth;

import java.util.Optional;
import java.util.OptionalLong;
import org.tallystick.bytes.Hash;
import org.tallystick.ledger.Block;
import org.tallystick.ledger.Header;
import org.tallystick.node.chain.ChainHead;
import org.tallystick.node.chain.ChainReader;
import org.tallystick.node.chain.StateLookup;
import org.tallystick.node.rpc.protocol.RpcError;
import org.tallystick.node.rpc.protocol.RpcException;
import org.tallystick.state.StateStore;
import org.tallystick.state.StoredState;
import org.tallystick.state.WorldState;

/// Finds the block that a call means, and the state after it.
public final class BlockFinder {
  private final ChainReader chain;

  public BlockFinder(ChainReader chain) {
    this.chain = chain;
  }

  /// A block and the state after it.
  public record Moment(Header header, StateStore store) {
    public WorldState state() {
      return new StoredState(store);
    }
  }

  /// The block's number; absent where there is no such block.
  public OptionalLong number(BlockSelector selector) {
    ChainHead head = chain.head();
    return switch (selector) {
      case BlockSelector.OfNumber(long number) ->
          number <= head.number() ? OptionalLong.of(number) : OptionalLong.empty();
      case BlockSelector.OfHash(Hash hash) -> chain.number(hash);
      case BlockSelector.Tag tag ->
          switch (tag) {
            case LATEST, PENDING -> OptionalLong.of(head.number());
            case EARLIEST -> OptionalLong.of(0);
            case SAFE -> number(head, head.safe());
            case FINALIZED -> number(head, head.finalized());
          };
    };
  }

  private OptionalLong number(ChainHead head, Hash hash) {
    return hash.equals(head.hash()) ? OptionalLong.of(head.number()) : chain.number(hash);
  }

  public Optional<Block> block(BlockSelector selector) {
    ChainHead head = chain.head();
    return switch (selector) {
      case BlockSelector.OfNumber(long number) -> chain.block(number);
      case BlockSelector.OfHash(Hash hash) -> chain.block(hash);
      case BlockSelector.Tag tag ->
          switch (tag) {
            case LATEST, PENDING -> Optional.of(head.block());
            case EARLIEST -> chain.block(0);
            case SAFE -> block(head, head.safe());
            case FINALIZED -> block(head, head.finalized());
          };
    };
  }

  private Optional<Block> block(ChainHead head, Hash hash) {
    return hash.equals(head.hash()) ? Optional.of(head.block()) : chain.block(hash);
  }

  /// The block and its state.
  ///
  /// @throws RpcException where there is no such block, or its state is not kept
  public Moment moment(BlockSelector selector) {
    return moment(selector, lookup(selector));
  }

  /// The block before one that is on the chain, with the state in which that one's transactions
  /// began.
  ///
  /// @throws RpcException where the chain has left it, or the state is not kept
  public Moment begun(Block block) {
    BlockSelector parent = new BlockSelector.OfHash(block.header().parentHash());
    Moment begun = moment(parent, chain.stateBegun(block.number()));
    if (!begun.header.hash().equals(block.header().parentHash())) {
      throw notFound(parent);
    }
    return begun;
  }

  private static Moment moment(BlockSelector selector, StateLookup found) {
    return switch (found) {
      case StateLookup.Found(Header header, StateStore store) -> new Moment(header, store);
      case StateLookup.Unborn _, StateLookup.Unknown _ -> throw notFound(selector);
      case StateLookup.NotKept notKept ->
          throw RpcError.server(
                  "historical state is not available: "
                      + notKept.words()
                      + "; ask for a newer block, or ask a node that runs with --archive")
              .exception();
    };
  }

  /// The block and the state whose root is in its header: at the head of a development chain that
  /// is without what was edited since.
  ///
  /// @throws RpcException where there is no such block, or its state is not kept
  public Moment provable(BlockSelector selector) {
    while (true) {
      ChainHead head = chain.head();
      Moment moment = moment(selector);
      if (moment.header().equals(head.header())) {
        return new Moment(head.header(), head.ownStore());
      }
      // Where the chain went on meanwhile, it may be another head that was found.
      if (head.equals(chain.head())) {
        return moment;
      }
    }
  }

  private StateLookup lookup(BlockSelector selector) {
    ChainHead head = chain.head();
    return switch (selector) {
      case BlockSelector.OfNumber(long number) -> chain.state(number);
      case BlockSelector.OfHash(Hash hash) -> chain.state(hash);
      case BlockSelector.Tag tag ->
          switch (tag) {
            case LATEST, PENDING -> new StateLookup.Found(head.header(), head.store());
            case EARLIEST -> chain.state(0);
            case SAFE -> lookup(head, head.safe());
            case FINALIZED -> lookup(head, head.finalized());
          };
    };
  }

  private StateLookup lookup(ChainHead head, Hash hash) {
    return hash.equals(head.hash())
        ? new StateLookup.Found(head.header(), head.store())
        : chain.state(hash);
  }

  /// An exception that says so, to be thrown by the caller.
  public static RpcException notFound(BlockSelector selector) {
    String words =
        switch (selector) {
          case BlockSelector.OfHash _ -> "header for hash not found";
          case BlockSelector.OfNumber _, BlockSelector.Tag _ -> "header not found";
        };
    return RpcError.server(words).exception();
  }
}
