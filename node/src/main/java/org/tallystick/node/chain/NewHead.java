package org.tallystick.node.chain;

import java.util.List;
import java.util.Set;
import org.tallystick.bytes.Hash;
import org.tallystick.ledger.Block;
import org.tallystick.ledger.Receipt;

/// The news that the chain has another head: it has grown by a block, or gone back to an older one.
///
/// @param head with the block
/// @param receipts of the block where it is new, one for each transaction; none where the chain has
///   gone back to it
/// @param changedAccounts Keccak-256 of the addresses of all accounts that are not as they were
/// @param removed blocks that are not on the chain any more, the newest first; none where it has
///   grown
public record NewHead(
    ChainHead head, List<Receipt> receipts, Set<Hash> changedAccounts, List<Block> removed) {
  public NewHead {
    receipts = List.copyOf(receipts);
    removed = List.copyOf(removed);
    changedAccounts = Set.copyOf(changedAccounts);
  }
}
