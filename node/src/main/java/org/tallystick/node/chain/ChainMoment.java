package org.tallystick.node.chain;

import java.util.Optional;
import org.tallystick.bytes.Hash;
import org.tallystick.ledger.Block;

/// The chain as it was at one moment: whatever is asked, the answers are of one branch. Readable
/// for two minutes at least, or until there were some thousand newer ones.
public interface ChainMoment {
  ChainHead head();

  Optional<Block> block(long number);

  Optional<Hash> hash(long number);

  /// The receipts of a block, one for each transaction; absent where there is no such block.
  Optional<BlockReceipts> receipts(long number);

  /// Logs that a filter asks for, oldest first, and no more blocks than it takes to have enough.
  ///
  /// @param from the first block
  /// @param to the last block, itself included; blocks that are not there yet have no logs
  /// @param enough so many logs end the search, with the block they are in
  /// @param bytesEnough logs with so much data end it as well
  LogPiece logs(LogFilter filter, long from, long to, int enough, long bytesEnough);
}
