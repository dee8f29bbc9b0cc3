package org.tallystick.node.rpc.http;

import java.time.Duration;
import org.tallystick.node.rpc.protocol.DocumentLimits;

/// How much the server takes from the world at once.
///
/// @param connectionsMax open at once; one more is told 503
/// @param bodyBytesMax of a request; a larger one is told 413
/// @param heldBytesMax of all requests and answers together that are neither answered nor taken
///   yet; what goes beyond is told 503
/// @param batchItemsMax requests in one batch
/// @param batchReplyBytesMax answers of one batch; what comes after is not run
/// @param workers threads that answer; those that run contracts are the machine's
/// @param sockets what of these is different on a WebSocket
public record HttpLimits(
    int connectionsMax,
    int bodyBytesMax,
    long heldBytesMax,
    int batchItemsMax,
    int batchReplyBytesMax,
    int workers,
    Timeouts timeouts,
    WebSocketLimits sockets) {
  /// For a node that anybody can reach.
  public static final HttpLimits DEFAULT =
      new HttpLimits(
          80, 5 << 20, 256 << 20, 1_000, 25_000_000, 8, Timeouts.DEFAULT, WebSocketLimits.DEFAULT);

  /// For a development chain: a test suite opens many connections, and is trusted.
  public static final HttpLimits DEVELOPMENT = DEFAULT.withConnectionsMax(1_000);

  public HttpLimits {
    requireAtLeastOne("connectionsMax", connectionsMax);
    requireAtLeastOne("bodyBytesMax", bodyBytesMax);
    requireAtLeastOne("heldBytesMax", heldBytesMax);
    requireAtLeastOne("batchItemsMax", batchItemsMax);
    requireAtLeastOne("batchReplyBytesMax", batchReplyBytesMax);
    requireAtLeastOne("workers", workers);
  }

  /// What of these a document is held to.
  public DocumentLimits documents() {
    return new DocumentLimits(bodyBytesMax, batchItemsMax, batchReplyBytesMax);
  }

  private static void requireAtLeastOne(String name, long number) {
    if (number < 1) {
      throw new IllegalArgumentException(name + " is at least 1, got " + number);
    }
  }

  /// How long the server waits for what a client has to do next. None of these times is made longer
  /// by a byte that trickles in.
  ///
  /// @param header from opening a connection to the end of its first request's header
  /// @param idle from an answer to the end of the next request's header
  /// @param body from the end of a request's header to the end of its body
  /// @param reply for the client to take an answer
  /// @param stop for requests under way when the server is told to stop
  public record Timeouts(
      Duration header, Duration idle, Duration body, Duration reply, Duration stop) {
    public static final Timeouts DEFAULT =
        new Timeouts(
            Duration.ofSeconds(30),
            Duration.ofSeconds(120),
            Duration.ofSeconds(30),
            Duration.ofSeconds(60),
            Duration.ofSeconds(5));

    /// The same for everything.
    public static Timeouts all(Duration time) {
      return new Timeouts(time, time, time, time, time);
    }
  }

  public HttpLimits withConnectionsMax(int next) {
    return new HttpLimits(
        next,
        bodyBytesMax,
        heldBytesMax,
        batchItemsMax,
        batchReplyBytesMax,
        workers,
        timeouts,
        sockets);
  }

  public HttpLimits withBodyBytesMax(int next) {
    return new HttpLimits(
        connectionsMax,
        next,
        heldBytesMax,
        batchItemsMax,
        batchReplyBytesMax,
        workers,
        timeouts,
        sockets);
  }

  public HttpLimits withHeldBytesMax(long next) {
    return new HttpLimits(
        connectionsMax,
        bodyBytesMax,
        next,
        batchItemsMax,
        batchReplyBytesMax,
        workers,
        timeouts,
        sockets);
  }

  public HttpLimits withBatchItemsMax(int next) {
    return new HttpLimits(
        connectionsMax,
        bodyBytesMax,
        heldBytesMax,
        next,
        batchReplyBytesMax,
        workers,
        timeouts,
        sockets);
  }

  public HttpLimits withBatchReplyBytesMax(int next) {
    return new HttpLimits(
        connectionsMax,
        bodyBytesMax,
        heldBytesMax,
        batchItemsMax,
        next,
        workers,
        timeouts,
        sockets);
  }

  public HttpLimits withTimeouts(Timeouts next) {
    return new HttpLimits(
        connectionsMax,
        bodyBytesMax,
        heldBytesMax,
        batchItemsMax,
        batchReplyBytesMax,
        workers,
        next,
        sockets);
  }

  public HttpLimits withSockets(WebSocketLimits next) {
    return new HttpLimits(
        connectionsMax,
        bodyBytesMax,
        heldBytesMax,
        batchItemsMax,
        batchReplyBytesMax,
        workers,
        timeouts,
        next);
  }
}
