package org.tallystick.node.consensus.local;

import java.util.Iterator;
import java.util.Optional;
import org.tallystick.execution.BlockContext;
import org.tallystick.execution.Departure;
import org.tallystick.execution.Executed;
import org.tallystick.execution.Packed;
import org.tallystick.ledger.Block;
import org.tallystick.ledger.SignedTransaction;
import org.tallystick.node.chain.ChainHead;
import org.tallystick.node.chain.ChainReader;
import org.tallystick.node.chain.DevelopmentLedger;
import org.tallystick.node.chain.Ledger;

/// Where a block maker puts its blocks.
sealed interface BlockLedger {
  ChainReader chain();

  /// @param parent the head
  Packed pack(
      ChainHead parent, NextBlock next, BlockContext context, Iterator<SignedTransaction> offered);

  /// @param isDurable whether the block is on the disk when this returns; it may be all the same
  void commit(Block block, Executed executed, boolean isDurable);

  /// Any chain.
  record Ordinary(Ledger ledger) implements BlockLedger {
    @Override
    public ChainReader chain() {
      return ledger.chain();
    }

    @Override
    public Packed pack(
        ChainHead parent,
        NextBlock next,
        BlockContext context,
        Iterator<SignedTransaction> offered) {
      return ledger.pack(parent.hash(), context, offered);
    }

    @Override
    public void commit(Block block, Executed executed, boolean isDurable) {
      ledger.commit(block, executed);
    }
  }

  /// A development chain, whose blocks may depart from what follows from their parents.
  record Development(DevelopmentLedger ledger) implements BlockLedger {
    @Override
    public ChainReader chain() {
      return ledger.chain();
    }

    @Override
    public Packed pack(
        ChainHead parent,
        NextBlock next,
        BlockContext context,
        Iterator<SignedTransaction> offered) {
      Departure departure =
          new Departure(Optional.empty(), next.gasLimit(), next.baseFeePerGasWei(), true);
      return ledger.pack(context, departure, offered);
    }

    @Override
    public void commit(Block block, Executed executed, boolean isDurable) {
      ledger.commit(block, executed, isDurable);
    }
  }
}
