package org.tallystick.ledger;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.tallystick.bytes.Address;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.U256;

/// A transaction of type 2: pays the block's base fee and a tip, up to a limit
/// ([EIP-1559](https://eips.ethereum.org/EIPS/eip-1559)).
///
/// @param chainId always present
/// @param nonce without a sign
/// @param gasLimit without a sign
/// @param to absent where it creates a contract
public record FeeMarketTransaction(
    OptionalLong chainId,
    long nonce,
    U256 maxPriorityFeePerGasWei,
    U256 maxFeePerGasWei,
    long gasLimit,
    Optional<Address> to,
    U256 valueWei,
    Bytes data,
    List<AccessListEntry> accessList)
    implements Transaction {
  public static final int TYPE = 2;

  /// @throws LedgerException where a field is out of range
  public FeeMarketTransaction {
    TransactionBounds.requireChainId(chainId, TYPE);
    TransactionBounds.require(chainId, nonce, gasLimit, maxFeePerGasWei, "maxFeePerGas");
    accessList = List.copyOf(accessList);
  }

  /// For one chain.
  ///
  /// @throws LedgerException where a field is out of range
  public FeeMarketTransaction(
      long chainId,
      long nonce,
      U256 maxPriorityFeePerGasWei,
      U256 maxFeePerGasWei,
      long gasLimit,
      Optional<Address> to,
      U256 valueWei,
      Bytes data,
      List<AccessListEntry> accessList) {
    this(
        OptionalLong.of(chainId),
        nonce,
        maxPriorityFeePerGasWei,
        maxFeePerGasWei,
        gasLimit,
        to,
        valueWei,
        data,
        accessList);
  }

  @Override
  public int type() {
    return TYPE;
  }
}
