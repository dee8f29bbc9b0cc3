package org.tallystick.ledger;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.tallystick.bytes.Address;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.U256;

/// A transaction of type 0: Ethereum's first kind (Yellow Paper, section 4.2), with one price for
/// gas.
///
/// @param chainId absent from before [EIP-155](https://eips.ethereum.org/EIPS/eip-155)
/// @param nonce without a sign
/// @param gasLimit without a sign
/// @param to absent where it creates a contract
public record LegacyTransaction(
    OptionalLong chainId,
    long nonce,
    U256 gasPriceWei,
    long gasLimit,
    Optional<Address> to,
    U256 valueWei,
    Bytes data)
    implements Transaction {
  public static final int TYPE = 0;

  /// @throws LedgerException where a field is out of range
  public LegacyTransaction {
    TransactionBounds.require(chainId, nonce, gasLimit, gasPriceWei, "gasPrice");
  }

  /// For one chain.
  ///
  /// @throws LedgerException where a field is out of range
  public LegacyTransaction(
      long chainId,
      long nonce,
      U256 gasPriceWei,
      long gasLimit,
      Optional<Address> to,
      U256 valueWei,
      Bytes data) {
    this(OptionalLong.of(chainId), nonce, gasPriceWei, gasLimit, to, valueWei, data);
  }

  @Override
  public int type() {
    return TYPE;
  }

  @Override
  public List<AccessListEntry> accessList() {
    return List.of();
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
