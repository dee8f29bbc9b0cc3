/// The chain as Ethereum's clients see it: JSON-RPC over HTTP. Requests come in on event loops,
/// which only read and write; what they ask for is answered on worker threads, and where a contract
/// has to run, on the machine's own. Whatever comes from outside has a bound, named in
/// [org.tallystick.node.rpc.HttpLimits] or [org.tallystick.node.rpc.MethodLimits].
@NullMarked
package org.tallystick.node.rpc;

import org.jspecify.annotations.NullMarked;
