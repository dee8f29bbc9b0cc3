package org.tallystick.node.rpc.live;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.tallystick.json.Json;
import org.tallystick.ledger.SignedTransaction;
import org.tallystick.node.chain.BlockId;
import org.tallystick.node.chain.ChainHead;
import org.tallystick.node.chain.ChainMoment;
import org.tallystick.node.chain.LogFilter;
import org.tallystick.node.chain.Onward;
import org.tallystick.node.rpc.eth.EthMethods;
import org.tallystick.node.rpc.eth.NodeView;
import org.tallystick.node.rpc.eth.TransactionJson;
import org.tallystick.node.rpc.protocol.Channel;

/// Tells subscribers what happens, on one thread of its own, so that neither the chain nor the pool
/// waits for any of them.
///
/// Subscribers that are *live* were all told of the same block last, and are told of the next one
/// together. One that is behind, because it asked for older logs or because there were more than it
/// could take at once, is filled piece by piece on other threads until it is near, and then joins
/// the others. Both ask the chain how it goes on from the last block that they told of; so neither
/// changes of the chain nor the time they take can make a gap or a double.
final class Hub {
  private static final Logger LOG = System.getLogger(Hub.class.getName());

  /// So many blocks behind, a subscriber joins the others by itself.
  private static final long NEAR_BLOCKS = 64;

  /// So much text of one block is more than a client takes at once.
  private static final long BURST_LENGTH = 1 << 20;

  private static final int PENDING_AT_ONCE = 1_000;

  private final NodeView node;
  private final LiveLimits limits;
  private final PendingTransactions pending;
  private final ExecutorService thread;
  private final ExecutorService fillers;
  private final Map<Channel, Connection> connections = new ConcurrentHashMap<>();
  private final AtomicBoolean isWoken = new AtomicBoolean();

  // What follows belongs to the thread.
  private final Set<Follower> live = new LinkedHashSet<>();
  private BlockId seen;
  private long pendingSeen;
  private Json syncing;

  /// @param thread one
  /// @param fillers a few
  Hub(
      NodeView node,
      LiveLimits limits,
      PendingTransactions pending,
      ExecutorService thread,
      ExecutorService fillers) {
    this.node = node;
    this.limits = limits;
    this.pending = pending;
    this.thread = thread;
    this.fillers = fillers;
    this.seen = id(node.chain().head());
    this.pendingSeen = pending.end();
    this.syncing = EthMethods.syncing(node);
  }

  /// Says that there are news. Returns at once.
  void wake() {
    if (!isWoken.getAndSet(true)) {
      execute(this::round);
    }
  }

  /// Adds a subscription, which is told nothing yet.
  ///
  /// @return absent where the connection has too many
  Optional<Follower> add(Wish wish, Channel channel) {
    BlockId first = firstSeen(wish);
    Connection connection = connections.get(channel);
    if (connection == null) {
      connection =
          connections.computeIfAbsent(
              channel,
              _ ->
                  new Connection(
                      new Names(
                          "the subscriptions of a connection", limits.subscriptionNamesMax())));
      channel.whenClosed(() -> close(channel));
    }
    Names names = connection.names();
    LogFilter named = wish instanceof Wish.Logs logs ? logs.range().filter() : LogFilter.ALL;
    names.take(named);
    Follower follower = new Follower(wish, channel, first, () -> names.giveBack(named));
    if (connection.add(follower, limits.subscriptionsMax())) {
      return Optional.of(follower);
    }
    follower.end();
    return Optional.empty();
  }

  /// Begins to tell a subscriber.
  void begin(Follower follower) {
    execute(() -> join(follower));
  }

  /// @return whether there was such a subscription
  boolean remove(Channel channel, String id) {
    Optional<Follower> removed =
        Optional.ofNullable(connections.get(channel)).flatMap(connection -> connection.remove(id));
    removed.ifPresent(follower -> execute(() -> live.remove(follower)));
    return removed.isPresent();
  }

  private void close(Channel channel) {
    Connection connection = connections.remove(channel);
    if (connection != null) {
      connection.close();
      execute(() -> live.removeIf(Follower::isOver));
    }
  }

  /// The block after which a subscriber is told of everything.
  private BlockId firstSeen(Wish wish) {
    ChainMoment moment = node.chain().moment();
    return switch (wish) {
      case Wish.Logs(LogRange _, OptionalLong fromBlock) -> {
        // Block 0 has no logs.
        long before = Math.max(0, fromBlock.orElse(Long.MAX_VALUE) - 1);
        yield moment
            .hash(before)
            .map(hash -> new BlockId(before, hash))
            .orElseGet(() -> id(moment.head()));
      }
      case Wish.NewHeads _, Wish.PendingTransactions _, Wish.Syncing _ -> id(moment.head());
    };
  }

  private static BlockId id(ChainHead head) {
    return new BlockId(head.number(), head.hash());
  }

  private void round() {
    isWoken.set(false);
    tellBlocks();
    tellPending();
    tellSyncing();
  }

  /// Tells those who are live of everything up to the head.
  private void tellBlocks() {
    if (live.isEmpty()) {
      seen = id(node.chain().head());
      return;
    }
    switch (node.chain().onward(seen)) {
      case Onward.From from -> {
        try {
          tellBlocks(from, List.copyOf(live));
        } catch (RuntimeException fault) {
          // Some may have been told, so that to go on would be a double or a gap.
          closeAll("internal error; the node's log has more");
          throw fault;
        }
      }
      case Onward.Lost lost -> {
        closeAll(lost.words());
        seen = id(node.chain().head());
      }
    }
  }

  private void closeAll(String words) {
    live.forEach(follower -> follower.channel().close(words));
    live.clear();
  }

  private void tellBlocks(Onward.From onward, List<Follower> followers) {
    List<BlockNews> left = onward.left().stream().map(BlockNews::of).toList();
    BlockId before = seen;
    if (!left.isEmpty()) {
      followers.forEach(follower -> tell(follower, left, before));
    }
    seen = onward.fork();
    while (seen.number() < onward.moment().head().number()) {
      BlockNews next = BlockNews.of(onward.moment(), seen.number() + 1);
      for (Follower follower : followers) {
        if (live.contains(follower)) {
          tell(follower, List.of(next), seen);
        }
      }
      seen = next.id();
    }
  }

  /// Tells a subscriber of blocks that came or left.
  ///
  /// @param before the block that it was told of last
  private void tell(Follower follower, List<BlockNews> news, BlockId before) {
    switch (follower.wish()) {
      case Wish.NewHeads _ -> tellHeaders(follower, news);
      case Wish.Logs(LogRange range, OptionalLong _) -> {
        List<String> logs = news.stream().flatMap(block -> block.logs(range).stream()).toList();
        if (!logs.isEmpty() && isTooMuch(logs, follower.channel())) {
          follower.setSeen(before);
          live.remove(follower);
          fill(follower);
        } else {
          logs.forEach(follower::tell);
        }
      }
      case Wish.PendingTransactions _, Wish.Syncing _ -> {}
    }
  }

  private static boolean isTooMuch(List<String> logs, Channel channel) {
    return !channel.hasRoom() || logs.stream().mapToLong(String::length).sum() > BURST_LENGTH;
  }

  private static void tellHeaders(Follower follower, List<BlockNews> news) {
    news.stream().filter(block -> !block.hasLeft()).forEach(block -> follower.tell(block.header()));
  }

  /// Makes a subscriber live, unless it is too far behind.
  private void join(Follower follower) {
    if (follower.isOver()) {
      return;
    }
    tellBlocks();
    switch (node.chain().onward(follower.seen())) {
      case Onward.From from -> join(follower, from);
      case Onward.Lost lost -> follower.channel().close(lost.words());
    }
  }

  private void join(Follower follower, Onward.From onward) {
    ChainHead head = onward.moment().head();
    boolean isNear = head.number() - onward.fork().number() + onward.left().size() <= NEAR_BLOCKS;
    if (follower.wish() instanceof Wish.Logs && !isNear) {
      fill(follower);
    } else if (!head.hash().equals(seen.hash())) {
      begin(follower);
    } else {
      live.add(follower);
      catchUp(follower, onward);
    }
  }

  private void catchUp(Follower follower, Onward.From onward) {
    BlockId before = follower.seen();
    List<BlockNews> left = onward.left().stream().map(BlockNews::of).toList();
    if (!left.isEmpty()) {
      tell(follower, left, before);
    }
    before = onward.fork();
    while (live.contains(follower) && before.number() < onward.moment().head().number()) {
      BlockNews next = BlockNews.of(onward.moment(), before.number() + 1);
      tell(follower, List.of(next), before);
      before = next.id();
    }
  }

  private void fill(Follower follower) {
    Connection connection = connections.get(follower.channel());
    if (connection != null) {
      connection.addBehind(follower);
      fillNext(connection);
    }
  }

  private void fillNext(Connection connection) {
    Optional<Follower> next = connection.startFilling();
    if (next.isPresent()
        && next.get().wish() instanceof Wish.Logs(LogRange range, OptionalLong _)) {
      Follower follower = next.get();
      Runnable done = () -> execute(() -> filled(connection, follower));
      submit(
          fillers,
          new Filling(node.chain(), limits, task -> submit(fillers, task), follower, range, done));
    }
  }

  private void filled(Connection connection, Follower follower) {
    connection.filled();
    join(follower);
    fillNext(connection);
  }

  private void tellPending() {
    PendingTransactions.Next next = pending.after(pendingSeen, PENDING_AT_ONCE);
    pendingSeen = next.next();
    if (next.transactions().isEmpty()) {
      return;
    }
    List<Follower> hashes = new ArrayList<>();
    List<Follower> full = new ArrayList<>();
    for (Follower follower : live) {
      if (follower.wish() instanceof Wish.PendingTransactions(boolean isFull)) {
        (isFull ? full : hashes).add(follower);
      }
    }
    for (SignedTransaction transaction : next.transactions()) {
      if (!hashes.isEmpty()) {
        String text = Json.of(transaction.hash().toHex()).write();
        hashes.forEach(follower -> follower.tell(text));
      }
      if (!full.isEmpty()) {
        String text = TransactionJson.ofPending(transaction).write();
        full.forEach(follower -> follower.tell(text));
      }
    }
    wake();
  }

  private void tellSyncing() {
    Json now = EthMethods.syncing(node);
    if (!now.equals(syncing)) {
      syncing = now;
      String text =
          now.equals(Json.of(false))
              ? now.write()
              : Json.object().put("syncing", true).put("status", now).build().write();
      live.stream()
          .filter(follower -> follower.wish() instanceof Wish.Syncing)
          .forEach(follower -> follower.tell(text));
    }
  }

  private void execute(Runnable task) {
    submit(thread, task);
  }

  /// Where the node is stopping nobody is told any more.
  private static void submit(ExecutorService threads, Runnable task) {
    try {
      threads.execute(() -> {
        try {
          task.run();
        } catch (RuntimeException fault) {
          LOG.log(Level.ERROR, "subscribers could not be told", fault);
        }
      });
    } catch (RejectedExecutionException stopped) {
      LOG.log(Level.DEBUG, "the node is stopping", stopped);
    }
  }
}
