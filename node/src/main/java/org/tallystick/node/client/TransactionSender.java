package org.tallystick.node.client;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.tallystick.bytes.Address;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;
import org.tallystick.bytes.U256;
import org.tallystick.crypto.KeyPair;
import org.tallystick.gas.Limits;
import org.tallystick.ledger.FeeMarketTransaction;
import org.tallystick.ledger.SignedTransaction;
import org.tallystick.ledger.TransactionCodec;

/// Sends the transactions of one account through a node: asks what they will cost, signs them here,
/// and waits until they are in a block.
public final class TransactionSender {
  private final NodeClient node;
  private final KeyPair key;

  public TransactionSender(NodeClient node, KeyPair key) {
    this.node = node;
    this.key = key;
  }

  public Address address() {
    return key.address();
  }

  /// Completes a transaction and signs it.
  ///
  /// @param to absent to create a contract
  /// @param gasLimit absent to ask the node how much it takes
  /// @throws NodeRefusalException where the transaction would fail as things are now
  public SignedTransaction sign(
      Optional<Address> to, U256 valueWei, Bytes data, OptionalLong gasLimit) {
    long gas =
        gasLimit.isPresent()
            ? gasLimit.getAsLong()
            : withMargin(node.estimateGas(new CallRequest(address(), to, valueWei, data)));
    Fees fees = node.fees();
    return TransactionCodec.sign(
        new FeeMarketTransaction(
            node.chainId(),
            node.nextNonce(address()),
            fees.maxPriorityFeePerGasWei(),
            fees.maxFeePerGasWei(),
            gas,
            to,
            valueWei,
            data,
            List.of()),
        key);
  }

  /// A fifth more, since what stands before it in its block may make it cost more. What is not used
  /// is not paid.
  private static long withMargin(long estimatedGas) {
    return Math.clamp(
        estimatedGas + estimatedGas / 5,
        estimatedGas,
        Math.max(estimatedGas, Limits.TRANSACTION_GAS_MAX));
  }

  /// Waits until a transaction is in a block.
  ///
  /// @return absent where it is in none after so long; it may come to be later
  public Optional<MinedTransaction> await(Hash transaction, Duration atMost) {
    return node.await(transaction, atMost);
  }
}
