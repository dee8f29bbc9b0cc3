package org.tallystick.node.rpc.eth;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Function;
import org.tallystick.bytes.Address;
import org.tallystick.crypto.Checksum;
import org.tallystick.json.Json;
import org.tallystick.json.JsonObject;
import org.tallystick.ledger.SignedTransaction;
import org.tallystick.ledger.Transaction;
import org.tallystick.node.pool.PoolContent;
import org.tallystick.node.pool.PoolStatus;
import org.tallystick.node.rpc.protocol.Arguments;
import org.tallystick.node.rpc.protocol.Quantity;
import org.tallystick.node.rpc.protocol.RpcError;
import org.tallystick.node.rpc.protocol.RpcMethod;

/// The `txpool_` methods: what waits for a block. Executable transactions are called pending.
public final class PoolMethods {
  /// Text of a transaction's JSON besides its data, about.
  private static final int TRANSACTION_TEXT_LENGTH = 900;

  private final NodeView node;

  private PoolMethods(NodeView node) {
    this.node = node;
  }

  public static List<RpcMethod> of(NodeView node) {
    PoolMethods methods = new PoolMethods(node);
    return List.of(
        RpcMethod.reading("txpool_status", 0, _ -> methods.status()),
        RpcMethod.reading("txpool_content", 0, _ -> methods.content(TransactionJson::ofPending)),
        RpcMethod.reading("txpool_contentFrom", 1, methods::contentFrom),
        RpcMethod.reading("txpool_inspect", 0, _ -> methods.content(PoolMethods::summary)));
  }

  private Json status() {
    PoolStatus status = node.pool().status();
    return Json.object()
        .put("pending", Quantity.of(status.executable()))
        .put("queued", Quantity.of(status.queued()))
        .build();
  }

  private Json content(Function<SignedTransaction, Json> form) {
    PoolContent content = node.pool().content();
    requireBounded(content);
    return Json.object()
        .put("pending", bySender(content.executable(), form))
        .put("queued", bySender(content.queued(), form))
        .build();
  }

  private Json contentFrom(Arguments arguments) {
    Address sender = arguments.required(0).address();
    PoolContent content = node.pool().content();
    return Json.object()
        .put("pending", byNonce(of(content.executable(), sender), TransactionJson::ofPending))
        .put("queued", byNonce(of(content.queued(), sender), TransactionJson::ofPending))
        .build();
  }

  private void requireBounded(PoolContent content) {
    long length = length(content.executable()) + length(content.queued());
    if (length > node.limits().replyBytesMax()) {
      throw RpcError.limitExceeded(
              "the pool is about "
                  + length
                  + " bytes of text, at most "
                  + node.limits().replyBytesMax()
                  + " are given at once; ask for one sender by txpool_contentFrom")
          .exception();
    }
  }

  private static long length(Map<Address, List<SignedTransaction>> bySender) {
    long length = 0;
    for (List<SignedTransaction> transactions : bySender.values()) {
      for (SignedTransaction transaction : transactions) {
        length += TRANSACTION_TEXT_LENGTH + 2L * transaction.encoded().length();
      }
    }
    return length;
  }

  private static List<SignedTransaction> of(
      SortedMap<Address, List<SignedTransaction>> bySender, Address sender) {
    return bySender.getOrDefault(sender, List.of());
  }

  private static JsonObject bySender(
      SortedMap<Address, List<SignedTransaction>> transactions,
      Function<SignedTransaction, Json> form) {
    JsonObject.Builder object = Json.object();
    transactions.forEach(
        (sender, list) -> object.put(Checksum.encode(sender), byNonce(list, form)));
    return object.build();
  }

  private static JsonObject byNonce(
      List<SignedTransaction> transactions, Function<SignedTransaction, Json> form) {
    JsonObject.Builder object = Json.object();
    for (SignedTransaction transaction : transactions) {
      object.put(Long.toUnsignedString(transaction.payload().nonce()), form.apply(transaction));
    }
    return object.build();
  }

  private static Json summary(SignedTransaction transaction) {
    Transaction payload = transaction.payload();
    return Json.of(
        payload.to().map(Checksum::encode).orElse("contract creation")
            + ": "
            + payload.valueWei()
            + " wei + "
            + Long.toUnsignedString(payload.gasLimit())
            + " gas × "
            + payload.maxFeePerGasWei()
            + " wei");
  }
}
