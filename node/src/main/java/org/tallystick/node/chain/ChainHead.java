package org.tallystick.node.chain;

import org.tallystick.bytes.Hash;
import org.tallystick.ledger.Block;
import org.tallystick.ledger.Header;
import org.tallystick.state.StateStore;
import org.tallystick.state.StoredState;
import org.tallystick.state.WorldState;

/// One moment of the chain: its newest block, the state after it, and what is final. Whoever
/// answers a question takes it once and asks it alone, so that all of the answer is of one moment.
///
/// @param hash of the block
/// @param store the state after the block; stays readable while later blocks come, at least as long
///   as [ChainReader#state(long)] says
/// @param safe the newest block that is not expected to change
/// @param finalized the newest block that cannot change
public record ChainHead(Block block, Hash hash, StateStore store, Hash safe, Hash finalized) {
  public Header header() {
    return block.header();
  }

  public long number() {
    return block.number();
  }

  /// The state after the block, by address and slot.
  public WorldState state() {
    return new StoredState(store);
  }
}
