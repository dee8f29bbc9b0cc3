package org.tallystick.execution;

import org.tallystick.bytes.U256;

/// What a chain's genesis decides about the execution of its blocks, besides the gas limit, which
/// every header carries.
///
/// @param chainId what transactions are signed for
///   ([EIP-155](https://eips.ethereum.org/EIPS/eip-155))
/// @param blockRewardWei new money for the fee recipient of every block
public record ChainRules(long chainId, U256 blockRewardWei) {}
