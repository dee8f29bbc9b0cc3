package org.tallystick.execution;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import org.tallystick.ledger.Draft;
import org.tallystick.ledger.Header;
import org.tallystick.ledger.Receipt;
import org.tallystick.ledger.SignedTransaction;
import org.tallystick.machine.ContractMachine;
import org.tallystick.state.WorldState;

/// Executes transactions of a block that is on the chain once more, for somebody to look on.
/// Whatever comes out must be what the chain has: anything else is a fault of ours.
public final class BlockReplay {
  private final ChainRules rules;
  private final TransactionProcessor processor;

  public BlockReplay(ChainRules rules, ContractMachine machine, CodeCache codes) {
    this.rules = rules;
    this.processor = new TransactionProcessor(machine, codes);
  }

  /// Executes the transactions up to the last that somebody looks at.
  ///
  /// @param begun the state with which the block's transactions began: the one after its parent, on
  ///   a development chain with the edits that the block took in
  /// @param receipts of the block
  /// @param tracers who looks at which transaction, by its index in the block
  /// @throws ReplayException where a transaction does not end as its receipt has it
  public void run(
      WorldState begun,
      Header parent,
      Draft draft,
      List<Receipt> receipts,
      SortedMap<Integer, Tracer> tracers) {
    BlockBuilder block =
        new BlockBuilder(
            rules,
            processor,
            begun,
            parent,
            BlockInput.of(draft).context(),
            departure(draft.header()));
    int end = tracers.isEmpty() ? 0 : tracers.lastKey() + 1;
    for (int index = 0; index < end; index++) {
      SignedTransaction transaction = draft.transactions().get(index);
      Optional<Invalid> invalid = block.add(transaction, tracers.get(index));
      if (invalid.isPresent()) {
        throw different(transaction, "it is not valid: " + invalid.get());
      }
      Receipt again = block.latestReceipt();
      if (!again.equals(receipts.get(index))) {
        throw different(
            transaction, "got " + told(again) + ", its receipt has " + told(receipts.get(index)));
      }
    }
  }

  /// The header was believed when its block came onto the chain, so what departs from its parent
  /// was allowed to.
  private static Departure departure(Header header) {
    return new Departure(
        Optional.empty(),
        OptionalLong.of(header.gasLimit()),
        Optional.of(header.baseFeePerGasWei()),
        true);
  }

  private static String told(Receipt receipt) {
    return (receipt.succeeded() ? "a success" : "a failure")
        + " with "
        + receipt.logs().size()
        + " logs and "
        + receipt.cumulativeGasUsed()
        + " gas used in the block";
  }

  private static ReplayException different(SignedTransaction transaction, String how) {
    return new ReplayException(
        "the transaction " + transaction.hash() + " does not end as it did before: " + how);
  }
}
