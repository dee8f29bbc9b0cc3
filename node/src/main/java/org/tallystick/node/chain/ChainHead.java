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
/// @param store the state after the block, on a development chain with what was edited since; stays
///   readable while later blocks come, at least as long as [ChainReader#state(long)] says
/// @param ownStore the state after the block, whose root is in the header; proofs are of it
/// @param safe the newest block that is not expected to change
/// @param finalized the newest block that cannot change
public record ChainHead(
    Block block, Hash hash, StateStore store, StateStore ownStore, Hash safe, Hash finalized) {
  /// The head of a chain whose blocks are final as soon as they are there.
  public static ChainHead of(Block block, Hash hash, StateStore store) {
    return new ChainHead(block, hash, store, store, hash, hash);
  }

  /// The same block with another state.
  ChainHead edited(StateStore edited) {
    return new ChainHead(block, hash, edited, ownStore, safe, finalized);
  }

  public Header header() {
    return block.header();
  }

  public long number() {
    return block.number();
  }

  /// What [#store()] has, by address and slot.
  public WorldState state() {
    return new StoredState(store);
  }
}
