package org.tallystick.node.consensus.local;

import org.tallystick.bytes.Hash;
import org.tallystick.node.chain.Edits;
import org.tallystick.node.pool.PoolMemory;

/// A development chain at one moment, to come back to. Holds what cannot be had from the chain's
/// own records, and none of its state.
///
/// @param number of the head
record Snapshot(
    Hash head,
    long number,
    Edits edits,
    BlockClock.Setting clock,
    NextBlock next,
    PoolMemory pool) {}
