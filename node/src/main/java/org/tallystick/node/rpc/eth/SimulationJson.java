package org.tallystick.node.rpc.eth;

import java.util.ArrayList;
import java.util.List;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;
import org.tallystick.execution.Outcome;
import org.tallystick.execution.SimulatedBlock;
import org.tallystick.json.Json;
import org.tallystick.json.JsonArray;
import org.tallystick.json.JsonObject;
import org.tallystick.ledger.BlockCodec;
import org.tallystick.ledger.Header;
import org.tallystick.ledger.Log;
import org.tallystick.ledger.UnsignedTransaction;
import org.tallystick.node.chain.FoundLog;
import org.tallystick.node.rpc.protocol.Quantity;

/// Simulated blocks as clients read them: a block with one member more, the results of its calls.
final class SimulationJson {
  /// A call that was halted; other errors have the codes they have elsewhere.
  private static final int HALTED = -32015;

  private SimulationJson() {}

  /// @param isFull whether transactions are given whole, or by their hashes
  static JsonObject of(SimulatedBlock block, boolean isFull) {
    Header header = block.header();
    Hash hash = header.hash();
    return BlockJson.header(header, hash)
        .put("size", Quantity.of(BlockCodec.encode(header, block.transactions()).length()))
        .put("transactions", transactions(block, hash, isFull))
        .put("uncles", JsonArray.EMPTY)
        .put("calls", calls(block, hash))
        .build();
  }

  private static JsonArray transactions(SimulatedBlock block, Hash hash, boolean isFull) {
    List<UnsignedTransaction> transactions = block.transactions();
    if (!isFull) {
      return Json.texts(transactions.stream().map(one -> one.hash().toHex()).toList());
    }
    List<JsonObject> answers = new ArrayList<>();
    for (int index = 0; index < transactions.size(); index++) {
      answers.add(TransactionJson.of(transactions.get(index), block.header(), hash, index));
    }
    return Json.array(answers);
  }

  private static JsonArray calls(SimulatedBlock block, Hash hash) {
    List<JsonObject> answers = new ArrayList<>();
    int logsBefore = 0;
    for (int index = 0; index < block.calls().size(); index++) {
      SimulatedBlock.Call call = block.calls().get(index);
      answers.add(call(call, logs(call, block.header(), hash, index, logsBefore)));
      logsBefore += call.logs().size();
    }
    return Json.array(answers);
  }

  private static JsonObject call(SimulatedBlock.Call call, JsonArray logs) {
    Outcome outcome = call.outcome();
    JsonObject.Builder answer =
        Json.object()
            .put("gasUsed", Quantity.of(outcome.gasUsed()))
            .put("maxUsedGas", Quantity.of(call.gasPeak()))
            .put("logs", logs);
    return switch (outcome) {
      case Outcome.Success success ->
          answer.put("status", "0x1").put("returnData", success.returned().toHex()).build();
      case Outcome.Revert revert ->
          answer
              .put("status", "0x0")
              .put("returnData", revert.reason().toHex())
              .put("error", CallFailure.of(revert).error().toJson())
              .build();
      case Outcome.Halt halt ->
          answer
              .put("status", "0x0")
              .put("returnData", Bytes.EMPTY.toHex())
              .put(
                  "error",
                  Json.object()
                      .put("code", HALTED)
                      .put("message", "vm execution error: " + CallFailure.words(halt)))
              .build();
    };
  }

  private static JsonArray logs(
      SimulatedBlock.Call call, Header header, Hash hash, int index, int logsBefore) {
    List<JsonObject> answers = new ArrayList<>();
    for (Log log : call.logs()) {
      answers.add(
          ReceiptJson.of(
              new FoundLog(
                  log,
                  header.number(),
                  hash,
                  header.timestampSeconds(),
                  call.transaction().hash(),
                  index,
                  logsBefore + answers.size())));
    }
    return Json.array(answers);
  }
}
