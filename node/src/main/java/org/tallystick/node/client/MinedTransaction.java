package org.tallystick.node.client;

import java.util.List;
import java.util.Optional;
import org.tallystick.bytes.Address;
import org.tallystick.bytes.Hash;
import org.tallystick.ledger.Log;

/// A transaction in a block, as its receipt tells it.
///
/// @param contract that it created
public record MinedTransaction(
    Hash hash,
    long blockNumber,
    boolean succeeded,
    long gasUsed,
    Optional<Address> contract,
    List<Log> logs) {
  public MinedTransaction {
    logs = List.copyOf(logs);
  }
}
