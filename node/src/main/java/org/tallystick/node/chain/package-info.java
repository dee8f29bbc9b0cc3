/// The chain as this node has it. One thread writes: it executes, seals, makes durable, and then
/// shows the new head. Everybody else reads a [org.tallystick.node.chain.ChainHead], one moment
/// that never changes under his hands.
@NullMarked
package org.tallystick.node.chain;

import org.jspecify.annotations.NullMarked;
