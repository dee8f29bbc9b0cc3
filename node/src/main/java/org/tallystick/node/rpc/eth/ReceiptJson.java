package org.tallystick.node.rpc.eth;

import java.util.ArrayList;
import java.util.List;
import org.tallystick.bytes.Hash;
import org.tallystick.contract.ContractAddress;
import org.tallystick.json.Json;
import org.tallystick.json.JsonArray;
import org.tallystick.json.JsonNull;
import org.tallystick.json.JsonObject;
import org.tallystick.ledger.Header;
import org.tallystick.ledger.Log;
import org.tallystick.ledger.Receipt;
import org.tallystick.ledger.SignedTransaction;
import org.tallystick.ledger.Transaction;
import org.tallystick.node.chain.BlockReceipts;
import org.tallystick.node.chain.FoundLog;
import org.tallystick.node.rpc.protocol.Quantity;

/// Receipts and logs as clients read them: the members of the OpenRPC schema and no others.
public final class ReceiptJson {
  private ReceiptJson() {}

  /// A receipt with what its block knows of it.
  ///
  /// @param receipts of the whole block, since gas and logs are counted through it
  /// @param index of the transaction in the block, from 0
  public static JsonObject of(
      SignedTransaction transaction,
      Header header,
      Hash blockHash,
      BlockReceipts receipts,
      int index) {
    Receipt receipt = receipts.get(index);
    Transaction payload = transaction.payload();
    return Json.object()
        .put("type", Quantity.of(receipt.type()))
        .put("status", Quantity.of(receipt.succeeded() ? 1 : 0))
        .put("transactionHash", transaction.hash().toHex())
        .put("transactionIndex", Quantity.of(index))
        .put("blockHash", blockHash.toHex())
        .put("blockNumber", Quantity.of(header.number()))
        .put("from", transaction.sender().toHex())
        .put("to", TransactionJson.to(payload))
        .put("contractAddress", contractAddress(transaction))
        .put("gasUsed", Quantity.of(receipts.gasUsed(index)))
        .put("cumulativeGasUsed", Quantity.of(receipt.cumulativeGasUsed()))
        .put(
            "effectiveGasPrice",
            Quantity.of(payload.effectiveGasPriceWei(header.baseFeePerGasWei())))
        .put("logs", logs(transaction, header, blockHash, receipts, index))
        .put("logsBloom", receipt.bloom().bytes().toHex())
        .build();
  }

  static JsonObject of(FoundLog found) {
    return of(found, false);
  }

  /// @param isRemoved whether the log's block has left the chain
  public static JsonObject of(FoundLog found, boolean isRemoved) {
    Log log = found.log();
    return Json.object()
        .put("address", log.address().toHex())
        .put("topics", Json.texts(log.topics().stream().map(Hash::toHex).toList()))
        .put("data", log.data().toHex())
        .put("blockNumber", Quantity.of(found.blockNumber()))
        .put("blockHash", found.blockHash().toHex())
        .put("blockTimestamp", Quantity.of(found.timestampSeconds()))
        .put("transactionHash", found.transactionHash().toHex())
        .put("transactionIndex", Quantity.of(found.transactionIndex()))
        .put("logIndex", Quantity.of(found.logIndex()))
        .put("removed", isRemoved)
        .build();
  }

  /// Where the contract is, or would be had its creation succeeded.
  private static Json contractAddress(SignedTransaction transaction) {
    Transaction payload = transaction.payload();
    return payload.isCreation()
        ? Json.of(ContractAddress.byNonce(transaction.sender(), payload.nonce()).toHex())
        : JsonNull.NULL;
  }

  private static JsonArray logs(
      SignedTransaction transaction,
      Header header,
      Hash blockHash,
      BlockReceipts receipts,
      int index) {
    int logIndex = receipts.firstLogIndex(index);
    List<JsonObject> logs = new ArrayList<>();
    for (Log log : receipts.get(index).logs()) {
      logs.add(
          of(
              new FoundLog(
                  log,
                  header.number(),
                  blockHash,
                  header.timestampSeconds(),
                  transaction.hash(),
                  index,
                  logIndex)));
      logIndex++;
    }
    return Json.array(logs);
  }
}
