package org.tallystick.node.rpc.ots;

import org.tallystick.bytes.Hash;
import org.tallystick.bytes.U256;
import org.tallystick.json.Json;
import org.tallystick.json.JsonArray;
import org.tallystick.json.JsonNull;
import org.tallystick.json.JsonObject;
import org.tallystick.ledger.Block;
import org.tallystick.ledger.SignedTransaction;
import org.tallystick.node.chain.BlockReceipts;
import org.tallystick.node.rpc.eth.BlockJson;
import org.tallystick.node.rpc.eth.ReceiptJson;
import org.tallystick.node.rpc.eth.TransactionJson;
import org.tallystick.node.rpc.protocol.Quantity;

/// Blocks and transactions as Otterscan reads them: without what it does not show.
final class OtsJson {
  /// `0x` and the four bytes by which a function is named.
  private static final int SELECTOR_TEXT_LENGTH = 10;

  private OtsJson() {}

  static JsonObject details(Block block, BlockReceipts receipts, U256 rewardWei) {
    U256 feesWei = U256.ZERO;
    for (int index = 0; index < receipts.count(); index++) {
      U256 gasPriceWei =
          block
              .transactions()
              .get(index)
              .payload()
              .effectiveGasPriceWei(block.header().baseFeePerGasWei());
      feesWei = feesWei.plus(gasPriceWei.times(receipts.gasUsed(index)));
    }
    return Json.object()
        .put("block", without(block(block), "transactions"))
        .put(
            "issuance",
            Json.object()
                .put("blockReward", Quantity.of(rewardWei))
                .put("uncleReward", Quantity.of(0))
                .put("issuance", Quantity.of(rewardWei)))
        .put("totalFees", Quantity.of(feesWei))
        .build();
  }

  /// @param from the first transaction, from 0
  /// @param to the one after the last
  static JsonObject transactions(Block block, BlockReceipts receipts, int from, int to) {
    Hash hash = block.hash();
    JsonArray.Builder transactions = Json.array();
    JsonArray.Builder shortened = Json.array();
    for (int index = from; index < to; index++) {
      transactions.add(transaction(block, hash, index));
      shortened.add(
          with(
              with(receipt(block, hash, receipts, index), "logs", JsonNull.NULL),
              "logsBloom",
              JsonNull.NULL));
    }
    return Json.object()
        .put("fullblock", with(block(block), "transactions", transactions.build()))
        .put("receipts", shortened)
        .build();
  }

  /// With no more of its input than names the function.
  private static JsonObject transaction(Block block, Hash hash, int index) {
    SignedTransaction transaction = block.transactions().get(index);
    JsonObject whole = TransactionJson.of(transaction, block.header(), hash, index);
    String input = transaction.payload().data().toHex();
    return input.length() <= SELECTOR_TEXT_LENGTH
        ? whole
        : with(whole, "input", Json.of(input.substring(0, SELECTOR_TEXT_LENGTH)));
  }

  static JsonObject receipt(Block block, Hash hash, BlockReceipts receipts, int index) {
    return ReceiptJson.of(block.transactions().get(index), block.header(), hash, receipts, index);
  }

  private static JsonObject block(Block block) {
    return with(
        with(BlockJson.of(block, false), "transactionCount", Json.of(block.transactions().size())),
        "logsBloom",
        JsonNull.NULL);
  }

  static JsonObject with(JsonObject object, String name, Json value) {
    return copyWithout(object, name).put(name, value).build();
  }

  private static JsonObject without(JsonObject object, String name) {
    return copyWithout(object, name).build();
  }

  private static JsonObject.Builder copyWithout(JsonObject object, String name) {
    JsonObject.Builder copy = Json.object();
    object
        .members()
        .forEach((each, member) -> {
          if (!each.equals(name)) {
            copy.put(each, member);
          }
        });
    return copy;
  }
}
