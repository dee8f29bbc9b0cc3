/// Tests of the client's side.
@NullMarked
package org.tallystick.node.client;

import org.jspecify.annotations.NullMarked;
