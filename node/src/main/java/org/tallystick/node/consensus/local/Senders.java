package org.tallystick.node.consensus.local;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.tallystick.bytes.Hash;
import org.tallystick.ledger.Block;
import org.tallystick.ledger.SignedTransaction;

/// Those who sent a transaction and are answered once it is in a block, or once the maker of blocks
/// has looked and found nothing more that could be in one. Safe to share between threads.
///
/// Nobody waits for a look that began before he came: it may have missed what he sent.
final class Senders {
  /// Under a flood that pays more, a transaction may find no block for as long as the flood lasts.
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);

  private final Map<Hash, Sender> waiting = new LinkedHashMap<>();
  private long looks;
  private boolean isClosed;

  /// Somebody who waits.
  ///
  /// @param looksBefore how many looks had begun when he came
  private record Sender(long looksBefore, CompletableFuture<Void> answer) {}

  /// Done when the transaction has been looked after. Several may wait for one.
  CompletionStage<Void> await(Hash transaction) {
    CompletableFuture<Void> answer;
    synchronized (this) {
      if (isClosed) {
        return CompletableFuture.completedFuture(null);
      }
      answer =
          waiting.computeIfAbsent(transaction, _ -> new Sender(looks, new CompletableFuture<>()))
              .answer;
    }
    return answer
        .copy()
        .completeOnTimeout(null, LONGEST_WAIT.toSeconds(), TimeUnit.SECONDS)
        .whenComplete((_, _) -> release(List.of(transaction)));
  }

  synchronized void beginLook() {
    looks++;
  }

  /// The look that was begun last found nothing that could be in a block.
  void endLook() {
    List<Hash> seen = new ArrayList<>();
    synchronized (this) {
      for (Map.Entry<Hash, Sender> sender : waiting.entrySet()) {
        if (sender.getValue().looksBefore >= looks) {
          break;
        }
        seen.add(sender.getKey());
      }
    }
    release(seen);
  }

  void foundIn(Block block) {
    if (!isAnybodyWaiting()) {
      return;
    }
    release(block.transactions().stream().map(SignedTransaction::hash).toList());
  }

  private synchronized boolean isAnybodyWaiting() {
    return !waiting.isEmpty();
  }

  void releaseAll() {
    List<Hash> all;
    synchronized (this) {
      all = List.copyOf(waiting.keySet());
    }
    release(all);
  }

  /// Nobody waits any more, now or later.
  void close() {
    synchronized (this) {
      isClosed = true;
    }
    releaseAll();
  }

  /// Answers outside the lock: what is done with an answer is not ours.
  void release(List<Hash> transactions) {
    List<CompletableFuture<Void>> answers = new ArrayList<>();
    synchronized (this) {
      for (Hash transaction : transactions) {
        Sender sender = waiting.remove(transaction);
        if (sender != null) {
          answers.add(sender.answer);
        }
      }
    }
    answers.forEach(answer -> answer.complete(null));
  }
}
