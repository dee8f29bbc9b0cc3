package org.tallystick.ledger;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.tallystick.bytes.Address;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.U256;

/// What somebody asks the chain to do, without a signature. The three kinds differ in how they bid
/// for gas; all are answered by the same questions.
///
/// Nonce and gas limit have 64 bits without a sign: a `long` that looks negative is a number above
/// 2^63-1, to be compared by [Long#compareUnsigned(long, long)].
public sealed interface Transaction
    permits LegacyTransaction, AccessListTransaction, FeeMarketTransaction {
  /// The most a nonce can be, as a number without a sign
  /// ([EIP-2681](https://eips.ethereum.org/EIPS/eip-2681)).
  long NONCE_MAX = -2L;

  /// The most a chain id can be, so that `v` of a legacy transaction has 64 bits
  /// ([EIP-2294](https://eips.ethereum.org/EIPS/eip-2294)).
  long CHAIN_ID_MAX = Long.MAX_VALUE - 36;

  /// 0, 1 or 2: the first byte of the encoding, where there is one
  /// ([EIP-2718](https://eips.ethereum.org/EIPS/eip-2718)).
  int type();

  /// The chain it is meant for. Absent in a legacy transaction from before
  /// [EIP-155](https://eips.ethereum.org/EIPS/eip-155), which every chain could take.
  OptionalLong chainId();

  /// How many transactions the sender has sent before, without a sign; at most [#NONCE_MAX].
  long nonce();

  /// Gas it may use, without a sign.
  long gasLimit();

  /// Whom it calls; absent where it creates a contract.
  Optional<Address> to();

  U256 valueWei();

  /// Input of the call, or creation data.
  Bytes data();

  List<AccessListEntry> accessList();

  /// The most it pays for a unit of gas, base fee and tip together.
  U256 maxFeePerGasWei();

  /// The most of it that goes to the proposer.
  U256 maxPriorityFeePerGasWei();

  default boolean isCreation() {
    return to().isEmpty();
  }

  /// What it pays for a unit of gas in a block with this base fee
  /// ([EIP-1559](https://eips.ethereum.org/EIPS/eip-1559)). Less than the base fee where it cannot
  /// be in that block.
  default U256 effectiveGasPriceWei(U256 baseFeePerGasWei) {
    BigInteger bid = baseFeePerGasWei.value().add(maxPriorityFeePerGasWei().value());
    return new U256(bid.min(maxFeePerGasWei().value()));
  }

  /// What the sender must own: the value, and all gas at the highest price. May pass 2^256-1, which
  /// nobody owns.
  default BigInteger maxCostWei() {
    return TransactionBounds.maxGasCostWei(gasLimit(), maxFeePerGasWei()).add(valueWei().value());
  }

  /// Slots in all entries of the access list together.
  default int accessListSlots() {
    return accessList().stream().mapToInt(entry -> entry.slots().size()).sum();
  }
}
