package org.tallystick.node.rpc.eth;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.tallystick.bytes.Hash;
import org.tallystick.json.Json;
import org.tallystick.ledger.Block;
import org.tallystick.ledger.SignedTransaction;
import org.tallystick.node.chain.NewHead;
import org.tallystick.node.rpc.protocol.Argument;
import org.tallystick.node.rpc.protocol.Arguments;
import org.tallystick.node.rpc.protocol.RpcError;
import org.tallystick.node.rpc.protocol.RpcMethod;

/// `eth_sendRawTransactionSync` ([EIP-7966](https://eips.ethereum.org/EIPS/eip-7966)): hands a
/// transaction in and is answered with its receipt. While one waits for its block no thread does.
final class SyncSending {
  /// How long it waits where the caller does not say, or says something else than is allowed.
  static final long WAIT_MILLIS_DEFAULT = 2_000;

  static final long WAIT_MILLIS_MAX = 20_000;

  /// Callers that wait at once.
  private static final int WAITING_MAX = 1_000;

  /// It is in the pool, and in no block yet.
  private static final int TIMED_OUT = 4;

  /// It is in the pool, and transactions before it are missing.
  private static final int NOT_READY = 5;

  private final NodeView node;
  private final Map<Hash, CompletableFuture<Included>> waiting = new ConcurrentHashMap<>();

  /// A transaction's block, and its place in it.
  private record Included(NewHead news, int index) {}

  private SyncSending(NodeView node) {
    this.node = node;
  }

  static List<RpcMethod> of(NodeView node) {
    SyncSending sending = new SyncSending(node);
    node.chain().listen(sending::onNewHead);
    return List.of(RpcMethod.submitting("eth_sendRawTransactionSync", 2, sending::send));
  }

  private CompletionStage<Json> send(Arguments arguments) {
    SignedTransaction transaction = EthMethods.readTransaction(arguments.required(0));
    long waitMillis = waitMillis(arguments.optional(1));
    Hash hash = transaction.hash();
    if (waiting.size() >= WAITING_MAX) {
      throw RpcError.limitExceeded(
              "at most "
                  + WAITING_MAX
                  + " callers wait for receipts at once; send it by"
                  + " eth_sendRawTransaction")
          .exception();
    }
    CompletableFuture<Included> included = new CompletableFuture<>();
    if (waiting.putIfAbsent(hash, included) != null) {
      throw RpcError.server("already known").exception();
    }
    return CompletableFuture.completedFuture(transaction)
        .thenCompose(sent -> EthMethods.submit(node.engine(), sent))
        .thenCompose(_ -> receipt(transaction, included, waitMillis))
        .whenComplete((_, _) -> waiting.remove(hash, included));
  }

  private static long waitMillis(Optional<Argument> argument) {
    long millis = argument.map(Argument::smallNumber).orElse(WAIT_MILLIS_DEFAULT);
    return millis < 1 || millis > WAIT_MILLIS_MAX ? WAIT_MILLIS_DEFAULT : millis;
  }

  private CompletionStage<Json> receipt(
      SignedTransaction transaction, CompletableFuture<Included> included, long waitMillis) {
    long nonce = transaction.payload().nonce();
    if (Long.compareUnsigned(node.pool().nextNonce(transaction.sender()), nonce) <= 0) {
      throw failure(
              NOT_READY,
              "The transaction was added to the pool, but transactions before it are missing: its"
                  + " nonce is "
                  + Long.toUnsignedString(nonce)
                  + ", next is "
                  + Long.toUnsignedString(node.pool().nextNonce(transaction.sender())),
              transaction)
          .exception();
    }
    // Not on the writer's thread, nor on the one clock of all timeouts.
    return included
        .orTimeout(waitMillis, TimeUnit.MILLISECONDS)
        .handleAsync((found, fault) -> {
          if (fault != null) {
            throw failure(
                    TIMED_OUT,
                    "The transaction was added to the pool, but was in no block within "
                        + waitMillis
                        + " ms",
                    transaction)
                .exception();
          }
          return receipt(transaction, found);
        });
  }

  private static RpcError failure(int code, String words, SignedTransaction transaction) {
    return new RpcError(code, words, Optional.of(Json.of(transaction.hash().toHex())));
  }

  private static Json receipt(SignedTransaction transaction, Included included) {
    NewHead news = included.news;
    return ReceiptJson.of(
        transaction, news.head().header(), news.head().hash(), news.receipts(), included.index);
  }

  private void onNewHead(NewHead news) {
    if (waiting.isEmpty() || news.receipts().count() == 0) {
      return;
    }
    Block block = news.head().block();
    for (int index = 0; index < block.transactions().size(); index++) {
      CompletableFuture<Included> included = waiting.remove(block.transactions().get(index).hash());
      if (included != null) {
        included.complete(new Included(news, index));
      }
    }
  }
}
