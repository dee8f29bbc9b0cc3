package org.tallystick.node.rpc.live;

import org.tallystick.node.chain.BlockId;
import org.tallystick.node.rpc.protocol.Channel;

/// One subscription.
final class Follower {
  private final String id;
  private final Wish wish;
  private final Channel channel;
  private final Runnable end;
  private boolean isEnded;

  /// The last block that was told of. Belongs to whoever tells: the hub, or a filling that the hub
  /// waits for.
  private BlockId seen;

  /// @param end gives back what it takes up
  Follower(Wish wish, Channel channel, BlockId seen, Runnable end) {
    this.id = Ids.next();
    this.wish = wish;
    this.channel = channel;
    this.seen = seen;
    this.end = end;
  }

  String id() {
    return id;
  }

  Wish wish() {
    return wish;
  }

  Channel channel() {
    return channel;
  }

  BlockId seen() {
    return seen;
  }

  void setSeen(BlockId block) {
    seen = block;
  }

  /// @param result as JSON
  synchronized void tell(String result) {
    if (!isEnded) {
      channel.tell(
          "{\"jsonrpc\":\"2.0\",\"method\":\"eth_subscription\",\"params\":{\"subscription\":\""
              + id
              + "\",\"result\":"
              + result
              + "}}");
    }
  }

  /// After this nothing is told any more.
  synchronized void end() {
    if (!isEnded) {
      isEnded = true;
      end.run();
    }
  }

  synchronized boolean isOver() {
    return isEnded || channel.isClosed();
  }
}
