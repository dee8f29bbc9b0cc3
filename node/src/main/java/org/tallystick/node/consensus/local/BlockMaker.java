package org.tallystick.node.consensus.local;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.tallystick.bytes.Bytes;
import org.tallystick.crypto.Keccak;
import org.tallystick.execution.BlockContext;
import org.tallystick.execution.Executed;
import org.tallystick.execution.FeeRules;
import org.tallystick.execution.Invalid;
import org.tallystick.execution.Packed;
import org.tallystick.ledger.Block;
import org.tallystick.ledger.Seal;
import org.tallystick.ledger.SignedTransaction;
import org.tallystick.node.chain.ChainHead;
import org.tallystick.node.chain.Ledger;
import org.tallystick.node.pool.TransactionPool;

/// Makes blocks of what waits in the pool, one after another whoever asks, and signs them with the
/// node's key.
final class BlockMaker {
  private static final System.Logger LOG = System.getLogger(BlockMaker.class.getName());

  private final Ledger ledger;
  private final TransactionPool pool;
  private final LocalEngine.Settings settings;

  BlockMaker(Ledger ledger, TransactionPool pool, LocalEngine.Settings settings) {
    this.ledger = ledger;
    this.pool = pool;
    this.settings = settings;
  }

  /// Makes a block of the best transaction.
  ///
  /// @return empty where none is executable
  synchronized Optional<Block> makeOfOne() {
    while (true) {
      ChainHead parent = ledger.chain().head();
      Optional<SignedTransaction> best = pool.best(FeeRules.nextBaseFeePerGasWei(parent.header()));
      if (best.isEmpty()) {
        return Optional.empty();
      }
      Packed packed = pack(parent, List.of(best.get()).iterator());
      if (packed.skipped().isEmpty()) {
        return Optional.of(commit(packed.executed()));
      }
      // Alone in a block it fits nowhere: waiting would not help, and the others want to go on.
      packed.skipped().forEach(this::drop);
    }
  }

  /// Makes a block of as much as fits, which may be nothing.
  synchronized Block makeOfAll() {
    ChainHead parent = ledger.chain().head();
    Packed packed = pack(parent, pool.inOrder(FeeRules.nextBaseFeePerGasWei(parent.header())));
    packed.skipped().stream().filter(skipped -> !mayPass(skipped.reason())).forEach(this::drop);
    return commit(packed.executed());
  }

  private Packed pack(ChainHead parent, Iterator<SignedTransaction> offered) {
    BlockContext context =
        new BlockContext(
            settings.clock().take(),
            settings.feeRecipient(),
            Keccak.hash(parent.hash().bytes()),
            Bytes.EMPTY);
    return ledger.pack(parent.hash(), context, offered);
  }

  private Block commit(Executed executed) {
    Block block = ledger.seal(executed, Seal.Signed.by(settings.key(), executed.draft().header()));
    ledger.commit(block, executed);
    return block;
  }

  private void drop(Packed.Skipped skipped) {
    LOG.log(
        System.Logger.Level.WARNING,
        "{0} is dropped: {1}",
        skipped.transaction(),
        skipped.reason().words());
    pool.drop(skipped.transaction());
  }

  /// Whether the transaction may fit into a later block.
  private static boolean mayPass(Invalid reason) {
    return reason instanceof Invalid.NonceTooHigh
        || reason instanceof Invalid.NoGasLeft
        || reason instanceof Invalid.NoBytesLeft
        || reason instanceof Invalid.MaxFeeBelowBaseFee;
  }
}
