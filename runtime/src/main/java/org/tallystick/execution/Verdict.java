package org.tallystick.execution;

/// What executing somebody's block led to.
public sealed interface Verdict {
  /// All transactions are valid.
  record Valid(Executed executed) implements Verdict {}

  /// A transaction cannot be where it is.
  ///
  /// @param index of the transaction in the block, from 0
  record BadTransaction(int index, Invalid reason) implements Verdict {
    public String words() {
      return "transaction " + index + " of the block is invalid: " + reason.words();
    }
  }

  /// The header is not the one that follows from the parent and the transactions.
  ///
  /// @param field as in JSON-RPC
  record BadHeader(String field, String expected, String got) implements Verdict {
    public String words() {
      return "header, " + field + ": expected " + expected + ", got " + got;
    }
  }
}
