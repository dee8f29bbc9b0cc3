package org.tallystick.ledger;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.tallystick.bytes.Address;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.U256;

/// A transaction of type 1: one price for gas, and a list of what it will look at
/// ([EIP-2930](https://eips.ethereum.org/EIPS/eip-2930)).
///
/// @param chainId always present
/// @param nonce without a sign
/// @param gasLimit without a sign
/// @param to absent where it creates a contract
public record AccessListTransaction(
    OptionalLong chainId,
    long nonce,
    U256 gasPriceWei,
    long gasLimit,
    Optional<Address> to,
    U256 valueWei,
    Bytes data,
    List<AccessListEntry> accessList)
    implements Transaction {
  public static final int TYPE = 1;

  /// @throws LedgerException where a field is out of range
  public AccessListTransaction {
    TransactionBounds.requireChainId(chainId, TYPE);
    TransactionBounds.require(chainId, nonce, gasLimit, gasPriceWei, "gasPrice");
    accessList = List.copyOf(accessList);
  }

  /// For one chain.
  ///
  /// @throws LedgerException where a field is out of range
  public AccessListTransaction(
      long chainId,
      long nonce,
      U256 gasPriceWei,
      long gasLimit,
      Optional<Address> to,
      U256 valueWei,
      Bytes data,
      List<AccessListEntry> accessList) {
    this(OptionalLong.of(chainId), nonce, gasPriceWei, gasLimit, to, valueWei, data, accessList);
  }

  @Override
  public int type() {
    return TYPE;
  }

  @Override
  public U256 maxFeePerGasWei() {
    return gasPriceWei;
  }

  @Override
  public U256 maxPriorityFeePerGasWei() {
    return gasPriceWei;
  }
}
