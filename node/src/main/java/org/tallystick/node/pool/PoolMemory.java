package org.tallystick.node.pool;

import java.util.List;
import org.tallystick.ledger.SignedTransaction;

/// All that waited at one moment, in the order of arrival, to be brought back later.
public record PoolMemory(List<SignedTransaction> transactions) {
  public PoolMemory {
    transactions = List.copyOf(transactions);
  }
}
