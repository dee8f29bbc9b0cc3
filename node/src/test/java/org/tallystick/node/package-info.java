/// Tests of the node as a whole.
@NullMarked
package org.tallystick.node;

import org.jspecify.annotations.NullMarked;
