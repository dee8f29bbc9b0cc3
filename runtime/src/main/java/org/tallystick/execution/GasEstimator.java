package org.tallystick.execution;

import java.math.BigInteger;
import java.util.Optional;
import org.tallystick.bytes.Address;
import org.tallystick.bytes.U256;
import org.tallystick.execution.TransactionProcessor.Result;
import org.tallystick.gas.GasSchedule;
import org.tallystick.gas.HaltReason;
import org.tallystick.gas.Limits;
import org.tallystick.state.Account;

/// Finds a gas limit with which a call succeeds, by trying: gas used is no answer, since refunds
/// come after it and a 64th of it is never lent to inner calls.
///
/// The first try has all the gas there is and says whether the call succeeds at all. The second has
/// what the first used and a 63rd more, which is nearly always enough; after it, the space between
/// the largest failing and the smallest succeeding limit is halved until it is narrow.
public final class GasEstimator {
  /// The answer is at most this many thousandths above the least limit that succeeds: wallets add
  /// more than that by themselves.
  private static final long TOLERANCE_PER_MILLE = 15;

  private final Simulation simulation;

  public GasEstimator(Simulation simulation) {
    this.simulation = simulation;
  }

  /// @param gasMax the most gas this node spends on a call
  public GasEstimate estimate(Scene scene, CallRequest request, long gasMax) {
    Optional<Invalid> penniless = missingValue(scene, request);
    if (penniless.isPresent()) {
      return new GasEstimate.Rejected(penniless.get());
    }
    long allowance = allowance(scene, request, gasMax);
    if (isPlainTransfer(scene, request)
        && allowance >= GasSchedule.TRANSACTION
        && attempt(scene, request, GasSchedule.TRANSACTION) instanceof Attempt.Succeeded) {
      return new GasEstimate.Enough(GasSchedule.TRANSACTION);
    }
    return switch (attempt(scene, request, allowance)) {
      case Attempt.Rejected(Invalid invalid) -> new GasEstimate.Rejected(invalid);
      case Attempt.TooLittleGas() -> new GasEstimate.AboveAllowance(allowance);
      case Attempt.Failed(Outcome outcome) -> new GasEstimate.Fails(outcome);
      case Attempt.Succeeded(long gasUsed, long gasPeak) ->
          new GasEstimate.Enough(search(scene, request, gasUsed - 1, gasPeak, allowance));
    };
  }

  /// What became of a try.
  private sealed interface Attempt {
    record Succeeded(long gasUsed, long gasPeak) implements Attempt {}

    record Failed(Outcome outcome) implements Attempt {}

    record TooLittleGas() implements Attempt {}

    record Rejected(Invalid invalid) implements Attempt {}
  }

  private Attempt attempt(Scene scene, CallRequest request, long gasLimit) {
    Result result = simulation.call(scene, request.withGasLimit(gasLimit), gasLimit);
    return switch (result) {
      case Result.Rejected(Invalid.BelowIntrinsicGas _) -> new Attempt.TooLittleGas();
      case Result.Rejected(Invalid.BelowFloorGas _) -> new Attempt.TooLittleGas();
      case Result.Rejected(Invalid invalid) -> new Attempt.Rejected(invalid);
      case Result.Included included ->
          switch (included.outcome()) {
            case Outcome.Success success ->
                new Attempt.Succeeded(success.gasUsed(), included.gasPeak());
            case Outcome.Revert revert -> new Attempt.Failed(revert);
            case Outcome.Halt halt ->
                halt.reason() == HaltReason.OUT_OF_GAS
                    ? new Attempt.TooLittleGas()
                    : new Attempt.Failed(halt);
          };
    };
  }

  /// @param failing a limit that is too low
  /// @param gasPeak gas that was used with more than enough
  /// @param succeeding a limit that is enough
  private long search(
      Scene scene, CallRequest request, long failing, long gasPeak, long succeeding) {
    long low = failing;
    long high = succeeding;
    // What an inner call needs must be lent to it, with a 64th kept back (EIP-150).
    long middle = gasPeak + gasPeak / (GasSchedule.LENDING_QUOTIENT - 1) + 1;
    while (low + 1 < high && (high - low) * 1_000 >= high * TOLERANCE_PER_MILLE) {
      if (middle <= low || middle >= high) {
        middle = low + (high - low) / 2;
      }
      if (attempt(scene, request, middle) instanceof Attempt.Succeeded) {
        high = middle;
      } else {
        low = middle;
      }
      // Most calls need little more than they used, so the search stays on the low side.
      middle = Math.min(low + (high - low) / 2, low * 2);
    }
    return high;
  }

  /// The most gas the call may use: what it says or the block has, what a transaction may use, what
  /// the sender can pay for, what this node spends.
  private static long allowance(Scene scene, CallRequest request, long gasMax) {
    long wanted = request.gasLimit().orElse(0);
    long allowance = wanted >= GasSchedule.TRANSACTION ? wanted : scene.gasLimit();
    allowance = Math.min(allowance, Math.min(gasMax, Limits.TRANSACTION_GAS_MAX));
    BigInteger maxFeePerGasWei = request.maxFeePerGasWei().value();
    if (maxFeePerGasWei.signum() == 0) {
      return allowance;
    }
    BigInteger payable =
        balance(scene, request.from())
            .value()
            .subtract(request.valueWei().value())
            .divide(maxFeePerGasWei);
    return payable.min(BigInteger.valueOf(allowance)).longValueExact();
  }

  private static Optional<Invalid> missingValue(Scene scene, CallRequest request) {
    U256 balanceWei = balance(scene, request.from());
    return balanceWei.isLessThan(request.valueWei())
        ? Optional.of(
            new Invalid.InsufficientFunds(request.from(), balanceWei, request.valueWei().value()))
        : Optional.empty();
  }

  private static boolean isPlainTransfer(Scene scene, CallRequest request) {
    return request.data().isEmpty()
        && request.to().isPresent()
        && scene.state().account(request.to().get()).filter(Account::hasCode).isEmpty();
  }

  private static U256 balance(Scene scene, Address address) {
    return scene.state().account(address).map(Account::balanceWei).orElse(U256.ZERO);
  }
}
