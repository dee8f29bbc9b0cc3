package org.tallystick.execution;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.tallystick.gas.Limits;
import org.tallystick.ledger.Draft;
import org.tallystick.ledger.Header;
import org.tallystick.ledger.SignedTransaction;
import org.tallystick.machine.ContractMachine;
import org.tallystick.state.LayeredState;
import org.tallystick.state.StateStore;
import org.tallystick.state.StoredState;

/// Makes blocks: transactions in order on one journal, then the receipts, the reward and the roots.
/// What comes out follows from the parent and the input alone.
///
/// Two ways lead in. A proposer [packs][#pack] what its pool offers and leaves out what does not
/// fit. Everybody else [executes][#execute] what was decided and refuses all of it when one
/// transaction is not valid.
public final class BlockProcessor {
  private final ChainRules rules;
  private final TransactionProcessor processor;

  public BlockProcessor(ChainRules rules, ContractMachine machine, CodeCache codes) {
    this.rules = rules;
    this.processor = new TransactionProcessor(machine, codes);
  }

  /// Makes a block of as many of the offered transactions as fit.
  ///
  /// @param offered in the order of preference; asked for no more once the block is full, so
  ///   whoever wants to stop earlier ends it
  public Packed pack(
      StateStore parentState,
      Header parent,
      BlockContext context,
      Iterator<SignedTransaction> offered) {
    return pack(parentState, parent, context, Departure.NONE, offered);
  }

  /// The same on a development chain, where a block may depart from what follows from its parent.
  public Packed pack(
      StateStore parentState,
      Header parent,
      BlockContext context,
      Departure departure,
      Iterator<SignedTransaction> offered) {
    StateStore begun = begin(parentState, parent, departure);
    BlockBuilder block =
        new BlockBuilder(rules, processor, new StoredState(begun), parent, context, departure);
    List<Packed.Skipped> skipped = new ArrayList<>();
    while (!block.isFull() && offered.hasNext()) {
      SignedTransaction transaction = offered.next();
      block
          .add(transaction)
          .ifPresent(reason -> skipped.add(new Packed.Skipped(transaction, reason)));
    }
    return new Packed(block.finish(begun), skipped);
  }

  /// Makes the block that the input decides.
  public Verdict execute(StateStore parentState, Header parent, BlockInput input) {
    StateStore begun = begin(parentState, parent, Departure.NONE);
    BlockBuilder block =
        new BlockBuilder(
            rules, processor, new StoredState(begun), parent, input.context(), Departure.NONE);
    for (int index = 0; index < input.transactions().size(); index++) {
      Optional<Invalid> reason = block.add(input.transactions().get(index));
      if (reason.isPresent()) {
        return new Verdict.BadTransaction(index, reason.get());
      }
    }
    return new Verdict.Valid(block.finish(begun));
  }

  /// Executes somebody's block and compares every field of its header with what follows.
  public Verdict check(StateStore parentState, Header parent, Draft draft) {
    Header given = draft.header();
    if (given.extraData().length() > Limits.EXTRA_DATA_BYTES_MAX) {
      return new Verdict.BadHeader(
          "extraData",
          "at most " + Limits.EXTRA_DATA_BYTES_MAX + " bytes",
          given.extraData().length() + " bytes");
    }
    Verdict verdict = execute(parentState, parent, BlockInput.of(draft));
    return switch (verdict) {
      case Verdict.BadTransaction _, Verdict.BadHeader _ -> verdict;
      case Verdict.Valid(Executed executed) ->
          HeaderDifference.first(executed.draft().header(), given).orElse(verdict);
    };
  }

  /// The state that a block begins with.
  private static StateStore begin(StateStore parentState, Header parent, Departure departure) {
    if (!parentState.root().equals(parent.stateRoot())) {
      throw new IllegalArgumentException(
          "the state has the root "
              + parentState.root()
              + ", but block "
              + parent.number()
              + " has "
              + parent.stateRoot());
    }
    return departure
        .edits()
        .<StateStore>map(edits -> LayeredState.over(parentState).apply(edits))
        .orElse(parentState);
  }
}
