/// Load on a node, measured: transactions signed beforehand, sent in three ways, awaited, and every
/// receipt and balance compared with what it has to be. Works against any Ethereum node.
@NullMarked
package org.tallystick.node.load;

import org.jspecify.annotations.NullMarked;
