package org.tallystick.node.chain;

import org.tallystick.bytes.Hash;
import org.tallystick.ledger.Header;
import org.tallystick.state.StateStore;
import org.tallystick.state.StoredState;
import org.tallystick.state.WorldState;

/// What came of asking for the state after a block.
public sealed interface StateLookup {
  /// The state, which stays readable for two minutes, or until there were some thousand newer ones.
  ///
  /// @param header of the block
  record Found(Header header, StateStore store) implements StateLookup {
    /// The state by address and slot.
    public WorldState state() {
      return new StoredState(store);
    }
  }

  /// There is no such block yet.
  record Unborn(long number, long head) implements StateLookup {
    public String words() {
      return "block " + number + " is not there yet; the newest is block " + head;
    }
  }

  /// There is no such block on the chain, or none any more.
  record Unknown(Hash hash) implements StateLookup {}

  /// The block is there, its state is not.
  ///
  /// @param oldest the first block of those up to the head whose states can be read
  record NotKept(long number, long oldest, long head) implements StateLookup {
    public String words() {
      return "the state of block "
          + number
          + " is not kept; kept are those of blocks "
          + oldest
          + " to "
          + head
          + " and of block 0";
    }
  }
}
