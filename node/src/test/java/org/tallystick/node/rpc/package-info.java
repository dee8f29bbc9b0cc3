/// Tests of the JSON-RPC server: its protocol, its methods, and what it does with hostile input.
@NullMarked
package org.tallystick.node.rpc;

import org.jspecify.annotations.NullMarked;
