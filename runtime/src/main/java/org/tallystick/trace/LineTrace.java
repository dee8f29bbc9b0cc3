package org.tallystick.trace;

import java.util.List;
import java.util.Optional;
import org.tallystick.bytes.Address;

/// Where the gas of a transaction went.
///
/// @param gasUsed as in the receipt
/// @param spent its gas together is exactly that
public record LineTrace(long gasUsed, List<Spent> spent) {
  public LineTrace {
    spent = List.copyOf(spent);
    long sum = spent.stream().mapToLong(Spent::gas).sum();
    if (sum != gasUsed) {
      throw new IllegalArgumentException("used " + gasUsed + " gas, its parts are " + sum);
    }
  }

  /// @param contract whose frames spent it; absent where it was the transaction itself
  /// @param gas of all frames together, without what they called; negative for a refund, never zero
  public record Spent(Optional<Address> contract, GasPurpose purpose, long gas) {}
}
