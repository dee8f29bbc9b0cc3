package org.tallystick.node.pool;

/// How many transactions wait.
///
/// @param executable without a nonce missing before them
/// @param queued behind a gap
public record PoolStatus(int executable, int queued) {}
