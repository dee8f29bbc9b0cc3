package org.tallystick.node.rpc.live;

import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.tallystick.node.chain.LogFilter;
import org.tallystick.node.rpc.protocol.RpcError;

/// Room for the addresses and topics by which clients say what logs they follow: one filter or
/// subscription may name thousands, so some of them together get so much at most. Safe to share
/// between threads.
final class Names {
  private final String whose;
  private final int namesMax;
  private final AtomicLong held = new AtomicLong();

  /// @param whose they are, for people
  Names(String whose, int namesMax) {
    this.whose = whose;
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
              whose
                  + " name at most "
                  + namesMax
                  + " addresses and topics together; name fewer, or end others")
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
