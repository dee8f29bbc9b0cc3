package org.tallystick.node.rpc.http;

/// The server cannot listen where it was told to. The message is for people, and says the way out.
@SuppressWarnings("serial") // It never leaves the JVM.
public final class RpcServerException extends RuntimeException {
  RpcServerException(String message, Throwable cause) {
    super(message, cause);
  }
}
