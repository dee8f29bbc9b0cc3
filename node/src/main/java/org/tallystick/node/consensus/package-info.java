/// Who decides what the next block is. An engine orders transactions, gives its word for the block,
/// and leaves everything else to the [org.tallystick.node.chain.Ledger].
@NullMarked
package org.tallystick.node.consensus;

import org.jspecify.annotations.NullMarked;
