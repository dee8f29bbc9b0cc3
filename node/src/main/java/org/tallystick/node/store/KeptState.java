package org.tallystick.node.store;

import org.tallystick.bytes.Hash;
import org.tallystick.state.StateStore;

/// The state after one block, readable until it is released.
public final class KeptState {
  private final long blockNumber;
  private final Hash blockHash;
  private final PinnedState state;

  KeptState(long blockNumber, Hash blockHash, PinnedState state) {
    this.blockNumber = blockNumber;
    this.blockHash = blockHash;
    this.state = state;
  }

  public long blockNumber() {
    return blockNumber;
  }

  public Hash blockHash() {
    return blockHash;
  }

  public StateStore store() {
    return state;
  }

  /// The chain up to that block.
  public StoredBlocks blocks() {
    return state.blocks();
  }

  PinnedState pinned() {
    return state;
  }

  /// The state after an older block, readable as long as this one is.
  ///
  /// @param stateRoot of that block
  public StateStore before(long number, Hash stateRoot) {
    return state.before(new StateDatabase.Position(number, stateRoot), blockNumber);
  }

  /// Lets go of it. Later reads fail with an [IllegalStateException]; releasing again does nothing.
  public void release() {
    state.release();
  }

  /// What [#release()] does, without a hold on what the state has in memory.
  public Runnable releaser() {
    return state.releaser();
  }
}
