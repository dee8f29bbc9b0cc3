package org.tallystick.node.pool;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tallystick.bytes.Address;
import org.tallystick.state.Account;

/// The waiting transactions of one account in the order of their nonces. Those from the account's
/// own nonce up to the first gap are executable, those behind it are queued. All together cost no
/// more than the account owns, so that none of them can become too dear by the others being
/// included.
///
/// Belongs to the pool, and is used under its lock only.
final class SenderQueue {
  private final Address sender;
  private final TreeMap<Long, Waiting> waiting = new TreeMap<>(Long::compareUnsigned);
  private Account account;

  /// The first nonce that is missing.
  private long nextNonce;

  private BigInteger costWei = BigInteger.ZERO;

  SenderQueue(Address sender, Account account) {
    this.sender = sender;
    this.account = account;
    this.nextNonce = account.nonce();
  }

  Address sender() {
    return sender;
  }

  Account account() {
    return account;
  }

  long nextNonce() {
    return nextNonce;
  }

  /// Of all transactions together.
  BigInteger costWei() {
    return costWei;
  }

  boolean isEmpty() {
    return waiting.isEmpty();
  }

  int executableCount() {
    return (int) (nextNonce - account.nonce());
  }

  int queuedCount() {
    return waiting.size() - executableCount();
  }

  boolean isExecutable(Waiting transaction) {
    return Long.compareUnsigned(transaction.nonce(), nextNonce) < 0;
  }

  @Nullable Waiting at(long nonce) {
    return waiting.get(nonce);
  }

  /// The executable transaction with the lowest nonce.
  @Nullable Waiting first() {
    return executableAt(account.nonce());
  }

  @Nullable Waiting executableAt(long nonce) {
    return Long.compareUnsigned(nonce, nextNonce) < 0 ? waiting.get(nonce) : null;
  }

  /// The executable transaction with the highest nonce: the only one that can go without leaving a
  /// gap.
  @Nullable Waiting lastExecutable() {
    return executableCount() == 0 ? null : waiting.get(nextNonce - 1);
  }

  /// The queued transaction with the highest nonce.
  @Nullable Waiting lastQueued() {
    return queuedCount() == 0 ? null : waiting.lastEntry().getValue();
  }

  List<Waiting> executable() {
    return List.copyOf(waiting.headMap(nextNonce, false).values());
  }

  /// The executable transactions from this nonce on.
  List<Waiting> executableFrom(long nonce) {
    return Long.compareUnsigned(nonce, nextNonce) < 0
        ? List.copyOf(waiting.subMap(nonce, nextNonce).values())
        : List.of();
  }

  List<Waiting> queued() {
    return List.copyOf(waiting.tailMap(nextNonce, true).values());
  }

  List<Waiting> all() {
    return List.copyOf(waiting.values());
  }

  /// Adds a transaction, in the place of another with its nonce.
  ///
  /// @return what became executable by it: itself and what was queued behind it, or nothing
  List<Waiting> put(Waiting transaction) {
    Waiting replaced = waiting.put(transaction.nonce(), transaction);
    costWei = costWei.add(transaction.costWei());
    if (replaced != null) {
      costWei = costWei.subtract(replaced.costWei());
      return isExecutable(transaction) ? List.of(transaction) : List.of();
    }
    return advance();
  }

  void remove(Waiting transaction) {
    if (waiting.remove(transaction.nonce(), transaction)) {
      costWei = costWei.subtract(transaction.costWei());
      if (isExecutable(transaction)) {
        nextNonce = transaction.nonce();
      }
    }
  }

  /// Takes note of what the account is now.
  ///
  /// @return what had to go: transactions whose nonce is used, then the last ones until the account
  ///   can pay for all that are left
  List<Waiting> moveTo(Account next) {
    List<Waiting> gone = new ArrayList<>(waiting.headMap(next.nonce(), false).values());
    gone.forEach(used -> waiting.remove(used.nonce()));
    gone.forEach(used -> costWei = costWei.subtract(used.costWei()));
    boolean isForward = Long.compareUnsigned(account.nonce(), next.nonce()) <= 0;
    account = next;
    while (costWei.compareTo(next.balanceWei().value()) > 0) {
      Waiting last = waiting.lastEntry().getValue();
      waiting.remove(last.nonce());
      costWei = costWei.subtract(last.costWei());
      gone.add(last);
    }
    nextNonce = firstMissing(next.nonce(), isForward);
    return gone;
  }

  /// @return the transactions that became executable
  private List<Waiting> advance() {
    List<Waiting> reached = new ArrayList<>();
    for (Waiting next = waiting.get(nextNonce); next != null; next = waiting.get(nextNonce)) {
      reached.add(next);
      nextNonce++;
    }
    return reached;
  }

  /// The first nonce from this one on that is missing. What was known to be without a gap is not
  /// walked through again, unless the account went back to a nonce before it.
  private long firstMissing(long nonce, boolean isForward) {
    boolean isStillKnown =
        isForward
            && Long.compareUnsigned(nonce, nextNonce) < 0
            && waiting.containsKey(nextNonce - 1);
    long missing = isStillKnown ? nextNonce : nonce;
    while (waiting.containsKey(missing)) {
      missing++;
    }
    return missing;
  }
}
