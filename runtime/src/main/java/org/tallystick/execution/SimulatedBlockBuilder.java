package org.tallystick.execution;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tallystick.abi.RevertData;
import org.tallystick.bytes.Address;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.U256;
import org.tallystick.contract.ContractAddress;
import org.tallystick.execution.ChainSimulation.Plan;
import org.tallystick.execution.ChainSimulation.PlannedCall;
import org.tallystick.execution.ChainSimulation.Settings;
import org.tallystick.gas.GasSchedule;
import org.tallystick.gas.Limits;
import org.tallystick.ledger.Bloom;
import org.tallystick.ledger.FeeMarketTransaction;
import org.tallystick.ledger.Header;
import org.tallystick.ledger.Log;
import org.tallystick.ledger.Receipt;
import org.tallystick.ledger.ReceiptCodec;
import org.tallystick.ledger.UnsignedTransaction;
import org.tallystick.machine.ContractMachine;
import org.tallystick.machine.Invocation.BlockEnvironment;
import org.tallystick.state.Journal;
import org.tallystick.state.StateStore;
import org.tallystick.state.StateTrie;
import org.tallystick.state.StateUpdate;
import org.tallystick.state.StoredState;

/// One block of a simulation in the making. Belongs to one thread and is spent by [#finish()].
final class SimulatedBlockBuilder {
  /// What a call takes in an answer besides its bytes, and a log.
  private static final int CALL_BYTES = 1_000;

  private static final int LOG_BYTES = 400;

  private final ChainRules rules;
  private final Settings settings;
  private final StateStore parentState;
  private final Plan plan;
  private final Spending spending;
  private final BlockEnvironment environment;
  private final long gasLimit;
  private final TransferLogs transfers;
  private final TransactionProcessor processor;
  private final Journal journal;
  private final List<SimulatedBlock.Call> calls = new ArrayList<>();
  private final List<Receipt> receipts = new ArrayList<>();
  private long gasUsed;

  /// What all blocks of a simulation share.
  static final class Spending {
    private final long gasMax;
    private final long bytesMax;
    private long gas;
    private long bytes;

    Spending(long gasMax, long bytesMax) {
      this.gasMax = gasMax;
      this.bytesMax = bytesMax;
    }

    private long gasLeft() {
      return gasMax - gas;
    }
  }

  /// The block, and what leads to the state after it.
  record Finished(SimulatedBlock block, StateUpdate update) {}

  SimulatedBlockBuilder(
      ChainRules rules,
      ContractMachine machine,
      CodeCache codes,
      Settings settings,
      StateStore parentState,
      Header parent,
      Plan plan,
      Spending spending) {
    this.rules = rules;
    this.settings = settings;
    this.parentState = parentState;
    this.plan = plan;
    this.spending = spending;
    this.gasLimit = plan.gasLimit().orElse(parent.gasLimit());
    this.environment =
        new BlockEnvironment(
            plan.number(),
            plan.timestampSeconds(),
            rules.chainId(),
            plan.feeRecipient().orElse(parent.feeRecipient()),
            plan.baseFeePerGasWei().orElseGet(() -> baseFee(parent)),
            parent.hash());
    this.transfers = new TransferLogs(machine);
    this.processor =
        new TransactionProcessor(settings.showsTransfers() ? transfers : machine, codes);
    this.journal = new Journal(new StoredState(parentState));
  }

  private U256 baseFee(Header parent) {
    return settings.isValidated() ? FeeRules.nextBaseFeePerGasWei(parent) : U256.ZERO;
  }

  /// Does a call, as the last so far.
  ///
  /// @return why there is no block
  Optional<ChainSimulation.Result> add(PlannedCall call) {
    CallRequest request = call.request();
    long blockGasLeft = gasLimit - gasUsed;
    long wanted = request.gasLimit().orElseGet(() -> gasByDefault(blockGasLeft));
    if (wanted > blockGasLeft) {
      return rejected(new Invalid.NoGasLeft(wanted, blockGasLeft));
    }
    long callGas = Math.min(wanted, spending.gasLeft());
    long nonce = call.nonce().orElseGet(() -> journal.nonce(request.from()));
    UnsignedTransaction transaction = transaction(request, nonce, callGas);
    boolean isFree = !settings.isValidated() && request.isFree();
    BlockEnvironment block = isFree ? Simulation.withoutBaseFee(environment) : environment;
    Message message = message(transaction, request, callGas, block);
    if (callGas < wanted && Validation.intrinsicGas(message).isPresent()) {
      return tooMuch("all calls together may use at most " + spending.gasMax + " gas");
    }
    Optional<Invalid> invalid =
        validated(request, nonce, wanted)
            .or(() -> Simulation.bid(request, block))
            .or(() -> Simulation.funds(request, callGas, journal))
            .or(() -> Validation.intrinsicGas(message));
    if (invalid.isPresent()) {
      return rejected(invalid.get());
    }
    Optional<Invalid> unfit = Validation.creationData(message);
    if (unfit.isEmpty()) {
      include(transaction, execute(message, block));
    } else if (!settings.isValidated()
        && unfit.get() instanceof Invalid.BadCreationData badCreation) {
      include(transaction, fail(message, badCreation, block));
    } else {
      return rejected(unfit.get());
    }
    return spending.bytes > spending.bytesMax
        ? tooMuch("the results are more than " + spending.bytesMax + " bytes")
        : Optional.empty();
  }

  private long gasByDefault(long blockGasLeft) {
    return settings.isValidated()
        ? Math.min(blockGasLeft, Limits.TRANSACTION_GAS_MAX)
        : blockGasLeft;
  }

  private UnsignedTransaction transaction(CallRequest request, long nonce, long callGas) {
    return UnsignedTransaction.of(
        new FeeMarketTransaction(
            rules.chainId(),
            nonce,
            request.maxPriorityFeePerGasWei(),
            request.maxFeePerGasWei(),
            callGas,
            request.to(),
            request.valueWei(),
            request.data(),
            request.accessList()),
        request.from());
  }

  private static Message message(
      UnsignedTransaction transaction, CallRequest request, long callGas, BlockEnvironment block) {
    Message message = Simulation.message(request, callGas, block);
    return new Message(
        transaction.hash(),
        message.sender(),
        message.to(),
        message.gasLimit(),
        message.gasPriceWei(),
        message.valueWei(),
        message.data(),
        message.accessList());
  }

  private Optional<Invalid> validated(CallRequest request, long nonce, long wanted) {
    if (!settings.isValidated()) {
      return Optional.empty();
    }
    long next = journal.nonce(request.from());
    int order = Long.compareUnsigned(nonce, next);
    if (order != 0) {
      return Optional.of(
          order < 0
              ? new Invalid.NonceTooLow(request.from(), nonce, next)
              : new Invalid.NonceTooHigh(request.from(), nonce, next));
    }
    return wanted > Limits.TRANSACTION_GAS_MAX
        ? Optional.of(new Invalid.AboveTransactionGas(wanted, Limits.TRANSACTION_GAS_MAX))
        : Optional.empty();
  }

  private SimulatedResult execute(Message message, BlockEnvironment block) {
    Address target =
        message
            .to()
            .orElseGet(
                () -> ContractAddress.byNonce(message.sender(), journal.nonce(message.sender())));
    transfers.begin(message.sender(), target, message.valueWei());
    TransactionProcessor.Result.Included included =
        processor.execute(message, journal, block, null);
    boolean isTold = settings.showsTransfers() && included.outcome() instanceof Outcome.Success;
    return new SimulatedResult(
        included.outcome(),
        included.logs(),
        isTold ? transfers.logs() : included.logs(),
        included.gasPeak());
  }

  /// What became of a call.
  ///
  /// @param logs that the contracts wrote
  /// @param toldLogs that are told
  private record SimulatedResult(
      Outcome outcome, List<Log> logs, List<Log> toldLogs, long gasPeak) {}

  /// Creation data of another machine: a block would not take it, and whoever only asks what would
  /// be learns that this one call fails.
  private SimulatedResult fail(
      Message message, Invalid.BadCreationData badCreation, BlockEnvironment block) {
    journal.beginTransaction();
    Address sender = message.sender();
    long gas = Math.max(message.intrinsicGas(), GasSchedule.floor(message.data()));
    journal.debit(sender, message.gasPriceWei().times(gas));
    journal.setNonce(sender, journal.nonce(sender) + 1);
    journal.credit(block.proposer(), message.gasPriceWei().minus(block.baseFeeWei()).times(gas));
    Bytes reason = RevertData.encodeError(badCreation.words());
    return new SimulatedResult(
        new Outcome.Revert(gas, reason, badCreation.words()), List.of(), List.of(), gas);
  }

  private void include(UnsignedTransaction transaction, SimulatedResult result) {
    Outcome outcome = result.outcome;
    gasUsed += outcome.gasUsed();
    spending.gas += outcome.gasUsed();
    spending.bytes += CALL_BYTES + transaction.encoded().length() + returned(outcome).length();
    for (Log log : result.toldLogs) {
      spending.bytes += LOG_BYTES + log.data().length();
    }
    calls.add(new SimulatedBlock.Call(transaction, outcome, result.toldLogs, result.gasPeak));
    receipts.add(
        Receipt.of(
            transaction.payload().type(),
            outcome instanceof Outcome.Success,
            gasUsed,
            result.logs));
  }

  private static Bytes returned(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Success success -> success.returned();
      case Outcome.Revert revert -> revert.reason();
      case Outcome.Halt _ -> Bytes.EMPTY;
    };
  }

  /// Pays the reward and draws the header.
  Finished finish() {
    journal.credit(environment.proposer(), rules.blockRewardWei());
    StateUpdate update = StateTrie.prepare(parentState, journal.changes());
    Header header =
        new Header(
            environment.parentHash(),
            Header.NO_OMMERS,
            environment.proposer(),
            update.root(),
            UnsignedTransaction.root(calls.stream().map(SimulatedBlock.Call::transaction).toList()),
            ReceiptCodec.root(receipts),
            receipts.stream().map(Receipt::bloom).reduce(Bloom.EMPTY, Bloom::or),
            U256.ZERO,
            environment.number(),
            gasLimit,
            gasUsed,
            environment.timestampSeconds(),
            Bytes.EMPTY,
            plan.randomness(),
            0,
            environment.baseFeeWei());
    return new Finished(new SimulatedBlock(header, calls), update);
  }

  private static Optional<ChainSimulation.Result> rejected(Invalid invalid) {
    return Optional.of(new ChainSimulation.Result.Rejected(invalid));
  }

  private static Optional<ChainSimulation.Result> tooMuch(String words) {
    return Optional.of(new ChainSimulation.Result.TooMuch(words));
  }
}
