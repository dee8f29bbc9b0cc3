package org.tallystick.execution;

import java.math.BigInteger;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tallystick.bytes.Hash;
import org.tallystick.bytes.U256;
import org.tallystick.machine.ContractMachine;
import org.tallystick.machine.Invocation.BlockEnvironment;
import org.tallystick.state.Journal;

/// Runs calls that nobody signed and that leave no trace, by the rules of transactions but for
/// these: no nonce is compared, a contract may be the sender, and who bids nothing pays nothing.
/// Money that moves must be there, as must the price of all gas where there is a bid.
///
/// Holds nothing of a call, so many threads may share it.
public final class Simulation {
  private final TransactionProcessor processor;

  public Simulation(ContractMachine machine, CodeCache codes) {
    this.processor = new TransactionProcessor(machine, codes);
  }

  /// Runs one call.
  ///
  /// @param gasMax the most it may use, and what it may use where it does not say
  public TransactionProcessor.Result call(Scene scene, CallRequest request, long gasMax) {
    return call(scene, request, gasMax, null);
  }

  /// Runs one call while somebody looks on.
  ///
  /// @param tracer told nothing where the call is rejected; absent where nobody looks
  public TransactionProcessor.Result call(
      Scene scene, CallRequest request, long gasMax, @Nullable Tracer tracer) {
    long gasLimit = Math.min(request.gasLimit().orElse(gasMax), gasMax);
    BlockEnvironment block = request.isFree() ? withoutBaseFee(scene.block()) : scene.block();
    Message message = message(request, gasLimit, block);
    Journal journal = new Journal(scene.state());
    Optional<Invalid> invalid =
        bid(request, block)
            .or(() -> funds(request, gasLimit, journal))
            .or(() -> Validation.intrinsicGas(message))
            .or(() -> Validation.creationData(message));
    return invalid.isPresent()
        ? new TransactionProcessor.Result.Rejected(invalid.get())
        : processor.execute(message, journal, block, tracer);
  }

  static BlockEnvironment withoutBaseFee(BlockEnvironment block) {
    return new BlockEnvironment(
        block.number(),
        block.timestampSeconds(),
        block.chainId(),
        block.proposer(),
        U256.ZERO,
        block.parentHash());
  }

  static Message message(CallRequest request, long gasLimit, BlockEnvironment block) {
    BigInteger bid = block.baseFeeWei().value().add(request.maxPriorityFeePerGasWei().value());
    return new Message(
        Hash.ZERO,
        request.from(),
        request.to(),
        gasLimit,
        new U256(bid.min(request.maxFeePerGasWei().value())),
        request.valueWei(),
        request.data(),
        request.accessList());
  }

  static Optional<Invalid> bid(CallRequest request, BlockEnvironment block) {
    if (request.maxFeePerGasWei().isLessThan(request.maxPriorityFeePerGasWei())) {
      return Optional.of(
          new Invalid.TipAboveMaxFee(
              request.from(), request.maxPriorityFeePerGasWei(), request.maxFeePerGasWei()));
    }
    return request.maxFeePerGasWei().isLessThan(block.baseFeeWei())
        ? Optional.of(
            new Invalid.MaxFeeBelowBaseFee(
                request.from(), request.maxFeePerGasWei(), block.baseFeeWei()))
        : Optional.empty();
  }

  static Optional<Invalid> funds(CallRequest request, long gasLimit, Journal journal) {
    U256 balanceWei = journal.balance(request.from());
    BigInteger costWei =
        request
            .maxFeePerGasWei()
            .value()
            .multiply(BigInteger.valueOf(gasLimit))
            .add(request.valueWei().value());
    return balanceWei.value().compareTo(costWei) < 0
        ? Optional.of(new Invalid.InsufficientFunds(request.from(), balanceWei, costWei))
        : Optional.empty();
  }
}
