package org.tallystick.node.chain;

import java.util.Iterator;
import org.tallystick.bytes.Hash;
import org.tallystick.execution.BlockContext;
import org.tallystick.execution.BlockInput;
import org.tallystick.execution.Executed;
import org.tallystick.execution.Packed;
import org.tallystick.execution.Verdict;
import org.tallystick.ledger.Block;
import org.tallystick.ledger.Draft;
import org.tallystick.ledger.Seal;
import org.tallystick.ledger.SignedTransaction;
import org.tallystick.node.store.DiskFullException;

/// What the node offers to every engine: to try blocks out, and to make one part of the chain.
///
/// Trying out leaves no trace: whatever is not committed is forgotten. After a crash an engine asks
/// the [head][ChainReader#head()] where it stands and goes on from there.
///
/// A failure that is not a transaction's is a [ChainFault]: the chain takes no more blocks, and the
/// node stops. A full disk is a [DiskFullException]: the chain is as it was, and takes the block
/// when there is room.
public interface Ledger {
  /// So many blocks are kept beside the chain. Going back and forth leaves them behind, at whatever
  /// height.
  int SIDE_BLOCKS_MAX = 512;

  /// The chain as it stands.
  ChainReader chain();

  /// Makes a block of as many of the offered transactions as fit.
  ///
  /// @param parent hash of a block whose state is kept
  /// @param offered in the order of preference; asked by the thread that executes
  /// @throws ChainFault where executing failed by no transaction's fault
  /// @throws DiskFullException where there is no room for a block
  Packed pack(Hash parent, BlockContext context, Iterator<SignedTransaction> offered);

  /// Makes the block that others decided.
  ///
  /// @param parent hash of a block whose state is kept
  /// @throws ChainFault where executing failed by no transaction's fault
  Verdict execute(Hash parent, BlockInput input);

  /// Executes somebody's block and compares every field of its header with what follows.
  ///
  /// @throws ChainFault where executing failed by no transaction's fault
  Verdict check(Draft draft);

  /// Makes an executed draft a block, by the engine's word.
  default Block seal(Executed executed, Seal seal) {
    return executed.draft().seal(seal);
  }

  /// Makes a block part of what the node knows. A child of the head becomes the head: when this
  /// returns it is on the disk with all that came of it, and readers see it. Any other is kept
  /// beside the chain, until [#setCanonical] asks for it or the chain has grown by
  /// [ChainReader#REORGANISATION_BLOCKS_MAX] blocks; but of those there are [#SIDE_BLOCKS_MAX] at
  /// most. Of more, first those go that have the most siblings, then the lowest, and none before
  /// its children; so an engine that counts on a branch looks after it. A block that is known is no
  /// news, and nothing happens.
  ///
  /// @param block a child of a block whose state is kept
  /// @param executed what the block was sealed from
  /// @throws IllegalArgumentException where the parent is not known, or so far below the head that
  ///   the block could not come onto the chain
  /// @throws ChainFault where it could not be made durable
  /// @throws DiskFullException where there is no room for it
  void commit(Block block, Executed executed);

  /// Makes a block the head that is beside the chain, or an older one of it: the chain goes back to
  /// where their branches part and forward to the block. Readers see it grow and shrink block by
  /// block. What leaves the chain is kept beside it.
  ///
  /// @param hash of a block that was committed
  /// @throws IllegalArgumentException where there is no such block, or the chain would have to go
  ///   back too far
  /// @throws ChainFault where it could not be made durable
  /// @throws DiskFullException where there is no room; the head is then some block on the way
  void setCanonical(Hash hash);
}
