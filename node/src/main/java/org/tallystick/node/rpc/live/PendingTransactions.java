package org.tallystick.node.rpc.live;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.tallystick.ledger.SignedTransaction;

/// The transactions that became executable last, numbered as they came, so that who follows them
/// needs to remember one number only. Safe to share between threads.
final class PendingTransactions {
  /// What the JVM needs around a transaction, roughly.
  private static final int OVERHEAD_BYTES = 400;

  /// Transactions after a place.
  ///
  /// @param next the place to go on from
  record Next(List<SignedTransaction> transactions, long next) {
    Next {
      transactions = List.copyOf(transactions);
    }
  }

  private final long bytesMax;
  private final TreeMap<Long, SignedTransaction> byPlace = new TreeMap<>();
  private long end;
  private long bytes;

  /// @param bytesMax of all together, roughly; beyond it the earliest are forgotten
  PendingTransactions(long bytesMax) {
    this.bytesMax = bytesMax;
  }

  synchronized void add(SignedTransaction transaction) {
    byPlace.put(end, transaction);
    end++;
    bytes += bytes(transaction);
    while (bytes > bytesMax) {
      Map.Entry<Long, SignedTransaction> earliest = byPlace.pollFirstEntry();
      bytes -= bytes(earliest.getValue());
    }
  }

  /// The place of the next that comes.
  synchronized long end() {
    return end;
  }

  synchronized Next after(long place, int transactionsMax) {
    List<Map.Entry<Long, SignedTransaction>> entries =
        byPlace.tailMap(place).entrySet().stream().limit(transactionsMax).toList();
    long next = entries.size() < transactionsMax ? end : entries.getLast().getKey() + 1;
    return new Next(entries.stream().map(Map.Entry::getValue).toList(), next);
  }

  private static long bytes(SignedTransaction transaction) {
    return 2L * transaction.encoded().length() + OVERHEAD_BYTES;
  }
}
