/// The Solidity ABI: declarations as people write them (in viem's and in ethers' dialect) and as
/// tools exchange them (JSON), and the codec between values and bytes
/// ([specification](https://docs.soliditylang.org/en/latest/abi-spec.html)). Text, JSON and bytes
/// all come from strangers, so each has named limits, and decoding does no more work than the data
/// is long.
@NullMarked
package org.tallystick.abi;

import org.jspecify.annotations.NullMarked;
