package org.tallystick.execution;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.tallystick.bytes.Address;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.U256;
import org.tallystick.crypto.KeyPair;
import org.tallystick.ledger.AccessListEntry;
import org.tallystick.ledger.FeeMarketTransaction;
import org.tallystick.ledger.SignedTransaction;
import org.tallystick.ledger.TransactionCodec;

/// A transaction of type 2 with ordinary fields, of which a test changes what it is about: chain
/// 31337, nonce 0, 100,000 gas at up to 10 wei with 2 wei for the proposer, no money, no data.
final class TransactionBuilder {
  static final long CHAIN_ID = 31_337;

  private long chainId = CHAIN_ID;
  private long nonce;
  private U256 maxPriorityFeePerGasWei = U256.of(2);
  private U256 maxFeePerGasWei = U256.of(10);
  private long gasLimit = 100_000;
  private Optional<Address> to = Optional.empty();
  private U256 valueWei = U256.ZERO;
  private Bytes data = Bytes.EMPTY;
  private List<AccessListEntry> accessList = List.of();

  static TransactionBuilder call(Address to) {
    TransactionBuilder builder = new TransactionBuilder();
    builder.to = Optional.of(to);
    return builder;
  }

  static TransactionBuilder create(Bytes creationData) {
    return new TransactionBuilder().data(creationData).gasLimit(10_000_000);
  }

  TransactionBuilder chainId(long next) {
    chainId = next;
    return this;
  }

  TransactionBuilder nonce(long next) {
    nonce = next;
    return this;
  }

  TransactionBuilder fees(long nextMaxPriorityFeePerGasWei, long nextMaxFeePerGasWei) {
    maxPriorityFeePerGasWei = U256.of(nextMaxPriorityFeePerGasWei);
    maxFeePerGasWei = U256.of(nextMaxFeePerGasWei);
    return this;
  }

  TransactionBuilder gasLimit(long next) {
    gasLimit = next;
    return this;
  }

  TransactionBuilder value(U256 next) {
    valueWei = next;
    return this;
  }

  TransactionBuilder value(long nextWei) {
    return value(U256.of(nextWei));
  }

  TransactionBuilder data(Bytes next) {
    data = next;
    return this;
  }

  TransactionBuilder accessList(AccessListEntry... next) {
    accessList = List.of(next);
    return this;
  }

  SignedTransaction sign(KeyPair signer) {
    return TransactionCodec.sign(
        new FeeMarketTransaction(
            OptionalLong.of(chainId),
            nonce,
            maxPriorityFeePerGasWei,
            maxFeePerGasWei,
            gasLimit,
            to,
            valueWei,
            data,
            accessList),
        signer);
  }
}
