/// Speaks to a node as anybody does: JSON-RPC over HTTP, keys that stay on this computer, signed
/// transactions, and the wait for their receipts. Works against any Ethereum node.
@NullMarked
package org.tallystick.node.client;

import org.jspecify.annotations.NullMarked;
