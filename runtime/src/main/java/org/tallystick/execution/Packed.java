package org.tallystick.execution;

import java.util.List;
import org.tallystick.ledger.SignedTransaction;

/// A block made of what was offered.
///
/// @param skipped what was offered and is not in it
public record Packed(Executed executed, List<Skipped> skipped) {
  public Packed {
    skipped = List.copyOf(skipped);
  }

  /// A transaction left out. Some reasons pass: [Invalid.NonceTooHigh], [Invalid.NoGasLeft] and
  /// [Invalid.NoBytesLeft] with the next block, [Invalid.MaxFeeBelowBaseFee] when gas is cheaper.
  public record Skipped(SignedTransaction transaction, Invalid reason) {}
}
