/// The `tally_` methods: what only a chain of JavaScript contracts can be asked, their source.
@NullMarked
package org.tallystick.node.rpc.tally;

import org.jspecify.annotations.NullMarked;
