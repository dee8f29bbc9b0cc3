package org.tallystick.node.load;

/// What each request of a load does.
public enum Kind {
  /// Sends coins to an account.
  VALUE,
  /// Calls a token's `transfer`.
  TOKEN,
  /// Asks by `eth_call`, without a transaction.
  CALL
}
