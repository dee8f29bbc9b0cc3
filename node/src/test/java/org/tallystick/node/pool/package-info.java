/// Tests of the waiting room.
@NullMarked
package org.tallystick.node.pool;

import org.jspecify.annotations.NullMarked;
