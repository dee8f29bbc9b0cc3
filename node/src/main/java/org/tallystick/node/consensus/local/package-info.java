/// Engines of a chain that one node makes: a block as soon as there is a transaction, or one every
/// so often. Nobody is asked, so a block is final as soon as it is there. The node's signature
/// under each says whose word it is. Where the chain is one for development, what can be done to it
/// and to no other is here too, behind [org.tallystick.node.consensus.local.DevControls].
@NullMarked
package org.tallystick.node.consensus.local;

import org.jspecify.annotations.NullMarked;
