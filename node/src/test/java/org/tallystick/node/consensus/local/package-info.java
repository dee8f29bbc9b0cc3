/// Tests of the engines of a node that is alone.
@NullMarked
package org.tallystick.node.consensus.local;

import org.jspecify.annotations.NullMarked;
