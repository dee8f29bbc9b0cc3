/// Tests of what is kept on the disk.
@NullMarked
package org.tallystick.node.store;

import org.jspecify.annotations.NullMarked;
