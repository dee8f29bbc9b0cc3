package org.tallystick.node.rpc.eth;

import java.util.List;
import java.util.Optional;
import org.tallystick.bytes.Hash;
import org.tallystick.json.Json;
import org.tallystick.ledger.Block;
import org.tallystick.node.chain.BlockReceipts;
import org.tallystick.node.chain.ChainReader;
import org.tallystick.node.chain.FoundLog;
import org.tallystick.node.chain.LogFilter;
import org.tallystick.node.chain.LogQuery;
import org.tallystick.node.chain.LogSearch;
import org.tallystick.node.rpc.protocol.Argument;
import org.tallystick.node.rpc.protocol.Arguments;
import org.tallystick.node.rpc.protocol.RpcError;
import org.tallystick.node.rpc.protocol.RpcException;
import org.tallystick.node.rpc.protocol.RpcMethod;

/// Methods that look for logs.
public final class LogMethods {
  /// Text of a log's JSON besides its data and topics, about.
  private static final int LOG_TEXT_LENGTH = 700;

  private final ChainReader chain;
  private final BlockFinder finder;
  private final MethodLimits limits;
  private final LogArguments readers;

  public LogMethods(NodeView node) {
    this.chain = node.chain();
    this.finder = new BlockFinder(chain);
    this.limits = node.limits();
    this.readers = new LogArguments(node.limits());
  }

  static List<RpcMethod> of(NodeView node) {
    LogMethods methods = new LogMethods(node);
    return List.of(RpcMethod.reading("eth_getLogs", 1, methods::logs));
  }

  /// Blocks from a first to a last one, both included.
  private record Range(long from, long to) {}

  /// The logs of blocks by number or tag, as a client asked for them: a tag is looked up when the
  /// query is answered.
  public record Query(LogFilter filter, BlockSelector from, BlockSelector to) {}

  /// Reads what a client says that names no block by its hash.
  public Query query(Argument wanted) {
    return new Query(
        readers.filter(wanted),
        BlockSelector.numberOrTag(wanted.member("fromBlock")),
        BlockSelector.numberOrTag(wanted.member("toBlock")));
  }

  private Json logs(Arguments arguments) {
    Argument wanted = arguments.required(0);
    Optional<Argument> hash = wanted.member("blockHash");
    if (hash.isPresent()) {
      return answer(logs(wanted, hash.get().hash(), readers.filter(wanted)));
    }
    return logs(query(wanted));
  }

  /// What `eth_getLogs` answers.
  public Json logs(Query query) {
    Range range = range(query);
    if (range.from > range.to) {
      return Json.array(List.of());
    }
    return switch (chain.logs(
        new LogQuery(
            range.from, range.to, query.filter, limits.logsResultsMax(), limits.logsBytesMax()))) {
      case LogSearch.Found(List<FoundLog> logs) -> answer(logs);
      case LogSearch.TooMany(int resultsMax, long enoughUpTo) ->
          throw tooMany(range, resultsMax, enoughUpTo);
      case LogSearch.TooLong(long bytesMax, long enoughUpTo) ->
          throw tooLong(range, bytesMax, enoughUpTo);
    };
  }

  /// The logs of a block, which is read by its hash: another may take its number meanwhile.
  private List<FoundLog> logs(Argument wanted, Hash hash, LogFilter filter) {
    if (wanted.member("fromBlock").isPresent() || wanted.member("toBlock").isPresent()) {
      throw wanted.fault("cannot specify both BlockHash and FromBlock/ToBlock, choose one");
    }
    Block block = chain.block(hash).orElseThrow(LogMethods::unknownBlock);
    BlockReceipts receipts = chain.receipts(hash).orElseThrow(LogMethods::unknownBlock);
    List<FoundLog> found = FoundLog.in(block, hash, receipts.list(), filter);
    if (found.size() > limits.logsResultsMax()) {
      long number = block.number();
      throw tooMany(new Range(number, number), limits.logsResultsMax(), number - 1);
    }
    return found;
  }

  private static RpcException unknownBlock() {
    return RpcError.server("unknown block").exception();
  }

  private Json answer(List<FoundLog> logs) {
    long length = 0;
    for (FoundLog found : logs) {
      length += LOG_TEXT_LENGTH + 2L * found.log().data().length();
    }
    if (length > limits.replyBytesMax()) {
      throw RpcError.limitExceeded(
              "the logs are about "
                  + length
                  + " bytes of text, at most "
                  + limits.replyBytesMax()
                  + " are given at once; ask for fewer blocks")
          .exception();
    }
    return Json.array(logs.stream().map(ReceiptJson::of).toList());
  }

  private static RpcException tooMany(Range range, int resultsMax, long enoughUpTo) {
    return RpcError.limitExceeded(
            "query returned more than " + resultsMax + " results. " + advice(range, enoughUpTo))
        .exception();
  }

  private static RpcException tooLong(Range range, long bytesMax, long enoughUpTo) {
    return RpcError.limitExceeded(
            "query returned logs with more than "
                + bytesMax
                + " bytes of data. "
                + advice(range, enoughUpTo))
        .exception();
  }

  private static String advice(Range range, long enoughUpTo) {
    return enoughUpTo < range.from
        ? "Try with fewer addresses or topics."
        : "Try with this block range ["
            + "0x"
            + Long.toHexString(range.from)
            + ", 0x"
            + Long.toHexString(enoughUpTo)
            + "].";
  }

  private Range range(Query query) {
    long head = chain.head().number();
    long first = number(query.from, head);
    long last = number(query.to, head);
    if (first > last) {
      throw RpcError.invalidArguments(
              "invalid block range params: fromBlock " + first + " is after toBlock " + last)
          .exception();
    }
    // Blocks that are not there yet have no logs.
    Range range = new Range(first, Math.min(last, head));
    long blocks = range.to - range.from + 1;
    if (blocks > limits.logsBlocksMax()) {
      throw RpcError.limitExceeded(
              "a range has at most "
                  + limits.logsBlocksMax()
                  + " blocks, got "
                  + blocks
                  + "; ask for it in parts")
          .exception();
    }
    return range;
  }

  private long number(BlockSelector selector, long head) {
    return selector instanceof BlockSelector.OfNumber(long number)
        ? number
        : finder.number(selector).orElse(head);
  }
}
