package org.tallystick.execution;

import java.util.List;
import org.tallystick.ledger.Header;
import org.tallystick.ledger.Log;
import org.tallystick.ledger.UnsignedTransaction;

/// A block that might follow, and what its calls led to.
///
/// @param header whose roots and gas are those of the calls
public record SimulatedBlock(Header header, List<Call> calls) {
  public SimulatedBlock {
    calls = List.copyOf(calls);
  }

  /// One call as the transaction that it would be.
  ///
  /// @param logs as they are told; may be more than the contracts wrote
  /// @param gasPeak gas used before refunds
  public record Call(
      UnsignedTransaction transaction, Outcome outcome, List<Log> logs, long gasPeak) {
    public Call {
      logs = List.copyOf(logs);
    }
  }

  public List<UnsignedTransaction> transactions() {
    return calls.stream().map(Call::transaction).toList();
  }
}
