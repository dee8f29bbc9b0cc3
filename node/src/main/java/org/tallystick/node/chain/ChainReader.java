package org.tallystick.node.chain;

import java.util.Optional;
import java.util.OptionalLong;
import org.tallystick.bytes.Hash;
import org.tallystick.execution.ChainRules;
import org.tallystick.ledger.Block;
import org.tallystick.ledger.Header;
import org.tallystick.node.store.ChainStore;

/// What the chain can be asked. Safe to share between threads; all but [#head()] and [#rules()] may
/// touch the disk, so none of it belongs on an event loop.
///
/// Each answer is of one moment. Two are not: a block that was there a moment ago may have left the
/// chain, and another may have its number. Who asks twice names the block by its hash.
public interface ChainReader {
  /// The state after so many blocks before the head can always be asked for.
  long HISTORY_BLOCKS = ChainStore.HISTORY_BLOCKS;

  /// So many blocks may leave the chain at once for others.
  long REORGANISATION_BLOCKS_MAX = ChainStore.ASIDE_BLOCKS_MAX;

  /// The chain's id and what else its genesis decides.
  ChainRules rules();

  /// The newest block with its state.
  ChainHead head();

  /// The hash of block 0.
  Hash genesisHash();

  Optional<Block> block(long number);

  Optional<Block> block(Hash hash);

  /// The header alone, which costs less than the block.
  Optional<Header> header(long number);

  /// The hash of the block with this number, without reading the block.
  Optional<Hash> hash(long number);

  /// The number of the block with this hash.
  OptionalLong number(Hash hash);

  /// The receipts of a block, one for each transaction; absent where there is no such block.
  Optional<BlockReceipts> receipts(long number);

  /// The receipts of the block with this hash; absent where it is not on the chain, or not any
  /// more.
  Optional<BlockReceipts> receipts(Hash hash);

  /// The transaction with this hash, where it is in a block.
  Optional<IncludedTransaction> transaction(Hash hash);

  /// The state after a block: the head, on a development chain with what was edited since, one of
  /// the [#HISTORY_BLOCKS] before it, any that an archive has, or block 0.
  StateLookup state(long number);

  /// The state after the block with this hash, where it is on the chain.
  StateLookup state(Hash hash);

  /// The state with which a block's transactions began: the one after its parent, on a development
  /// chain with the edits that the block took in.
  ///
  /// @param number of a block on the chain, not 0
  StateLookup stateBegun(long number);

  /// Logs that a filter asks for, oldest first.
  LogSearch logs(LogQuery query);

  /// The chain as it is now.
  ChainMoment moment();

  /// How the chain goes on from a block that was on it when somebody looked.
  Onward onward(BlockId seen);

  /// Tells of every new head, in order, until the subscription is closed.
  Subscription listen(HeadListener listener);
}
