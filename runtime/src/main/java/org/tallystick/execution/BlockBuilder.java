package org.tallystick.execution;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tallystick.bytes.Hash;
import org.tallystick.bytes.U256;
import org.tallystick.gas.GasSchedule;
import org.tallystick.gas.Limits;
import org.tallystick.ledger.Bloom;
import org.tallystick.ledger.Draft;
import org.tallystick.ledger.Header;
import org.tallystick.ledger.Receipt;
import org.tallystick.ledger.ReceiptCodec;
import org.tallystick.ledger.SignedTransaction;
import org.tallystick.ledger.TransactionCodec;
import org.tallystick.machine.Invocation.BlockEnvironment;
import org.tallystick.state.Journal;
import org.tallystick.state.StateStore;
import org.tallystick.state.StateTrie;
import org.tallystick.state.StateUpdate;
import org.tallystick.state.WorldState;

/// A block in the making: takes one transaction after another, and in the end closes the books.
/// Belongs to one thread and is spent by [#finish()].
final class BlockBuilder {
  private final ChainRules rules;
  private final TransactionProcessor processor;
  private final Header parent;
  private final BlockContext context;
  private final Departure departure;
  private final BlockEnvironment environment;
  private final Journal journal;
  private final List<SignedTransaction> transactions = new ArrayList<>();
  private final List<Receipt> receipts = new ArrayList<>();
  private final List<Outcome> outcomes = new ArrayList<>();
  private long gasUsed;
  private int bytesLeft = Limits.BLOCK_BYTES_MAX;

  /// @param begun the state after the parent and the edits of the departure
  BlockBuilder(
      ChainRules rules,
      TransactionProcessor processor,
      WorldState begun,
      Header parent,
      BlockContext context,
      Departure departure) {
    this.rules = rules;
    this.processor = processor;
    this.parent = parent;
    this.context = context;
    this.departure = departure;
    this.environment = environment(rules, parent, context, departure);
    this.journal = new Journal(begun);
  }

  private static BlockEnvironment environment(
      ChainRules rules, Header parent, BlockContext context, Departure departure) {
    return new BlockEnvironment(
        parent.number() + 1,
        Math.max(parent.timestampSeconds(), context.timestampSeconds()),
        rules.chainId(),
        context.feeRecipient(),
        departure.baseFeePerGasWei().orElseGet(() -> FeeRules.nextBaseFeePerGasWei(parent)),
        parent.hash());
  }

  /// Whether not even the smallest transaction fits any more.
  boolean isFull() {
    return gasLeft() < GasSchedule.TRANSACTION || bytesLeft == 0;
  }

  Optional<Invalid> add(SignedTransaction transaction) {
    return add(transaction, null);
  }

  /// Does the transaction, as the last so far.
  ///
  /// @param tracer who looks on; absent where nobody does
  /// @return why it cannot be in the block at this place, which then is as it was
  Optional<Invalid> add(SignedTransaction transaction, @Nullable Tracer tracer) {
    if (!departure.allowsImpersonation()) {
      Optional<Invalid> unsigned = Validation.signed(transaction);
      if (unsigned.isPresent()) {
        return unsigned;
      }
    }
    int bytes = transaction.encoded().length();
    if (bytes > bytesLeft) {
      return Optional.of(new Invalid.NoBytesLeft(bytes, bytesLeft));
    }
    TransactionProcessor.Result result =
        processor.process(
            transaction,
            journal,
            environment,
            new TransactionProcessor.BlockGas(gasLimit(), gasLeft()),
            tracer);
    return switch (result) {
      case TransactionProcessor.Result.Rejected(Invalid invalid) -> Optional.of(invalid);
      case TransactionProcessor.Result.Included included -> {
        include(transaction, included);
        yield Optional.empty();
      }
    };
  }

  private void include(
      SignedTransaction transaction, TransactionProcessor.Result.Included included) {
    Outcome outcome = included.outcome();
    gasUsed += outcome.gasUsed();
    bytesLeft -= transaction.encoded().length();
    transactions.add(transaction);
    outcomes.add(outcome);
    receipts.add(
        Receipt.of(
            transaction.payload().type(),
            outcome instanceof Outcome.Success,
            gasUsed,
            included.logs()));
  }

  /// Of the transaction that was added last.
  Receipt latestReceipt() {
    return receipts.getLast();
  }

  /// Pays the reward and draws the header.
  ///
  /// @param begun the same as the builder began with, with its trie
  Executed finish(StateStore begun) {
    journal.credit(context.feeRecipient(), rules.blockRewardWei());
    StateUpdate own = StateTrie.prepare(begun, journal.changes());
    StateUpdate update = departure.edits().map(edits -> edits.then(own)).orElse(own);
    return new Executed(new Draft(header(update.root()), transactions), receipts, outcomes, update);
  }

  private Header header(Hash stateRoot) {
    return new Header(
        environment.parentHash(),
        Header.NO_OMMERS,
        context.feeRecipient(),
        stateRoot,
        TransactionCodec.root(transactions),
        ReceiptCodec.root(receipts),
        receipts.stream().map(Receipt::bloom).reduce(Bloom.EMPTY, Bloom::or),
        U256.ZERO,
        environment.number(),
        gasLimit(),
        gasUsed,
        environment.timestampSeconds(),
        context.extraData(),
        context.randomness(),
        0,
        environment.baseFeeWei());
  }

  private long gasLimit() {
    return departure.gasLimit().orElse(parent.gasLimit());
  }

  private long gasLeft() {
    return gasLimit() - gasUsed;
  }
}
