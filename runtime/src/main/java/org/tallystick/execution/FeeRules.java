package org.tallystick.execution;

import java.math.BigInteger;
import org.tallystick.bytes.U256;
import org.tallystick.ledger.Header;

/// How the base fee follows the demand for gas
/// ([EIP-1559](https://eips.ethereum.org/EIPS/eip-1559)): a block aims at half its gas limit, and
/// the next base fee moves towards where it would have hit, by an eighth at most.
public final class FeeRules {
  /// Base fee of a chain's first block where its genesis says nothing else: 1 gwei.
  public static final U256 INITIAL_BASE_FEE_PER_GAS_WEI = U256.of(1_000_000_000);

  /// A block's gas limit is this many times the gas it aims at.
  public static final long ELASTICITY = 2;

  /// The base fee moves by at most one part in this many.
  public static final long CHANGE_DENOMINATOR = 8;

  private FeeRules() {}

  /// The base fee of the block after this one.
  public static U256 nextBaseFeePerGasWei(Header parent) {
    return nextBaseFeePerGasWei(parent.baseFeePerGasWei(), parent.gasLimit(), parent.gasUsed());
  }

  /// The base fee of the block after one with these numbers.
  public static U256 nextBaseFeePerGasWei(
      U256 parentBaseFeePerGasWei, long parentGasLimit, long parentGasUsed) {
    long target = parentGasLimit / ELASTICITY;
    BigInteger baseFee = parentBaseFeePerGasWei.value();
    BigInteger change =
        baseFee
            .multiply(BigInteger.valueOf(Math.abs(parentGasUsed - target)))
            .divide(BigInteger.valueOf(target))
            .divide(BigInteger.valueOf(CHANGE_DENOMINATOR));
    if (parentGasUsed <= target) {
      return new U256(baseFee.subtract(change));
    }
    // At least 1 wei up: otherwise a very small base fee could never grow.
    return new U256(baseFee.add(change.max(BigInteger.ONE)));
  }
}
