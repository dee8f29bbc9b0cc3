package org.tallystick.node.consensus.local;

import java.util.Optional;
import java.util.OptionalLong;
import org.tallystick.bytes.Address;
import org.tallystick.bytes.Hash;
import org.tallystick.bytes.U256;

/// What is wished of the next block, besides its date. Always nothing but on a development chain.
///
/// @param feeRecipient whom tips and rewards of this and all later blocks go to; absent, it is whom
///   the node says
/// @param randomness of this block alone
/// @param baseFeePerGasWei of this block; what follows from it is the next one's
/// @param gasLimit of this and all later blocks, which take it from their parents
record NextBlock(
    Optional<Address> feeRecipient,
    Optional<Hash> randomness,
    Optional<U256> baseFeePerGasWei,
    OptionalLong gasLimit) {
  static final NextBlock ANY =
      new NextBlock(Optional.empty(), Optional.empty(), Optional.empty(), OptionalLong.empty());

  NextBlock withFeeRecipient(Address next) {
    return new NextBlock(Optional.of(next), randomness, baseFeePerGasWei, gasLimit);
  }

  NextBlock withRandomness(Hash next) {
    return new NextBlock(feeRecipient, Optional.of(next), baseFeePerGasWei, gasLimit);
  }

  NextBlock withBaseFee(U256 nextPerGasWei) {
    return new NextBlock(feeRecipient, randomness, Optional.of(nextPerGasWei), gasLimit);
  }

  NextBlock withGasLimit(long next) {
    return new NextBlock(feeRecipient, randomness, baseFeePerGasWei, OptionalLong.of(next));
  }

  /// What is left to wish of the block after it.
  NextBlock afterwards() {
    return new NextBlock(feeRecipient, Optional.empty(), Optional.empty(), OptionalLong.empty());
  }
}
