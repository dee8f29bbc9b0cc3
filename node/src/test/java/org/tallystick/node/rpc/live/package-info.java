/// Tests of filters and subscriptions.
@NullMarked
package org.tallystick.node.rpc.live;

import org.jspecify.annotations.NullMarked;
