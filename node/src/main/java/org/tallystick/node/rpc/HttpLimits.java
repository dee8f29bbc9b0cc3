package org.tallystick.node.rpc;

import java.time.Duration;

/// How much the server takes from the world at once.
///
/// @param connectionsMax open at once; one more is told 503
/// @param bodyBytesMax of a request; a larger one is told 413
/// @param batchItemsMax requests in one batch
/// @param batchReplyBytesMax answers of one batch; what comes after is not run
/// @param headerTimeout from opening a connection to the end of its first request's header
/// @param idleTimeout from an answer to the end of the next request's header
/// @param bodyTimeout from the end of a request's header to the end of its body
/// @param replyTimeout for the client to take an answer
/// @param stopTimeout for requests under way when the server is told to stop
/// @param workers threads that answer; those that run contracts are the machine's
public record HttpLimits(
    int connectionsMax,
    int bodyBytesMax,
    int batchItemsMax,
    int batchReplyBytesMax,
    Duration headerTimeout,
    Duration idleTimeout,
    Duration bodyTimeout,
    Duration replyTimeout,
    Duration stopTimeout,
    int workers) {
  /// For a node that anybody can reach.
  public static final HttpLimits DEFAULT =
      new HttpLimits(
          80,
          5 << 20,
          1_000,
          25_000_000,
          Duration.ofSeconds(30),
          Duration.ofSeconds(120),
          Duration.ofSeconds(30),
          Duration.ofSeconds(60),
          Duration.ofSeconds(5),
          8);

  /// For a development chain: a test suite opens many connections, and is trusted.
  public static final HttpLimits DEVELOPMENT = DEFAULT.withConnectionsMax(1_000);

  public HttpLimits {
    if (connectionsMax < 1
        || bodyBytesMax < 1
        || batchItemsMax < 1
        || batchReplyBytesMax < 1
        || workers < 1) {
      throw new IllegalArgumentException("a limit is at least 1");
    }
  }

  public HttpLimits withConnectionsMax(int next) {
    return new HttpLimits(
        next,
        bodyBytesMax,
        batchItemsMax,
        batchReplyBytesMax,
        headerTimeout,
        idleTimeout,
        bodyTimeout,
        replyTimeout,
        stopTimeout,
        workers);
  }

  public HttpLimits withBodyBytesMax(int next) {
    return new HttpLimits(
        connectionsMax,
        next,
        batchItemsMax,
        batchReplyBytesMax,
        headerTimeout,
        idleTimeout,
        bodyTimeout,
        replyTimeout,
        stopTimeout,
        workers);
  }

  public HttpLimits withBatchItemsMax(int next) {
    return new HttpLimits(
        connectionsMax,
        bodyBytesMax,
        next,
        batchReplyBytesMax,
        headerTimeout,
        idleTimeout,
        bodyTimeout,
        replyTimeout,
        stopTimeout,
        workers);
  }

  public HttpLimits withBatchReplyBytesMax(int next) {
    return new HttpLimits(
        connectionsMax,
        bodyBytesMax,
        batchItemsMax,
        next,
        headerTimeout,
        idleTimeout,
        bodyTimeout,
        replyTimeout,
        stopTimeout,
        workers);
  }

  /// The same time limit for a header, an idle connection, a body and an answer.
  public HttpLimits withTimeouts(Duration next) {
    return new HttpLimits(
        connectionsMax,
        bodyBytesMax,
        batchItemsMax,
        batchReplyBytesMax,
        next,
        next,
        next,
        next,
        stopTimeout,
        workers);
  }
}
