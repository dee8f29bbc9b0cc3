package org.tallystick.node.rpc.live;

import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.tallystick.node.chain.LogFilter;
import org.tallystick.node.rpc.protocol.RpcError;

/// The addresses and topics by which clients say what logs they follow. A filter or a subscription
/// may name thousands, so there is a number of them at most for all together. Safe to share between
/// threads.
final class Names {
  private final int namesMax;
  private final AtomicLong held = new AtomicLong();

  Names(int namesMax) {
    this.namesMax = namesMax;
  }

  /// Takes the room of a filter's names.
  ///
  /// @throws org.tallystick.node.rpc.protocol.RpcException where there is none
  void take(LogFilter filter) {
    long names = count(filter);
    long before = held.getAndUpdate(now -> now + names <= namesMax ? now + names : now);
    if (before + names > namesMax) {
      throw RpcError.limitExceeded(
              "all filters and subscriptions together name at most "
                  + namesMax
                  + " addresses and topics; name fewer, or end others")
          .exception();
    }
  }

  void giveBack(LogFilter filter) {
    held.addAndGet(-count(filter));
  }

  private static long count(LogFilter filter) {
    return filter.addresses().size() + filter.topics().stream().mapToLong(Set::size).sum();
  }
}
