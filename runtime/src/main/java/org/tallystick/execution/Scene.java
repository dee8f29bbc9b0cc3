package org.tallystick.execution;

import org.tallystick.ledger.Header;
import org.tallystick.machine.Invocation.BlockEnvironment;
import org.tallystick.state.WorldState;

/// Where and when a simulated call happens.
///
/// @param state that it reads; never changed by it
/// @param gasLimit of the block
public record Scene(WorldState state, BlockEnvironment block, long gasLimit) {
  /// Right after a block, and told that it is still inside it, as `eth_call` has it.
  public static Scene after(Header header, WorldState state, long chainId) {
    return new Scene(
        state,
        new BlockEnvironment(
            header.number(),
            header.timestampSeconds(),
            chainId,
            header.feeRecipient(),
            header.baseFeePerGasWei(),
            header.parentHash()),
        header.gasLimit());
  }
}
