package org.tallystick.node.pool;

import org.tallystick.ledger.SignedTransaction;

/// Hears of transactions that became executable. Called by whoever brought the transaction, who
/// waits for it: it takes note and returns.
@FunctionalInterface
public interface PendingListener {
  void onExecutable(SignedTransaction transaction);
}
