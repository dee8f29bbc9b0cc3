/// The methods that the block explorer Otterscan asks beside Ethereum's, at level 8 of its API. The
/// searches go through blocks, so each is bounded by what it may look at.
@NullMarked
package org.tallystick.node.rpc.ots;

import org.jspecify.annotations.NullMarked;
