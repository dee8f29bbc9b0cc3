package org.tallystick.node.rpc.live;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.tallystick.bytes.Hash;
import org.tallystick.ledger.Block;
import org.tallystick.ledger.Receipt;
import org.tallystick.node.chain.BlockId;
import org.tallystick.node.chain.ChainMoment;
import org.tallystick.node.chain.FoundLog;
import org.tallystick.node.chain.LeftBlock;
import org.tallystick.node.chain.LogFilter;
import org.tallystick.node.rpc.eth.BlockJson;
import org.tallystick.node.rpc.eth.ReceiptJson;

/// A block that has come onto the chain, or has left it, as subscribers are told of it. However
/// many they are, each part is turned to text once. Belongs to one thread.
final class BlockNews {
  private final Block block;
  private final Hash hash;
  private final boolean hasLeft;
  private final Supplier<List<Receipt>> receipts;
  private @Nullable String header;
  private @Nullable List<LogNews> logs;

  private BlockNews(Block block, Hash hash, boolean hasLeft, Supplier<List<Receipt>> receipts) {
    this.block = block;
    this.hash = hash;
    this.hasLeft = hasLeft;
    this.receipts = receipts;
  }

  /// A block of a moment, which has it.
  static BlockNews of(ChainMoment moment, long number) {
    return new BlockNews(
        moment.block(number).orElseThrow(),
        moment.hash(number).orElseThrow(),
        false,
        () -> moment.receipts(number).orElseThrow().list());
  }

  static BlockNews of(LeftBlock left) {
    return new BlockNews(left.block(), left.hash(), true, left::receipts);
  }

  BlockId id() {
    return new BlockId(block.number(), hash);
  }

  /// Whether it has left the chain.
  boolean hasLeft() {
    return hasLeft;
  }

  /// The header as JSON.
  String header() {
    String text =
        Optional.ofNullable(header)
            .orElseGet(() -> BlockJson.header(block.header(), hash).build().write());
    header = text;
    return text;
  }

  /// The logs of a range as JSON, in order.
  List<String> logs(LogRange range) {
    return logs().stream().filter(log -> range.takes(log.log)).map(LogNews::text).toList();
  }

  private List<LogNews> logs() {
    List<LogNews> known = logs;
    if (known == null) {
      known =
          FoundLog.in(block, hash, receipts.get(), LogFilter.ALL).stream()
              .map(log -> new LogNews(log, hasLeft))
              .toList();
      logs = known;
    }
    return known;
  }

  private static final class LogNews {
    private final FoundLog log;
    private final boolean isRemoved;
    private @Nullable String text;

    LogNews(FoundLog log, boolean isRemoved) {
      this.log = log;
      this.isRemoved = isRemoved;
    }

    String text() {
      String known =
          Optional.ofNullable(text).orElseGet(() -> ReceiptJson.of(log, isRemoved).write());
      text = known;
      return known;
    }
  }
}
