/// Tests of what every node answers.
@NullMarked
package org.tallystick.node.rpc.eth;

import org.jspecify.annotations.NullMarked;
