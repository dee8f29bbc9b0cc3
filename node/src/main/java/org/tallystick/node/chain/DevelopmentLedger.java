package org.tallystick.node.chain;

import java.util.Iterator;
import java.util.function.Function;
import org.tallystick.bytes.Hash;
import org.tallystick.execution.BlockContext;
import org.tallystick.execution.Departure;
import org.tallystick.execution.Executed;
import org.tallystick.execution.Packed;
import org.tallystick.ledger.Block;
import org.tallystick.ledger.SignedTransaction;
import org.tallystick.node.store.DiskFullException;
import org.tallystick.state.StateStore;
import org.tallystick.state.StateUpdate;

/// What a development chain can do that no other can: change its state at will, make blocks that
/// depart from what follows from their parent, and leave blocks for good.
///
/// Whoever packs a block commits it before anything else is done here.
public interface DevelopmentLedger {
  ChainReader chain();

  /// What was edited since the head.
  Edits edits();

  /// Changes the head's state, for all who read it and for the next block, which takes the change
  /// in. On the disk when this returns.
  ///
  /// @param edit gives what leads from the state, with all edits so far, to the one that is wanted.
  ///   What it throws goes to the caller, and nothing is changed
  /// @throws DiskFullException where there is no room for it
  void edit(Function<StateStore, StateUpdate> edit);

  /// Makes a block on the head that takes in what was edited.
  ///
  /// @param departure without edits
  /// @throws ChainFault where executing failed by no transaction's fault
  /// @throws DiskFullException where there is no room for a block
  Packed pack(BlockContext context, Departure departure, Iterator<SignedTransaction> offered);

  /// Makes a block the head.
  ///
  /// @param isDurable whether it is on the disk when this returns; otherwise it is together with
  ///   the next one that is
  /// @throws IllegalStateException where it was not packed on the head as it is now
  void commit(Block block, Executed executed, boolean isDurable);

  /// Makes an older block the head again, as it was with edits. The blocks after it are forgotten.
  /// On the disk when this returns.
  ///
  /// @param hash of a block of the chain
  /// @param edits that there were on it
  /// @throws IllegalArgumentException where there is no such block, or the chain cannot go back so
  ///   far; then nothing has happened
  void rewind(Hash hash, Edits edits);

  /// Forgets all blocks and edits, and begins the chain again from its genesis. On the disk when
  /// this returns.
  void restart();

  /// Sees to it that the chain can go back to a block, however far back that comes to be, until
  /// another is named or the node is closed. By itself it goes back by
  /// [ChainReader#HISTORY_BLOCKS].
  ///
  /// @param number [Long#MAX_VALUE] for none
  void keepWayBack(long number);
}
