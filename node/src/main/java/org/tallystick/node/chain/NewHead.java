package org.tallystick.node.chain;

import java.util.List;
import java.util.Set;
import org.tallystick.bytes.Hash;
import org.tallystick.ledger.Receipt;

/// The news that the chain has grown by a block.
///
/// @param head with the block
/// @param receipts of the block, one for each transaction
/// @param changedAccounts Keccak-256 of the addresses of all accounts that are not as they were
public record NewHead(ChainHead head, List<Receipt> receipts, Set<Hash> changedAccounts) {
  public NewHead {
    receipts = List.copyOf(receipts);
    changedAccounts = Set.copyOf(changedAccounts);
  }
}
