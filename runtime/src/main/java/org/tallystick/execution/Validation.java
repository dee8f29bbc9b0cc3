package org.tallystick.execution;

import java.math.BigInteger;
import java.util.Optional;
import org.tallystick.bytes.U256;
import org.tallystick.contract.CreationData;
import org.tallystick.contract.InvalidCodeException;
import org.tallystick.gas.GasSchedule;
import org.tallystick.gas.Limits;
import org.tallystick.ledger.SignedTransaction;
import org.tallystick.ledger.Transaction;
import org.tallystick.state.Account;

/// Says whether a transaction can be in a block, in parts by what they need to know: nothing, the
/// chain alone, the sender's account, a place in a block. A pool asks all but the last; a block
/// asks all, in this order. None of them runs anything.
public final class Validation {
  private Validation() {}

  /// What holds wherever senders are not impersonated: on every chain but one for development.
  public static Optional<Invalid> signed(SignedTransaction transaction) {
    return transaction.isImpersonated()
        ? Optional.of(new Invalid.Impersonated(transaction.sender()))
        : Optional.empty();
  }

  /// What holds for the transaction wherever and whenever it is sent on this chain.
  ///
  /// @param blockGasLimit the chain's
  public static Optional<Invalid> alone(
      SignedTransaction transaction, long chainId, long blockGasLimit) {
    Transaction payload = transaction.payload();
    int bytes = transaction.encoded().length();
    if (bytes > Limits.TRANSACTION_BYTES_MAX) {
      return Optional.of(new Invalid.TooLarge(bytes, Limits.TRANSACTION_BYTES_MAX));
    }
    if (payload.chainId().isEmpty()) {
      return Optional.of(new Invalid.NotReplayProtected(chainId));
    }
    if (payload.chainId().getAsLong() != chainId) {
      return Optional.of(new Invalid.WrongChain(payload.chainId().getAsLong(), chainId));
    }
    if (!transaction.signature().isLowS()) {
      return Optional.of(new Invalid.HighS());
    }
    if (payload.maxFeePerGasWei().isLessThan(payload.maxPriorityFeePerGasWei())) {
      return Optional.of(
          new Invalid.TipAboveMaxFee(
              transaction.sender(), payload.maxPriorityFeePerGasWei(), payload.maxFeePerGasWei()));
    }
    Message message = Message.of(transaction, payload.maxFeePerGasWei());
    return gasLimit(payload.gasLimit(), blockGasLimit)
        .or(() -> intrinsicGas(message))
        .or(() -> creationData(message));
  }

  /// What holds as long as the sender's account is as it is. A nonce that is too high is no fault
  /// yet: the transactions before it may still come.
  public static Optional<Invalid> againstSender(SignedTransaction transaction, Account sender) {
    Transaction payload = transaction.payload();
    // Who impersonates may do so with a contract: there is no key that could collide with it.
    if (sender.hasCode() && !transaction.isImpersonated()) {
      return Optional.of(new Invalid.SenderHasCode(transaction.sender(), sender.codeHash()));
    }
    if (Long.compareUnsigned(payload.nonce(), sender.nonce()) < 0) {
      return Optional.of(
          new Invalid.NonceTooLow(transaction.sender(), payload.nonce(), sender.nonce()));
    }
    BigInteger costWei = payload.maxCostWei();
    if (sender.balanceWei().value().compareTo(costWei) < 0) {
      return Optional.of(
          new Invalid.InsufficientFunds(transaction.sender(), sender.balanceWei(), costWei));
    }
    return Optional.empty();
  }

  /// What holds for a place in a block.
  ///
  /// @param sender the account right before the transaction
  public static Optional<Invalid> inBlock(
      SignedTransaction transaction, Account sender, U256 baseFeePerGasWei, long blockGasLeft) {
    Transaction payload = transaction.payload();
    if (Long.compareUnsigned(payload.nonce(), sender.nonce()) > 0) {
      return Optional.of(
          new Invalid.NonceTooHigh(transaction.sender(), payload.nonce(), sender.nonce()));
    }
    if (payload.maxFeePerGasWei().isLessThan(baseFeePerGasWei)) {
      return Optional.of(
          new Invalid.MaxFeeBelowBaseFee(
              transaction.sender(), payload.maxFeePerGasWei(), baseFeePerGasWei));
    }
    if (payload.gasLimit() > blockGasLeft) {
      return Optional.of(new Invalid.NoGasLeft(payload.gasLimit(), blockGasLeft));
    }
    return Optional.empty();
  }

  /// Whether the gas limit covers what is due before anything runs.
  static Optional<Invalid> intrinsicGas(Message message) {
    long intrinsic = message.intrinsicGas();
    if (message.gasLimit() < intrinsic) {
      return Optional.of(new Invalid.BelowIntrinsicGas(message.gasLimit(), intrinsic));
    }
    long floor = GasSchedule.floor(message.data());
    if (message.gasLimit() < floor) {
      return Optional.of(new Invalid.BelowFloorGas(message.gasLimit(), floor));
    }
    return Optional.empty();
  }

  /// Whether what is to be created is a contract of this chain.
  static Optional<Invalid> creationData(Message message) {
    if (message.to().isPresent()) {
      return Optional.empty();
    }
    int bytes = message.data().length();
    if (bytes > Limits.CREATION_DATA_BYTES_MAX) {
      return Optional.of(new Invalid.CreationDataTooLarge(bytes, Limits.CREATION_DATA_BYTES_MAX));
    }
    try {
      CreationData.parse(message.data());
      return Optional.empty();
    } catch (InvalidCodeException e) {
      return Optional.of(new Invalid.BadCreationData(e.rule()));
    }
  }

  private static Optional<Invalid> gasLimit(long gasLimit, long blockGasLimit) {
    if (Long.compareUnsigned(gasLimit, blockGasLimit) > 0) {
      return Optional.of(new Invalid.AboveBlockGas(gasLimit, blockGasLimit));
    }
    if (gasLimit > Limits.TRANSACTION_GAS_MAX) {
      return Optional.of(new Invalid.AboveTransactionGas(gasLimit, Limits.TRANSACTION_GAS_MAX));
    }
    return Optional.empty();
  }
}
