package org.tallystick.node.pool;

import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;
import java.util.concurrent.locks.Lock;
import org.jspecify.annotations.Nullable;
import org.tallystick.bytes.U256;
import org.tallystick.ledger.SignedTransaction;

/// Walks over the executable transactions of many senders, the best first, those of one sender by
/// nonce. Holds one transaction of each sender and fetches the next only when that one is taken, so
/// a block that takes ten costs no more where thousands wait.
final class BestFirst implements Iterator<SignedTransaction> {
  /// A sender and his transaction whose turn it is.
  private record Turn(SenderQueue sender, Waiting waiting) {}

  private final Lock lock;
  private final U256 baseFeePerGasWei;
  private final PriorityQueue<Turn> turns;

  /// @param lock held by the caller, and whenever queues are looked at later
  BestFirst(
      Lock lock, List<SenderQueue> senders, U256 baseFeePerGasWei, Comparator<Waiting> order) {
    this.lock = lock;
    this.baseFeePerGasWei = baseFeePerGasWei;
    this.turns =
        new PriorityQueue<>(
            Math.max(1, senders.size()), Comparator.comparing(Turn::waiting, order));
    senders.forEach(sender -> offer(sender, sender.first()));
  }

  @Override
  public boolean hasNext() {
    return !turns.isEmpty();
  }

  @Override
  public SignedTransaction next() {
    Turn turn = turns.poll();
    if (turn == null) {
      throw new NoSuchElementException("no transaction is left");
    }
    lock.lock();
    try {
      offer(turn.sender, turn.sender.executableAt(turn.waiting.nonce() + 1));
    } finally {
      lock.unlock();
    }
    return turn.waiting.transaction();
  }

  /// A transaction that does not pay the base fee holds up those behind it.
  private void offer(SenderQueue sender, @Nullable Waiting waiting) {
    if (waiting != null && waiting.pays(baseFeePerGasWei)) {
      turns.add(new Turn(sender, waiting));
    }
  }
}
