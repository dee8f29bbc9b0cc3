/// The `debug_` methods: what the chain is made of, and what happened inside transactions, for
/// whoever looks inside.
@NullMarked
package org.tallystick.node.rpc.debug;

import org.jspecify.annotations.NullMarked;
