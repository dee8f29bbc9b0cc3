package org.tallystick.ledger;

import java.util.List;

/// A block that nobody has sealed: its header and transactions.
public record Draft(Header header, List<SignedTransaction> transactions) {
  public Draft {
    transactions = List.copyOf(transactions);
  }

  /// The block that this draft becomes.
  public Block seal(Seal seal) {
    return new Block(header, transactions, seal);
  }
}
