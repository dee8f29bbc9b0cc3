package org.tallystick.execution;

import org.tallystick.bytes.Address;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;
import org.tallystick.gas.Limits;

/// What an engine decides about a block besides its transactions.
///
/// @param timestampSeconds by the engine's clock; the block takes its parent's where that is later
/// @param feeRecipient whom tips and the reward go to
/// @param randomness becomes the header's `mixHash`
/// @param extraData the engine's own, at most 32 bytes
public record BlockContext(
    long timestampSeconds, Address feeRecipient, Hash randomness, Bytes extraData) {
  public BlockContext {
    if (extraData.length() > Limits.EXTRA_DATA_BYTES_MAX) {
      throw new IllegalArgumentException(
          "extraData has at most "
              + Limits.EXTRA_DATA_BYTES_MAX
              + " bytes, got "
              + extraData.length());
    }
  }
}
