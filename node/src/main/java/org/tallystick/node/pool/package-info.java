/// Transactions that wait for a block: whom the pool lets in, in which order they come out, and who
/// has to give way when it is full.
@NullMarked
package org.tallystick.node.pool;

import org.jspecify.annotations.NullMarked;
