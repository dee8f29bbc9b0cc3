package org.tallystick.node.chain;

import java.util.ArrayList;
import java.util.List;
import org.tallystick.bytes.Hash;
import org.tallystick.ledger.Block;
import org.tallystick.ledger.Header;
import org.tallystick.ledger.Log;
import org.tallystick.ledger.Receipt;
import org.tallystick.ledger.SignedTransaction;

/// A log and its place in the chain.
///
/// @param timestampSeconds of its block
/// @param transactionIndex in the block, from 0
/// @param logIndex among all logs of the block, from 0
public record FoundLog(
    Log log,
    long blockNumber,
    Hash blockHash,
    long timestampSeconds,
    Hash transactionHash,
    int transactionIndex,
    int logIndex) {

  /// The logs of a block that the filter takes, in order.
  public static List<FoundLog> in(
      Block block, Hash blockHash, List<Receipt> receipts, LogFilter filter) {
    List<Hash> transactions = block.transactions().stream().map(SignedTransaction::hash).toList();
    return in(block.header(), blockHash, transactions, receipts, filter);
  }

  static List<FoundLog> in(
      Header header,
      Hash blockHash,
      List<Hash> transactions,
      List<Receipt> receipts,
      LogFilter filter) {
    List<FoundLog> found = new ArrayList<>();
    int logIndex = 0;
    for (int index = 0; index < receipts.size(); index++) {
      for (Log log : receipts.get(index).logs()) {
        if (filter.matches(log)) {
          found.add(
              new FoundLog(
                  log,
                  header.number(),
                  blockHash,
                  header.timestampSeconds(),
                  transactions.get(index),
                  index,
                  logIndex));
        }
        logIndex++;
      }
    }
    return found;
  }
}
