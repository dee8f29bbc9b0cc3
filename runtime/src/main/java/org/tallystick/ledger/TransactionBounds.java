package org.tallystick.ledger;

import java.math.BigInteger;
import java.util.OptionalLong;
import org.tallystick.bytes.U256;

/// What no transaction of any kind may have, whichever chain it is for.
final class TransactionBounds {
  private TransactionBounds() {}

  static void requireChainId(OptionalLong chainId, int type) {
    if (chainId.isEmpty()) {
      throw new LedgerException("chainId is missing: transactions of type " + type + " have one");
    }
  }

  /// @param feeName what the kind calls the most it pays for gas
  static void require(
      OptionalLong chainId, long nonce, long gasLimit, U256 maxFeePerGasWei, String feeName) {
    long chain = chainId.orElse(0);
    if (chain < 0 || chain > Transaction.CHAIN_ID_MAX) {
      throw new LedgerException(
          "chainId is at most "
              + Transaction.CHAIN_ID_MAX
              + " (EIP-2294), got "
              + Long.toUnsignedString(chain));
    }
    if (Long.compareUnsigned(nonce, Transaction.NONCE_MAX) > 0) {
      throw new LedgerException(
          "nonce is at most "
              + Long.toUnsignedString(Transaction.NONCE_MAX)
              + " (EIP-2681), got "
              + Long.toUnsignedString(nonce));
    }
    if (maxGasCostWei(gasLimit, maxFeePerGasWei).bitLength() > U256.BITS) {
      throw new LedgerException(
          "gasLimit times "
              + feeName
              + " is at most 2^256-1, got "
              + Long.toUnsignedString(gasLimit)
              + " times "
              + maxFeePerGasWei);
    }
  }

  static BigInteger maxGasCostWei(long gasLimit, U256 maxFeePerGasWei) {
    return new BigInteger(Long.toUnsignedString(gasLimit)).multiply(maxFeePerGasWei.value());
  }
}
