/// Tests of the load on nodes.
@NullMarked
package org.tallystick.node.load;

import org.jspecify.annotations.NullMarked;
