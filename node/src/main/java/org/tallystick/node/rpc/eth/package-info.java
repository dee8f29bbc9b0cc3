/// The methods of Ethereum's execution API that every node serves, and the shapes they answer in.
/// What one call may ask for is bounded by [org.tallystick.node.rpc.eth.MethodLimits].
@NullMarked
package org.tallystick.node.rpc.eth;

import org.jspecify.annotations.NullMarked;
