/// Methods of a development chain only: they sign for accounts whose keys the node has, and change
/// the chain as no user of a real one could.
@NullMarked
package org.tallystick.node.rpc.dev;

import org.jspecify.annotations.NullMarked;
