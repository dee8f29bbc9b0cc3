package org.tallystick.execution;

import java.util.Optional;
import java.util.OptionalLong;
import org.tallystick.bytes.U256;
import org.tallystick.state.StateUpdate;

/// What a block has that does not follow from the block before it. Only a development chain makes
/// blocks with one, and nobody else's node would take them.
///
/// @param edits what was changed in the parent's state by nobody's transaction; becomes part of
///   what the block does
/// @param gasLimit instead of the parent's
/// @param baseFeePerGasWei instead of the one by the fee rules
/// @param allowsImpersonation whether transactions count that nobody signed
public record Departure(
    Optional<StateUpdate> edits,
    OptionalLong gasLimit,
    Optional<U256> baseFeePerGasWei,
    boolean allowsImpersonation) {
  /// Of all blocks on chains that are none for development.
  public static final Departure NONE =
      new Departure(Optional.empty(), OptionalLong.empty(), Optional.empty(), false);

  /// @throws IllegalArgumentException where the gas limit is none that a genesis may have
  public Departure {
    gasLimit.ifPresent(Genesis::requireGasLimit);
  }
}
