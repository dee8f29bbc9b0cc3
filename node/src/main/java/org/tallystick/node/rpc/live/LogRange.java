package org.tallystick.node.rpc.live;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.tallystick.node.chain.BlockId;
import org.tallystick.node.chain.ChainMoment;
import org.tallystick.node.chain.FoundLog;
import org.tallystick.node.chain.LeftBlock;
import org.tallystick.node.chain.LogFilter;
import org.tallystick.node.chain.LogPiece;
import org.tallystick.node.rpc.eth.BlockFinder;
import org.tallystick.node.rpc.eth.BlockSelector;
import org.tallystick.node.rpc.eth.LogArguments;
import org.tallystick.node.rpc.protocol.Argument;
import org.tallystick.node.rpc.protocol.RpcError;

/// The logs that somebody follows: those a filter takes, of some blocks.
///
/// @param from the first block
/// @param to the last block, itself included
record LogRange(LogFilter filter, long from, long to) {
  /// The logs of the blocks that come after one that was seen.
  ///
  /// @param logs oldest first
  /// @param seen the last block that was looked at
  record Next(List<FoundLog> logs, BlockId seen) {}

  /// Reads what a client says. Where it does not say from which block on, or says the newest, it
  /// means all that come.
  static LogRange read(Argument wanted, LogArguments readers, BlockFinder finder) {
    if (wanted.member("blockHash").isPresent()) {
      throw wanted.fault("the logs of one block do not change; ask for them by eth_getLogs");
    }
    LogFilter filter = readers.filter(wanted);
    long from = fromBlock(wanted, finder).orElse(0);
    long to = number(wanted.member("toBlock"), finder).orElse(Long.MAX_VALUE);
    if (from > to) {
      throw RpcError.invalidArguments(
              "invalid block range params: fromBlock " + from + " is after toBlock " + to)
          .exception();
    }
    return new LogRange(filter, from, to);
  }

  /// The block that a client names as the first; absent where that is whichever comes next.
  static OptionalLong fromBlock(Argument wanted, BlockFinder finder) {
    return number(wanted.member("fromBlock"), finder);
  }

  private static OptionalLong number(Optional<Argument> argument, BlockFinder finder) {
    BlockSelector selector = BlockSelector.numberOrTag(argument);
    return switch (selector) {
      case BlockSelector.OfNumber(long number) -> OptionalLong.of(number);
      case BlockSelector.OfHash _ -> OptionalLong.empty();
      case BlockSelector.Tag tag ->
          switch (tag) {
            case LATEST, PENDING -> OptionalLong.empty();
            case EARLIEST, SAFE, FINALIZED -> finder.number(selector);
          };
    };
  }

  /// The same logs of all blocks from another on.
  LogRange withFrom(long next) {
    return new LogRange(filter, next, to);
  }

  boolean takes(FoundLog found) {
    return found.blockNumber() >= from && found.blockNumber() <= to && filter.matches(found.log());
  }

  /// Those of a block that has left the chain.
  List<FoundLog> in(LeftBlock left) {
    return left.logs(filter).stream().filter(this::takes).toList();
  }

  /// Those of blocks after one.
  ///
  /// @param blocksMax more are not looked at
  /// @param enough so many logs are enough, with all of the block they are in
  /// @param bytesEnough logs with so much data are enough as well
  Next after(BlockId seen, ChainMoment moment, long blocksMax, int enough, long bytesEnough) {
    long last = Math.min(moment.head().number(), seen.number() + blocksMax);
    long first = Math.max(seen.number() + 1, from);
    long end = Math.min(last, to);
    LogPiece piece =
        first <= end
            ? moment.logs(filter, first, end, enough, bytesEnough)
            : new LogPiece(List.of(), last);
    // What is left out of the range was looked at too.
    long upTo = piece.upTo() == end ? last : piece.upTo();
    return upTo == seen.number()
        ? new Next(piece.logs(), seen)
        : new Next(piece.logs(), new BlockId(upTo, moment.hash(upTo).orElseThrow()));
  }
}
