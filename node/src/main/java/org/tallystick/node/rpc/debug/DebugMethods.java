package org.tallystick.node.rpc.debug;

import java.util.List;
import java.util.Optional;
import org.tallystick.json.Json;
import org.tallystick.ledger.Block;
import org.tallystick.ledger.BlockCodec;
import org.tallystick.ledger.HeaderCodec;
import org.tallystick.ledger.ReceiptCodec;
import org.tallystick.node.chain.BlockReceipts;
import org.tallystick.node.rpc.eth.BlockFinder;
import org.tallystick.node.rpc.eth.BlockSelector;
import org.tallystick.node.rpc.eth.NodeView;
import org.tallystick.node.rpc.eth.TransactionMethods;
import org.tallystick.node.rpc.protocol.Arguments;
import org.tallystick.node.rpc.protocol.RpcMethod;

/// The `debug_getRaw` methods: what the chain is made of, byte by byte, for whoever wants to hash
/// it himself.
public final class DebugMethods {
  private final NodeView node;
  private final BlockFinder finder;

  private DebugMethods(NodeView node) {
    this.node = node;
    this.finder = new BlockFinder(node.chain());
  }

  public static List<RpcMethod> of(NodeView node) {
    DebugMethods methods = new DebugMethods(node);
    return List.of(
        RpcMethod.reading("debug_getRawHeader", 1, methods::header),
        RpcMethod.reading("debug_getRawBlock", 1, methods::block),
        RpcMethod.reading("debug_getRawReceipts", 1, methods::receipts),
        // A block that is refused is not kept.
        RpcMethod.reading("debug_getBadBlocks", 0, _ -> Json.array(List.of())),
        RpcMethod.reading(
            "debug_getRawTransaction",
            1,
            arguments ->
                TransactionMethods.raw(arguments.required(0).hash(), node.chain(), node.pool())));
  }

  private Json header(Arguments arguments) {
    return Json.of(HeaderCodec.encode(find(arguments).header()).toHex());
  }

  private Json block(Arguments arguments) {
    return Json.of(BlockCodec.encode(find(arguments).draft()).toHex());
  }

  private Json receipts(Arguments arguments) {
    BlockReceipts receipts =
        node.chain()
            .receipts(find(arguments).hash())
            .orElseThrow(() -> BlockFinder.notFound(selector(arguments)));
    return Json.texts(
        receipts.list().stream().map(receipt -> ReceiptCodec.encode(receipt).toHex()).toList());
  }

  private Block find(Arguments arguments) {
    BlockSelector selector = selector(arguments);
    return finder.block(selector).orElseThrow(() -> BlockFinder.notFound(selector));
  }

  private static BlockSelector selector(Arguments arguments) {
    return BlockSelector.any(Optional.of(arguments.required(0)));
  }
}
