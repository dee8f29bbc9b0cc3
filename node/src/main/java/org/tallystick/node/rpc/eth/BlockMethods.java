package org.tallystick.node.rpc.eth;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tallystick.bytes.Hash;
import org.tallystick.json.Json;
import org.tallystick.json.JsonNull;
import org.tallystick.json.JsonObject;
import org.tallystick.ledger.Block;
import org.tallystick.node.chain.BlockReceipts;
import org.tallystick.node.chain.ChainReader;
import org.tallystick.node.rpc.protocol.Argument;
import org.tallystick.node.rpc.protocol.Arguments;
import org.tallystick.node.rpc.protocol.Quantity;
import org.tallystick.node.rpc.protocol.RpcMethod;

/// Methods that read blocks. A block that is not there is `null`.
final class BlockMethods {
  private final ChainReader chain;
  private final BlockFinder finder;

  private BlockMethods(NodeView node) {
    this.chain = node.chain();
    this.finder = new BlockFinder(chain);
  }

  static List<RpcMethod> of(NodeView node) {
    BlockMethods methods = new BlockMethods(node);
    return List.of(
        RpcMethod.reading(
            "eth_getBlockByNumber", 2, arguments -> methods.block(byNumber(arguments), arguments)),
        RpcMethod.reading(
            "eth_getBlockByHash", 2, arguments -> methods.block(byHash(arguments), arguments)),
        RpcMethod.reading(
            "eth_getBlockTransactionCountByNumber",
            1,
            arguments -> methods.transactionCount(byNumber(arguments))),
        RpcMethod.reading(
            "eth_getBlockTransactionCountByHash",
            1,
            arguments -> methods.transactionCount(byHash(arguments))),
        RpcMethod.reading(
            "eth_getHeaderByNumber", 1, arguments -> methods.header(byNumber(arguments))),
        RpcMethod.reading("eth_getHeaderByHash", 1, arguments -> methods.header(byHash(arguments))),
        RpcMethod.reading(
            "eth_getUncleCountByBlockNumber",
            1,
            arguments -> methods.uncleCount(byNumber(arguments))),
        RpcMethod.reading(
            "eth_getUncleCountByBlockHash", 1, arguments -> methods.uncleCount(byHash(arguments))),
        RpcMethod.reading(
            "eth_getUncleByBlockNumberAndIndex",
            2,
            arguments -> uncle(byNumber(arguments), arguments)),
        RpcMethod.reading(
            "eth_getUncleByBlockHashAndIndex", 2, arguments -> uncle(byHash(arguments), arguments)),
        RpcMethod.reading("eth_getBlockReceipts", 1, methods::receipts));
  }

  private static BlockSelector byNumber(Arguments arguments) {
    return BlockSelector.numberOrTag(arguments.required(0));
  }

  private static BlockSelector byHash(Arguments arguments) {
    return new BlockSelector.OfHash(arguments.required(0).hash());
  }

  private Json block(BlockSelector selector, Arguments arguments) {
    boolean isFull = arguments.optional(1).map(Argument::bool).orElse(false);
    return finder
        .block(selector)
        .<Json>map(block -> BlockJson.of(block, isFull))
        .orElse(JsonNull.NULL);
  }

  private Json transactionCount(BlockSelector selector) {
    return finder
        .block(selector)
        .map(block -> Quantity.of(block.transactions().size()))
        .orElse(JsonNull.NULL);
  }

  private Json header(BlockSelector selector) {
    return finder
        .block(selector)
        .<Json>map(block -> BlockJson.header(block.header(), block.hash()).build())
        .orElse(JsonNull.NULL);
  }

  /// No block has uncles ([EIP-3675](https://eips.ethereum.org/EIPS/eip-3675)).
  private Json uncleCount(BlockSelector selector) {
    return finder.number(selector).isPresent() ? Quantity.of(0) : JsonNull.NULL;
  }

  /// @param selector read, so that what is none is refused
  private static Json uncle(
      @SuppressWarnings("unused") BlockSelector selector, Arguments arguments) {
    arguments.required(1).smallQuantity();
    return JsonNull.NULL;
  }

  private Json receipts(Arguments arguments) {
    Optional<Block> found = finder.block(BlockSelector.any(Optional.of(arguments.required(0))));
    if (found.isEmpty()) {
      return JsonNull.NULL;
    }
    Block block = found.get();
    Hash hash = block.hash();
    Optional<BlockReceipts> kept = chain.receipts(hash);
    if (kept.isEmpty()) {
      return JsonNull.NULL;
    }
    BlockReceipts receipts = kept.get();
    List<JsonObject> answers = new ArrayList<>();
    for (int index = 0; index < receipts.count(); index++) {
      answers.add(
          ReceiptJson.of(block.transactions().get(index), block.header(), hash, receipts, index));
    }
    return Json.array(answers);
  }
}
