/// JSON-RPC 2.0 by itself: requests, arguments, errors, and the dispatcher that runs a method on
/// the threads it belongs to. It knows neither HTTP nor a chain.
@NullMarked
package org.tallystick.node.rpc.protocol;

import org.jspecify.annotations.NullMarked;
