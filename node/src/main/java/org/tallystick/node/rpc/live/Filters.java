package org.tallystick.node.rpc.live;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.tallystick.json.Json;
import org.tallystick.node.chain.BlockId;
import org.tallystick.node.chain.ChainHead;
import org.tallystick.node.chain.ChainReader;
import org.tallystick.node.chain.FoundLog;
import org.tallystick.node.chain.LeftBlock;
import org.tallystick.node.chain.LogFilter;
import org.tallystick.node.chain.Onward;
import org.tallystick.node.rpc.eth.LogMethods;
import org.tallystick.node.rpc.eth.MethodLimits;
import org.tallystick.node.rpc.eth.ReceiptJson;
import org.tallystick.node.rpc.protocol.RpcError;
import org.tallystick.node.rpc.protocol.RpcException;

/// All filters of all clients. A filter remembers the last block that its client was told of, and
/// finds what is new when it is asked, so one that nobody asks costs nothing.
final class Filters {
  /// Text of a log's JSON besides its data, about.
  private static final int LOG_TEXT_LENGTH = 700;

  /// By so much fewer logs are tried where the text of all is too long.
  private static final int FEWER = 4;

  private final ChainReader chain;
  private final PendingTransactions pending;
  private final LiveLimits limits;
  private final MethodLimits methodLimits;
  private final InstantSource clock;
  private final Names names;
  private final Map<String, Filter> byId = new HashMap<>();

  Filters(
      ChainReader chain,
      PendingTransactions pending,
      LiveLimits limits,
      MethodLimits methodLimits,
      InstantSource clock) {
    this.chain = chain;
    this.pending = pending;
    this.limits = limits;
    this.methodLimits = methodLimits;
    this.clock = clock;
    this.names = new Names("all filters", limits.filterNamesMax());
  }

  /// @param query that says the same as the range
  String addLogs(LogRange range, LogMethods.Query query) {
    return add(new Filter.Logs(onChain(onward -> logs(range, onward)), query), range.filter());
  }

  String addBlocks() {
    return add(onChain(this::blocks), LogFilter.ALL);
  }

  String addPending() {
    return add(
        new Filter.Source() {
          private long place = pending.end();

          @Override
          public Json next() {
            PendingTransactions.Next next = pending.after(place, methodLimits.logsResultsMax());
            place = next.next();
            return Json.texts(
                next.transactions().stream()
                    .map(transaction -> transaction.hash().toHex())
                    .toList());
          }
        },
        LogFilter.ALL);
  }

  /// The filter, which is not idle then.
  ///
  /// @throws RpcException where there is none of this name, or none any more
  synchronized Filter get(String id) {
    forgetIdle();
    Filter filter = byId.get(id);
    if (filter == null) {
      throw RpcError.server("filter not found").exception();
    }
    filter.touch(clock.instant());
    return filter;
  }

  /// @return whether there was one
  synchronized boolean remove(String id) {
    forgetIdle();
    Filter removed = byId.remove(id);
    if (removed != null) {
      removed.end();
    }
    return removed != null;
  }

  private synchronized String add(Filter.Source source, LogFilter named) {
    forgetIdle();
    if (byId.size() >= limits.filtersMax()) {
      throw RpcError.limitExceeded(
              "there are "
                  + limits.filtersMax()
                  + " filters already, and no more are kept; uninstall one, or wait until one was"
                  + " idle for "
                  + limits.filterIdle().toSeconds()
                  + " s")
          .exception();
    }
    names.take(named);
    String id = Ids.next();
    byId.put(id, new Filter(source, () -> names.giveBack(named), clock.instant()));
    return id;
  }

  private void forgetIdle() {
    Instant before = clock.instant().minus(limits.filterIdle());
    byId.values()
        .removeIf(filter -> {
          boolean isIdle = filter.lastAsked().isBefore(before);
          if (isIdle) {
            filter.end();
          }
          return isIdle;
        });
  }

  /// What is told of a part of the chain, and the last block of the part.
  private record Told(Json answer, BlockId seen) {}

  private Filter.Source onChain(Function<Onward.From, Told> tell) {
    ChainHead head = chain.head();
    return new Filter.Source() {
      private BlockId seen = new BlockId(head.number(), head.hash());

      @Override
      public Json next() {
        return switch (chain.onward(seen)) {
          case Onward.From from -> {
            Told told = tell.apply(from);
            seen = told.seen;
            yield told.answer;
          }
          case Onward.Lost lost ->
              throw RpcError.server("the filter is lost: " + lost.words() + "; make another")
                  .exception();
        };
      }
    };
  }

  private Told blocks(Onward.From onward) {
    BlockId seen = onward.fork();
    long last =
        Math.min(onward.moment().head().number(), seen.number() + methodLimits.logsBlocksMax());
    List<String> hashes = new ArrayList<>();
    while (seen.number() < last) {
      long number = seen.number() + 1;
      seen = new BlockId(number, onward.moment().hash(number).orElseThrow());
      hashes.add(seen.hash().toHex());
    }
    return new Told(Json.texts(hashes), seen);
  }

  private Told logs(LogRange range, Onward.From onward) {
    List<Json> all = new ArrayList<>();
    for (LeftBlock left : onward.left()) {
      range.in(left).forEach(log -> all.add(ReceiptJson.of(log, true)));
    }
    int enough = methodLimits.logsResultsMax();
    LogRange.Next next = next(range, onward, enough);
    while (textLength(next.logs()) > methodLimits.replyBytesMax() && enough > 1) {
      enough = Math.max(1, enough / FEWER);
      next = next(range, onward, enough);
    }
    next.logs().forEach(log -> all.add(ReceiptJson.of(log, false)));
    return new Told(Json.array(all), next.seen());
  }

  private LogRange.Next next(LogRange range, Onward.From onward, int enough) {
    return range.after(
        onward.fork(),
        onward.moment(),
        methodLimits.logsBlocksMax(),
        enough,
        methodLimits.logsBytesMax());
  }

  private static long textLength(List<FoundLog> logs) {
    return logs.stream().mapToLong(log -> LOG_TEXT_LENGTH + 2L * log.log().data().length()).sum();
  }
}
