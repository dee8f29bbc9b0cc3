package org.tallystick.node.rpc.eth;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.IntStream;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;
import org.tallystick.json.Json;
import org.tallystick.json.JsonArray;
import org.tallystick.json.JsonObject;
import org.tallystick.ledger.Block;
import org.tallystick.ledger.BlockCodec;
import org.tallystick.ledger.Header;
import org.tallystick.node.rpc.protocol.Quantity;

/// Blocks as clients read them.
public final class BlockJson {
  private BlockJson() {}

  /// @param isFull whether its transactions are given whole, or by their hashes
  static JsonObject of(Block block, boolean isFull) {
    Hash hash = block.hash();
    return header(block.header(), hash)
        .put("size", Quantity.of(BlockCodec.encode(block.draft()).length()))
        .put("transactions", transactions(block, hash, isFull))
        .put("uncles", JsonArray.EMPTY)
        .build();
  }

  /// What of a block is in its header.
  public static JsonObject.Builder header(Header header, Hash hash) {
    return Json.object()
        .put("hash", hash.toHex())
        .put("parentHash", header.parentHash().toHex())
        .put("sha3Uncles", header.ommersHash().toHex())
        .put("miner", header.feeRecipient().toHex())
        .put("stateRoot", header.stateRoot().toHex())
        .put("transactionsRoot", header.transactionsRoot().toHex())
        .put("receiptsRoot", header.receiptsRoot().toHex())
        .put("logsBloom", header.logsBloom().bytes().toHex())
        .put("difficulty", Quantity.of(header.difficulty()))
        .put("number", Quantity.of(header.number()))
        .put("gasLimit", Quantity.of(header.gasLimit()))
        .put("gasUsed", Quantity.of(header.gasUsed()))
        .put("timestamp", Quantity.of(header.timestampSeconds()))
        .put("extraData", header.extraData().toHex())
        .put("mixHash", header.mixHash().toHex())
        .put("nonce", nonce(header).toHex())
        .put("baseFeePerGas", Quantity.of(header.baseFeePerGasWei()));
  }

  private static JsonArray transactions(Block block, Hash hash, boolean isFull) {
    if (!isFull) {
      return Json.texts(
          block.transactions().stream().map(transaction -> transaction.hash().toHex()).toList());
    }
    List<JsonObject> transactions =
        IntStream.range(0, block.transactions().size())
            .mapToObj(index ->
                TransactionJson.of(block.transactions().get(index), block.header(), hash, index))
            .toList();
    return Json.array(transactions);
  }

  private static Bytes nonce(Header header) {
    return Bytes.wrap(ByteBuffer.allocate(Long.BYTES).putLong(header.nonce()).array());
  }
}
