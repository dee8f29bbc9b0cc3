/// The server: HTTP/1.1 on event loops that only read and write. Whatever comes from outside has a
/// bound, named in [org.tallystick.node.rpc.http.HttpLimits].
@NullMarked
package org.tallystick.node.rpc.http;

import org.jspecify.annotations.NullMarked;
