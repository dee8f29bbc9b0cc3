package org.tallystick.execution;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tallystick.bytes.Address;
import org.tallystick.bytes.Hash;
import org.tallystick.bytes.U256;
import org.tallystick.contract.ContractAddress;
import org.tallystick.contract.CreationData;
import org.tallystick.gas.GasMeter;
import org.tallystick.gas.GasSchedule;
import org.tallystick.ledger.AccessListEntry;
import org.tallystick.ledger.Log;
import org.tallystick.ledger.SignedTransaction;
import org.tallystick.machine.ContractMachine;
import org.tallystick.machine.Invocation.BlockEnvironment;
import org.tallystick.machine.Invocation.TransactionEnvironment;
import org.tallystick.machine.MachineResult;
import org.tallystick.state.Account;
import org.tallystick.state.Journal;

/// Does what a transaction asks for: validate, buy gas, run, settle (Yellow Paper, section 6).
///
/// The sender pays for all its gas before anything runs and gets back what is left, so a contract
/// cannot spend its own gas money. When the run fails its writes are undone; the payment, the nonce
/// and the fees stay.
public final class TransactionProcessor {
  private final ContractMachine machine;
  private final CodeCache codes;

  public TransactionProcessor(ContractMachine machine, CodeCache codes) {
    this.machine = machine;
    this.codes = codes;
  }

  /// What became of a transaction.
  public sealed interface Result {
    /// It is in the block.
    ///
    /// @param logs none, unless the outcome is a success
    /// @param created the new contract, where one was created
    /// @param gasPeak gas used before refunds: with less as its limit it would have run out
    record Included(Outcome outcome, List<Log> logs, Optional<Address> created, long gasPeak)
        implements Result {
      public Included {
        logs = List.copyOf(logs);
      }
    }

    /// It cannot be in the block, and changed nothing.
    record Rejected(Invalid invalid) implements Result {}
  }

  /// The gas of a block that is being made.
  public record BlockGas(long limit, long left) {}

  /// Does one transaction of a block.
  ///
  /// @param journal the state right before it, afterwards right after it
  public Result process(
      SignedTransaction transaction, Journal journal, BlockEnvironment block, BlockGas blockGas) {
    return process(transaction, journal, block, blockGas, null);
  }

  /// Does one transaction of a block while somebody looks on.
  ///
  /// @param tracer told nothing where the transaction is rejected; absent where nobody looks
  public Result process(
      SignedTransaction transaction,
      Journal journal,
      BlockEnvironment block,
      BlockGas blockGas,
      @Nullable Tracer tracer) {
    Account sender = journal.account(transaction.sender());
    Optional<Invalid> invalid =
        Validation.alone(transaction, block.chainId(), blockGas.limit)
            .or(() -> Validation.againstSender(transaction, sender))
            .or(() -> Validation.inBlock(transaction, sender, block.baseFeeWei(), blockGas.left));
    if (invalid.isPresent()) {
      return new Result.Rejected(invalid.get());
    }
    U256 gasPriceWei = transaction.payload().effectiveGasPriceWei(block.baseFeeWei());
    return execute(Message.of(transaction, gasPriceWei), journal, block, tracer);
  }

  /// Does what a valid message asks for. Its sender is known to have the money, its gas limit to
  /// cover the intrinsic gas and the floor.
  ///
  /// @param tracer absent where nobody looks on
  Result.Included execute(
      Message message, Journal journal, BlockEnvironment block, @Nullable Tracer tracer) {
    journal.beginTransaction();
    long nonce = journal.nonce(message.sender());
    Address target = message.to().orElseGet(() -> ContractAddress.byNonce(message.sender(), nonce));
    if (tracer != null) {
      tracer.on(new TraceEvent.Begun(message, target, block.proposer(), new JournalView(journal)));
    }
    GasMeter gas = buyGas(message, journal);
    warmUp(message, target, journal, block);
    MachineResult result = run(message, target, gas, journal, block, tracer);
    Result.Included included = settle(message, target, result, gas, journal, block);
    if (tracer != null) {
      long refund = GasSchedule.refund(gas.used(), journal.refund());
      tracer.on(new TraceEvent.Settled(included.outcome(), gas.used(), refund));
    }
    return included;
  }

  private static GasMeter buyGas(Message message, Journal journal) {
    Address sender = message.sender();
    journal.debit(sender, message.gasPriceWei().times(message.gasLimit()));
    journal.setNonce(sender, journal.nonce(sender) + 1);
    GasMeter gas = new GasMeter(message.gasLimit());
    gas.charge(message.intrinsicGas());
    return gas;
  }

  /// What is warm from the start: [EIP-2929](https://eips.ethereum.org/EIPS/eip-2929), the proposer
  /// by [EIP-3651](https://eips.ethereum.org/EIPS/eip-3651), and what the access list paid for.
  private static void warmUp(
      Message message, Address target, Journal journal, BlockEnvironment block) {
    journal.visit(message.sender());
    journal.visit(target);
    journal.visit(block.proposer());
    for (AccessListEntry entry : message.accessList()) {
      journal.visit(entry.address());
      for (Hash slot : entry.slots()) {
        journal.slot(entry.address(), slot).visit();
      }
    }
  }

  private MachineResult run(
      Message message,
      Address target,
      GasMeter gas,
      Journal journal,
      BlockEnvironment block,
      @Nullable Tracer tracer) {
    Calls calls =
        new Calls(
            machine,
            codes,
            journal,
            new TransactionEnvironment(
                message.sender(), message.gasPriceWei(), message.transactionHash()),
            block,
            tracer);
    return message.to().isPresent()
        ? calls.call(
            null, message.sender(), target, message.valueWei(), message.data(), false, gas, null)
        : calls.create(
            TraceEvent.FrameKind.CREATE,
            null,
            message.sender(),
            target,
            CreationData.parse(message.data()),
            message.valueWei(),
            gas);
  }

  /// Pays back what was not used. The base fee of what was used goes to nobody
  /// ([EIP-1559](https://eips.ethereum.org/EIPS/eip-1559)), the rest of its price to the proposer.
  private static Result.Included settle(
      Message message,
      Address target,
      MachineResult result,
      GasMeter gas,
      Journal journal,
      BlockEnvironment block) {
    long floor = GasSchedule.floor(message.data());
    long gasPeak = Math.max(gas.used(), floor);
    long refund = GasSchedule.refund(gas.used(), journal.refund());
    long gasUsed = Math.max(gas.used() - refund, floor);
    U256 gasPriceWei = message.gasPriceWei();
    journal.credit(message.sender(), gasPriceWei.times(message.gasLimit() - gasUsed));
    journal.credit(block.proposer(), gasPriceWei.minus(block.baseFeeWei()).times(gasUsed));
    boolean creates = message.to().isEmpty();
    return switch (result) {
      case MachineResult.Returned returned ->
          new Result.Included(
              new Outcome.Success(gasUsed, returned.data()),
              journal.logs(),
              creates ? Optional.of(target) : Optional.empty(),
              gasPeak);
      case MachineResult.Reverted reverted ->
          failed(new Outcome.Revert(gasUsed, reverted.data(), reverted.message()), gasPeak);
      case MachineResult.Halted halted ->
          failed(new Outcome.Halt(gasUsed, halted.reason(), halted.detail()), gasPeak);
    };
  }

  private static Result.Included failed(Outcome outcome, long gasPeak) {
    return new Result.Included(outcome, List.of(), Optional.empty(), gasPeak);
  }
}
