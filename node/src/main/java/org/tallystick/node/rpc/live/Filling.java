package org.tallystick.node.rpc.live;

import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tallystick.node.chain.BlockId;
import org.tallystick.node.chain.ChainMoment;
import org.tallystick.node.chain.ChainReader;
import org.tallystick.node.chain.LeftBlock;
import org.tallystick.node.chain.Onward;
import org.tallystick.node.rpc.eth.ReceiptJson;

/// A piece of what a subscriber to logs is behind: some blocks, read and told as fast as the client
/// takes it. Runs on one thread at a time, and on none while it waits.
final class Filling implements Runnable {
  /// Data of the logs that are held at once, or those of one block. A client that does not read
  /// keeps them here.
  private static final long BYTES_ENOUGH = 1 << 20;

  private final ChainReader chain;
  private final LiveLimits limits;
  private final Executor threads;
  private final Follower follower;
  private final LogRange range;
  private final Runnable done;
  private @Nullable Piece piece;

  /// @param texts of logs that are not told yet
  /// @param seen the last block of the piece
  private record Piece(Iterator<String> texts, BlockId seen) {}

  /// @param done runs when all of the piece is told, or cannot be any more
  Filling(
      ChainReader chain,
      LiveLimits limits,
      Executor threads,
      Follower follower,
      LogRange range,
      Runnable done) {
    this.chain = chain;
    this.limits = limits;
    this.threads = threads;
    this.follower = follower;
    this.range = range;
    this.done = done;
  }

  @Override
  public void run() {
    try {
      tell();
    } catch (RuntimeException fault) {
      follower.channel().close("internal error; the node's log has more");
      throw fault;
    }
  }

  private void tell() {
    if (follower.isOver()) {
      done.run();
      return;
    }
    Piece current = piece;
    if (current == null) {
      current = read();
      piece = current;
    }
    while (current.texts.hasNext() && !follower.isOver()) {
      if (!follower.channel().hasRoom()) {
        follower.channel().whenRoom(() -> threads.execute(this));
        return;
      }
      follower.tell(current.texts.next());
    }
    follower.setSeen(current.seen);
    done.run();
  }

  private Piece read() {
    return switch (chain.onward(follower.seen())) {
      case Onward.From(List<LeftBlock> left, BlockId fork, ChainMoment moment) -> {
        LogRange.Next next =
            range.after(fork, moment, limits.fillBlocksMax(), limits.fillLogsMax(), BYTES_ENOUGH);
        Stream<String> removed =
            left.stream()
                .flatMap(block -> range.in(block).stream())
                .map(log -> ReceiptJson.of(log, true).write());
        Stream<String> added = next.logs().stream().map(log -> ReceiptJson.of(log, false).write());
        yield new Piece(Stream.concat(removed, added).iterator(), next.seen());
      }
      // The hub finds the same, and ends it.
      case Onward.Lost lost -> new Piece(List.<String>of().iterator(), lost.seen());
    };
  }
}
