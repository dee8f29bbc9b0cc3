package org.tallystick.node.testing;

import java.util.List;
import java.util.Optional;
import org.tallystick.bytes.Address;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.U256;
import org.tallystick.crypto.KeyPair;
import org.tallystick.ledger.FeeMarketTransaction;
import org.tallystick.ledger.SignedTransaction;
import org.tallystick.ledger.TransactionCodec;

/// Signed transactions of which tests care for little.
public final class Transfers {
  public static final long GWEI = 1_000_000_000;
  public static final long TRANSFER_GAS = 21_000;

  private Transfers() {}

  /// A transfer of a thousand wei that pays any base fee that tests have.
  public static SignedTransaction of(KeyPair sender, long nonce, Address to) {
    return bidding(sender, nonce, to, 10 * GWEI, GWEI);
  }

  public static SignedTransaction bidding(
      KeyPair sender, long nonce, Address to, long maxFeeWei, long tipWei) {
    return sign(
        sender,
        nonce,
        Optional.of(to),
        U256.of(1_000),
        TRANSFER_GAS,
        maxFeeWei,
        tipWei,
        Bytes.EMPTY);
  }

  public static SignedTransaction ofValue(KeyPair sender, long nonce, Address to, U256 valueWei) {
    return sign(
        sender, nonce, Optional.of(to), valueWei, TRANSFER_GAS, 10 * GWEI, GWEI, Bytes.EMPTY);
  }

  /// A call that pays any base fee that tests have.
  public static SignedTransaction call(
      KeyPair sender, long nonce, Address to, long gasLimit, Bytes data) {
    return sign(sender, nonce, Optional.of(to), U256.ZERO, gasLimit, 10 * GWEI, GWEI, data);
  }

  /// The deployment of a contract that needs no more than a million gas.
  public static SignedTransaction creation(KeyPair sender, long nonce, Bytes data) {
    return sign(sender, nonce, Optional.empty(), U256.ZERO, 1_000_000, 10 * GWEI, GWEI, data);
  }

  private static SignedTransaction sign(
      KeyPair sender,
      long nonce,
      Optional<Address> to,
      U256 valueWei,
      long gasLimit,
      long maxFeeWei,
      long tipWei,
      Bytes data) {
    return TransactionCodec.sign(
        new FeeMarketTransaction(
            People.CHAIN_ID,
            nonce,
            U256.of(tipWei),
            U256.of(maxFeeWei),
            gasLimit,
            to,
            valueWei,
            data,
            List.of()),
        sender);
  }
}
