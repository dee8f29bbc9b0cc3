/// Tests of the methods of a development chain.
@NullMarked
package org.tallystick.node.rpc.dev;

import org.jspecify.annotations.NullMarked;
