package org.tallystick.node.rpc.debug;

import org.tallystick.node.rpc.protocol.RpcError;
import org.tallystick.node.rpc.protocol.RpcException;

/// How long an answer is so far. Belongs to the thread that makes it.
final class ReplyLength {
  private final long bytesMax;
  private long bytes;
  private boolean isTooLong;

  ReplyLength(long bytesMax) {
    this.bytesMax = bytesMax;
  }

  /// Adds a part, unless the answer is too long with it, or was before.
  boolean add(long more) {
    if (isTooLongWith(more)) {
      return false;
    }
    bytes += more;
    return true;
  }

  /// Whether the answer would be too long with so many bytes more. It is from then on.
  boolean isTooLongWith(long more) {
    isTooLong |= bytes + more > bytesMax;
    return isTooLong;
  }

  /// @throws RpcException where the answer is too long
  void require() {
    if (isTooLong) {
      throw RpcError.limitExceeded(
              "the trace is more than "
                  + bytesMax
                  + " bytes of text; trace one transaction instead of a block, or ask for less: "
                  + "callTracer with onlyTopCall, prestateTracer with disableCode")
          .exception();
    }
  }
}
