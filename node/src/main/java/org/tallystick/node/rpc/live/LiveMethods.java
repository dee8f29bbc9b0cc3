package org.tallystick.node.rpc.live;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.tallystick.json.Json;
import org.tallystick.node.chain.ChainReader;
import org.tallystick.node.rpc.eth.BlockFinder;
import org.tallystick.node.rpc.eth.LogArguments;
import org.tallystick.node.rpc.eth.LogMethods;
import org.tallystick.node.rpc.eth.NodeView;
import org.tallystick.node.rpc.protocol.Argument;
import org.tallystick.node.rpc.protocol.Arguments;
import org.tallystick.node.rpc.protocol.Caller;
import org.tallystick.node.rpc.protocol.Conversation;
import org.tallystick.node.rpc.protocol.RpcError;
import org.tallystick.node.rpc.protocol.RpcMethod;

/// The methods by which clients follow the chain and the pool.
final class LiveMethods {
  private final LiveLimits limits;
  private final ChainReader chain;
  private final Hub hub;
  private final Filters filters;
  private final LogMethods logMethods;
  private final LogArguments logArguments;
  private final BlockFinder finder;

  LiveMethods(NodeView node, LiveLimits limits, Hub hub, Filters filters) {
    this.limits = limits;
    this.chain = node.chain();
    this.hub = hub;
    this.filters = filters;
    this.logMethods = new LogMethods(node);
    this.logArguments = new LogArguments(node.limits());
    this.finder = new BlockFinder(node.chain());
  }

  List<RpcMethod> all() {
    return List.of(
        RpcMethod.reading("eth_newFilter", 1, this::newFilter),
        RpcMethod.reading("eth_newBlockFilter", 0, _ -> Json.of(filters.addBlocks())),
        RpcMethod.reading("eth_newPendingTransactionFilter", 1, this::newPendingFilter),
        RpcMethod.reading("eth_getFilterChanges", 1, this::filterChanges),
        RpcMethod.reading("eth_getFilterLogs", 1, this::filterLogs),
        RpcMethod.reading(
            "eth_uninstallFilter", 1, arguments -> Json.of(filters.remove(id(arguments)))),
        RpcMethod.conversing("eth_subscribe", 2, this::subscribe),
        RpcMethod.conversing("eth_unsubscribe", 1, this::unsubscribe));
  }

  private Json newFilter(Arguments arguments) {
    Argument wanted = arguments.required(0);
    LogRange range = LogRange.read(wanted, logArguments, finder);
    return Json.of(filters.addLogs(range, logMethods.query(wanted)));
  }

  private Json newPendingFilter(Arguments arguments) {
    if (arguments.optional(0).map(Argument::bool).orElse(false)) {
      throw arguments.required(0).fault("a filter gives hashes; subscribe for whole transactions");
    }
    return Json.of(filters.addPending());
  }

  private Json filterChanges(Arguments arguments) {
    return filters.get(id(arguments)).changes();
  }

  private Json filterLogs(Arguments arguments) {
    if (filters.get(id(arguments)).source() instanceof Filter.Logs logs) {
      return logMethods.logs(logs.query());
    }
    throw RpcError.server("filter not found").exception();
  }

  private Json subscribe(Arguments arguments, Caller caller) {
    Conversation conversation =
        caller.conversation().orElseThrow(() -> RpcError.notificationsNotSupported().exception());
    Wish wish = wish(arguments);
    Follower follower =
        hub.add(wish, conversation.channel())
            .orElseThrow(() ->
                RpcError.limitExceeded(
                        "a connection has at most "
                            + limits.subscriptionsMax()
                            + " subscriptions; end one by eth_unsubscribe")
                    .exception());
    conversation.afterAnswer().execute(() -> hub.begin(follower));
    return Json.of(follower.id());
  }

  private Wish wish(Arguments arguments) {
    String name = arguments.required(0).text();
    Optional<Argument> more = arguments.optional(1);
    return switch (name) {
      case "newHeads" -> new Wish.NewHeads();
      case "logs" -> logs(more);
      case "newPendingTransactions" ->
          new Wish.PendingTransactions(more.map(Argument::bool).orElse(false));
      case "syncing" -> new Wish.Syncing();
      default ->
          throw RpcError.of(
                  RpcError.METHOD_NOT_FOUND,
                  "no \"" + Argument.shorten(name) + "\" subscription in eth namespace")
              .exception();
    };
  }

  /// Logs from a block on that the client names, or of those that come. Blocks before it count too
  /// where the chain goes back behind it: others take their place, which the client has not seen.
  private Wish.Logs logs(Optional<Argument> wanted) {
    Argument logs = wanted.orElseGet(() -> Argument.at(1, Json.object().build()));
    LogRange range = LogRange.read(logs, logArguments, finder);
    OptionalLong from = LogRange.fromBlock(logs, finder);
    boolean isLater = from.orElse(0) > chain.head().number() + 1;
    return new Wish.Logs(isLater ? range : range.withFrom(0), from);
  }

  private Json unsubscribe(Arguments arguments, Caller caller) {
    String id = id(arguments);
    boolean isRemoved =
        caller.conversation().isPresent() && hub.remove(caller.conversation().get().channel(), id);
    if (!isRemoved) {
      throw RpcError.server("subscription not found").exception();
    }
    return Json.of(true);
  }

  private static String id(Arguments arguments) {
    return arguments.required(0).text();
  }
}
