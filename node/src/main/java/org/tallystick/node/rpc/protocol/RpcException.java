package org.tallystick.node.rpc.protocol;

/// Carries an [RpcError] from the middle of a method to the dispatcher, which answers with it. It
/// never leaves this room, and has no stack: it tells of a caller's fault, not of one here.
@SuppressWarnings("serial") // It never leaves the JVM.
public final class RpcException extends RuntimeException {
  private final RpcError error;

  public RpcException(RpcError error) {
    super(error.message(), null, false, false);
    this.error = error;
  }

  public RpcError error() {
    return error;
  }
}
