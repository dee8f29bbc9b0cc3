/// Tests of the server, and of what it does with hostile clients.
@NullMarked
package org.tallystick.node.rpc.http;

import org.jspecify.annotations.NullMarked;
