/// What clients are told as it happens: filters that they poll, and subscriptions on WebSockets.
/// Both go by the last block that a client was told of, so that whatever the chain does meanwhile,
/// nothing is missed and nothing is told twice.
@NullMarked
package org.tallystick.node.rpc.live;

import org.jspecify.annotations.NullMarked;
