package org.tallystick.node.chain;

import org.tallystick.bytes.Hash;

/// Names a block, on whatever branch it is.
public record BlockId(long number, Hash hash) {}
