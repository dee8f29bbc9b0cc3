package org.tallystick.node.consensus.local;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.U256;
import org.tallystick.crypto.Keccak;
import org.tallystick.execution.BlockContext;
import org.tallystick.execution.Executed;
import org.tallystick.execution.FeeRules;
import org.tallystick.execution.Invalid;
import org.tallystick.execution.Packed;
import org.tallystick.ledger.Block;
import org.tallystick.ledger.Draft;
import org.tallystick.ledger.Seal;
import org.tallystick.ledger.SignedTransaction;
import org.tallystick.node.chain.ChainHead;
import org.tallystick.node.pool.TransactionPool;

/// Makes blocks of what waits in the pool, one after another whoever asks, and signs them with the
/// node's key.
final class BlockMaker {
  private static final System.Logger LOG = System.getLogger(BlockMaker.class.getName());

  private final BlockLedger ledger;
  private final TransactionPool pool;
  private final LocalEngine.Settings settings;
  private NextBlock next = NextBlock.ANY;

  BlockMaker(BlockLedger ledger, TransactionPool pool, LocalEngine.Settings settings) {
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
      Optional<SignedTransaction> best = pool.best(baseFeePerGasWei(parent));
      if (best.isEmpty()) {
        return Optional.empty();
      }
      Packed packed = pack(parent, List.of(best.get()).iterator());
      if (packed.skipped().isEmpty()) {
        return Optional.of(commit(packed.executed(), true));
      }
      // Alone in a block it fits nowhere: waiting would not help, and the others want to go on.
      packed.skipped().forEach(this::drop);
    }
  }

  /// Makes a block of as much as fits, which may be nothing.
  synchronized Block makeOfAll() {
    return makeOfAll(true);
  }

  /// Makes so many blocks, of as much as fits into each. All are on the disk when this returns.
  ///
  /// @param stepSeconds by which each is later than the one before it, but for the first; 0 leaves
  ///   it to the clock
  /// @param isWanted asked before each block but the first; where it is not, no more are made
  synchronized void makeMany(long count, long stepSeconds, BooleanSupplier isWanted) {
    for (long left = count; left > 0; left--) {
      boolean isLast = left == 1 || !isWanted.getAsBoolean();
      Block block = makeOfAll(isLast);
      if (isLast) {
        return;
      }
      if (stepSeconds > 0) {
        settings.clock().setNext(Math.addExact(block.header().timestampSeconds(), stepSeconds));
      }
    }
  }

  /// Does something between two blocks.
  synchronized <T> T between(Supplier<T> work) {
    return work.get();
  }

  synchronized NextBlock next() {
    return next;
  }

  /// Says what is wished of the next block, to the pool too.
  synchronized void setNext(NextBlock wished) {
    next = wished;
    pool.expect(wished.baseFeePerGasWei(), wished.gasLimit());
  }

  private U256 baseFeePerGasWei(ChainHead parent) {
    return next.baseFeePerGasWei().orElseGet(() -> FeeRules.nextBaseFeePerGasWei(parent.header()));
  }

  private Block makeOfAll(boolean isDurable) {
    ChainHead parent = ledger.chain().head();
    Packed packed = pack(parent, pool.inOrder(baseFeePerGasWei(parent)));
    packed.skipped().stream().filter(skipped -> !mayPass(skipped.reason())).forEach(this::drop);
    return commit(packed.executed(), isDurable);
  }

  private Packed pack(ChainHead parent, Iterator<SignedTransaction> offered) {
    BlockContext context =
        new BlockContext(
            settings.clock().seconds(),
            next.feeRecipient().orElse(settings.feeRecipient()),
            next.randomness().orElseGet(() -> Keccak.hash(parent.hash().bytes())),
            Bytes.EMPTY);
    return ledger.pack(parent, next, context, offered);
  }

  private Block commit(Executed executed, boolean isDurable) {
    Draft draft = executed.draft();
    Block block = draft.seal(Seal.Signed.by(settings.key(), draft.header()));
    ledger.commit(block, executed, isDurable);
    // Not before: where there was no room for it, the next one is what was wished.
    settings.clock().passed(draft.header().timestampSeconds());
    next = next.afterwards();
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
