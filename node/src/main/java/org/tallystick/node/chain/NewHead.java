package org.tallystick.node.chain;

import java.util.List;
import java.util.Set;
import org.tallystick.bytes.Hash;
import org.tallystick.ledger.Block;

/// The news that the chain has another head: it has grown by a block, or gone back to an older one.
/// On a development chain the head's state may also be another while its block stays.
///
/// @param head with the block
/// @param receipts of the block where it is new, one for each transaction; none otherwise
/// @param changedAccounts Keccak-256 of the addresses of all accounts that are not as they were
/// @param removed blocks that are not on the chain any more, the newest first; none where it has
///   grown
public record NewHead(
    ChainHead head,
    BlockReceipts receipts,
    Set<Hash> changedAccounts,
    List<Block> removed,
    Cause cause) {
  /// What has happened.
  public enum Cause {
    /// The block is new.
    GROWN,
    /// The chain went back for another branch. What was removed may come again.
    REORGANISED,
    /// A development chain went back for good: what was removed never was, and none of its
    /// transactions waits again.
    REWOUND,
    /// A development chain began again: all blocks are gone, and every account may be another.
    RESTARTED,
    /// The state of a development chain's head was edited. There is no new block.
    EDITED
  }

  public NewHead {
    removed = List.copyOf(removed);
    changedAccounts = Set.copyOf(changedAccounts);
  }

  /// The chain has grown by the head's block.
  public static NewHead grown(ChainHead head, BlockReceipts receipts, Set<Hash> changedAccounts) {
    return new NewHead(head, receipts, changedAccounts, List.of(), Cause.GROWN);
  }
}
