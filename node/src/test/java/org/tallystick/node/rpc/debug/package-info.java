/// Tests of what is told to whoever looks inside.
@NullMarked
package org.tallystick.node.rpc.debug;

import org.jspecify.annotations.NullMarked;
