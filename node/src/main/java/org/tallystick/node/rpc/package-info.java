/// The chain as Ethereum's clients see it: JSON-RPC over HTTP. Here all methods come together; the
/// rooms inside hold the protocol, the server, and the methods by their group.
@NullMarked
package org.tallystick.node.rpc;

import org.jspecify.annotations.NullMarked;
