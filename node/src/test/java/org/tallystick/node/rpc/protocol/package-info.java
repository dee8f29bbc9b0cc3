/// Tests of the protocol, to the byte.
@NullMarked
package org.tallystick.node.rpc.protocol;

import org.jspecify.annotations.NullMarked;
