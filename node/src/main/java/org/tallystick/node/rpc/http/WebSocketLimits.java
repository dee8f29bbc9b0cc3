package org.tallystick.node.rpc.http;

import java.time.Duration;

/// How much one WebSocket may take up.
///
/// @param messageBytesMax of what a client sends at once, in one frame or in many; a larger one
///   ends the connection
/// @param queuedBytesMax of notifications that a client has not read yet; more end the connection
/// @param requestsMax documents whose answers are not on the network yet; the next is not read
///   before
/// @param pingEvery so often the server asks whether the client is still there; one of which
///   nothing was heard twice is cut off
public record WebSocketLimits(
    int messageBytesMax, int queuedBytesMax, int requestsMax, Duration pingEvery) {
  public static final WebSocketLimits DEFAULT =
      new WebSocketLimits(1 << 20, 8 << 20, 8, Duration.ofSeconds(30));

  public WebSocketLimits {
    if (messageBytesMax < 1 || queuedBytesMax < 1 || requestsMax < 1) {
      throw new IllegalArgumentException("a limit is at least 1");
    }
    if (pingEvery.toMillis() < 1) {
      throw new IllegalArgumentException("pings are at least a millisecond apart");
    }
  }

  public WebSocketLimits withQueuedBytesMax(int next) {
    return new WebSocketLimits(messageBytesMax, next, requestsMax, pingEvery);
  }

  public WebSocketLimits withRequestsMax(int next) {
    return new WebSocketLimits(messageBytesMax, queuedBytesMax, next, pingEvery);
  }

  public WebSocketLimits withPingEvery(Duration next) {
    return new WebSocketLimits(messageBytesMax, queuedBytesMax, requestsMax, next);
  }
}
