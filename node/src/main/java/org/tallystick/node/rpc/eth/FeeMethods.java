package org.tallystick.node.rpc.eth;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.tallystick.bytes.Hash;
import org.tallystick.bytes.U256;
import org.tallystick.execution.FeeRules;
import org.tallystick.json.Json;
import org.tallystick.json.JsonArray;
import org.tallystick.json.JsonObject;
import org.tallystick.ledger.Block;
import org.tallystick.ledger.Header;
import org.tallystick.node.chain.BlockReceipts;
import org.tallystick.node.chain.ChainReader;
import org.tallystick.node.rpc.protocol.Argument;
import org.tallystick.node.rpc.protocol.Arguments;
import org.tallystick.node.rpc.protocol.Quantity;
import org.tallystick.node.rpc.protocol.RpcMethod;

/// Methods that say what gas costs.
public final class FeeMethods {
  /// Suggested while blocks have room: what wallets take for little.
  private static final U256 TIP_WITH_ROOM_WEI = U256.of(1_000_000_000);

  /// Looked at when they have none.
  private static final int BLOCKS_LOOKED_AT = 20;

  private static final int TIP_PERCENTILE = 60;
  private static final int PERCENTILES_MAX = 100;

  /// Digits after the point of a ratio of gas.
  private static final int RATIO_SCALE = 9;

  private final ChainReader chain;
  private final BlockFinder finder;
  private final int blocksMax;

  public FeeMethods(NodeView node) {
    this.chain = node.chain();
    this.finder = new BlockFinder(chain);
    this.blocksMax = node.limits().feeHistoryBlocksMax();
  }

  static List<RpcMethod> of(NodeView node) {
    FeeMethods methods = new FeeMethods(node);
    return List.of(
        RpcMethod.reading("eth_baseFee", 0, _ -> Quantity.of(methods.nextBaseFeePerGasWei())),
        RpcMethod.reading("eth_gasPrice", 0, _ -> Quantity.of(methods.gasPriceWei())),
        RpcMethod.reading("eth_maxPriorityFeePerGas", 0, _ -> Quantity.of(methods.tipWei())),
        RpcMethod.reading("eth_feeHistory", 3, methods::history));
  }

  /// Enough for the next block, tip included.
  private U256 gasPriceWei() {
    return nextBaseFeePerGasWei().plus(tipWei());
  }

  public U256 nextBaseFeePerGasWei() {
    return FeeRules.nextBaseFeePerGasWei(chain.head().header());
  }

  /// A tip that is likely to be enough: where the newest block had room, a small one; otherwise
  /// what most transactions of the last blocks paid.
  public U256 tipWei() {
    Header head = chain.head().header();
    if (head.gasUsed() <= head.gasLimit() / FeeRules.ELASTICITY) {
      return TIP_WITH_ROOM_WEI;
    }
    List<U256> tips = new ArrayList<>();
    long oldest = Math.max(0, head.number() - BLOCKS_LOOKED_AT + 1);
    for (long number = oldest; number <= head.number(); number++) {
      chain.block(number).ifPresent(block -> tips.addAll(tipsWei(block)));
    }
    tips.sort(Comparator.naturalOrder());
    U256 usual = tips.isEmpty() ? U256.ZERO : tips.get((tips.size() - 1) * TIP_PERCENTILE / 100);
    return usual.isLessThan(TIP_WITH_ROOM_WEI) ? TIP_WITH_ROOM_WEI : usual;
  }

  private Json history(Arguments arguments) {
    long wanted = arguments.required(0).smallNumber();
    BlockSelector selector = BlockSelector.numberOrTag(arguments.required(1));
    List<Double> percentiles = arguments.optional(2).map(FeeMethods::percentiles).orElse(List.of());
    long newest = finder.number(selector).orElseThrow(() -> BlockFinder.notFound(selector));
    long count = Math.min(Math.min(wanted, blocksMax), newest + 1);
    return history(newest - count + 1, newest, percentiles);
  }

  private static List<Double> percentiles(Argument argument) {
    List<Argument> elements = argument.elements();
    if (elements.size() > PERCENTILES_MAX) {
      throw argument.fault(
          "too many percentiles: at most " + PERCENTILES_MAX + ", got " + elements.size());
    }
    List<Double> percentiles = new ArrayList<>();
    double last = 0;
    for (Argument element : elements) {
      double percentile = element.decimal();
      if (percentile < last || percentile > 100) {
        throw element.fault("invalid reward percentile: they go up, from 0 to 100");
      }
      percentiles.add(percentile);
      last = percentile;
    }
    return percentiles;
  }

  /// @param oldest one more than `newest` where no blocks are wanted
  private JsonObject history(long oldest, long newest, List<Double> percentiles) {
    JsonArray.Builder baseFees = Json.array();
    JsonArray.Builder ratios = Json.array();
    JsonArray.Builder rewards = Json.array();
    for (long number = oldest; number <= newest; number++) {
      BlockSelector selector = new BlockSelector.OfNumber(number);
      Header header;
      if (percentiles.isEmpty()) {
        header = chain.header(number).orElseThrow(() -> BlockFinder.notFound(selector));
      } else {
        Block block = chain.block(number).orElseThrow(() -> BlockFinder.notFound(selector));
        header = block.header();
        rewards.add(rewards(block, percentiles));
      }
      baseFees.add(Quantity.of(header.baseFeePerGasWei()));
      ratios.add(ratio(header));
      if (number == newest) {
        baseFees.add(Quantity.of(FeeRules.nextBaseFeePerGasWei(header)));
      }
    }
    JsonObject.Builder history =
        Json.object()
            .put("oldestBlock", Quantity.of(oldest > newest ? 0 : oldest))
            .put("baseFeePerGas", baseFees)
            .put("gasUsedRatio", ratios);
    if (!percentiles.isEmpty()) {
      history.put("reward", rewards);
    }
    return history.build();
  }

  private static Json ratio(Header header) {
    return Json.of(
        BigDecimal.valueOf(header.gasUsed())
            .divide(BigDecimal.valueOf(header.gasLimit()), RATIO_SCALE, RoundingMode.DOWN)
            .stripTrailingZeros());
  }

  /// The tips paid in a block, at percentiles of its gas.
  private JsonArray rewards(Block block, List<Double> percentiles) {
    List<Paid> paid = paid(block);
    JsonArray.Builder rewards = Json.array();
    int at = 0;
    long gasBelow = paid.isEmpty() ? 0 : paid.getFirst().gas;
    for (double percentile : percentiles) {
      double threshold = block.header().gasUsed() * percentile / 100;
      while (gasBelow < threshold && at < paid.size() - 1) {
        at++;
        gasBelow += paid.get(at).gas;
      }
      rewards.add(Quantity.of(paid.isEmpty() ? U256.ZERO : paid.get(at).tipWei));
    }
    return rewards.build();
  }

  /// What a transaction paid the proposer for a unit of gas, and how much gas it used.
  private record Paid(U256 tipWei, long gas) {}

  /// By tip, the lowest first.
  private List<Paid> paid(Block block) {
    List<U256> tips = tipsWei(block);
    Hash hash = block.hash();
    BlockReceipts receipts =
        chain
            .receipts(hash)
            .orElseThrow(() -> BlockFinder.notFound(new BlockSelector.OfHash(hash)));
    List<Paid> paid = new ArrayList<>();
    for (int at = 0; at < tips.size(); at++) {
      paid.add(new Paid(tips.get(at), receipts.gasUsed(at)));
    }
    paid.sort(Comparator.comparing(Paid::tipWei));
    return paid;
  }

  private static List<U256> tipsWei(Block block) {
    U256 baseFeePerGasWei = block.header().baseFeePerGasWei();
    return block.transactions().stream()
        .map(transaction ->
            transaction.payload().effectiveGasPriceWei(baseFeePerGasWei).minus(baseFeePerGasWei))
        .toList();
  }
}
