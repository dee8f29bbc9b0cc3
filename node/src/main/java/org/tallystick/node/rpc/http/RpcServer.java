package org.tallystick.node.rpc.http;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.net.BindException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.tallystick.machine.ContractRunner;
import org.tallystick.node.rpc.protocol.Budget;
import org.tallystick.node.rpc.protocol.RpcDispatcher;
import org.tallystick.node.rpc.protocol.RpcMethods;
import org.tallystick.node.rpc.protocol.RpcWorker;

/// A JSON-RPC server over HTTP/1.1 that is listening. [#close()] lets it finish what it was asked.
///
/// Event loops read and write bytes and do nothing else. Each request becomes a task of a fixed
/// number of workers; a connection has one request under way at a time, a WebSocket a few, so no
/// more tasks wait than there may be of those.
public final class RpcServer implements AutoCloseable {
  /// Enough for all connections: each does little but copy bytes.
  private static final int EVENT_LOOPS = 2;

  /// For a client to answer a WebSocket's close.
  private static final int CLOSING_SECONDS = 5;

  private final HttpLimits limits;
  private final Vertx vertx;
  private final ExecutorService workers;
  private final HttpServer http;
  private final SocketDoor sockets;
  private final String host;
  private final AtomicBoolean isClosed = new AtomicBoolean();

  private RpcServer(
      RpcOptions options,
      Vertx vertx,
      ExecutorService workers,
      HttpServer http,
      SocketDoor sockets) {
    this.limits = options.limits();
    this.host = options.host();
    this.vertx = vertx;
    this.workers = workers;
    this.http = http;
    this.sockets = sockets;
  }

  /// Listens, and returns when it does.
  ///
  /// @param contracts where methods run that run contracts; not closed here
  /// @throws RpcServerException where it cannot listen there, with words for people
  public static RpcServer start(RpcOptions options, RpcMethods methods, ContractRunner contracts) {
    Vertx vertx = Vertx.vertx(vertxOptions());
    ExecutorService workers = workers(options.limits());
    Budget budget = new Budget(options.limits().heldBytesMax());
    RpcDispatcher dispatcher =
        new RpcDispatcher(methods, options.limits().documents(), budget, workers, contracts);
    Connections connections = new Connections(vertx, options.limits(), budget);
    SocketDoor sockets =
        new SocketDoor(new Socket.Common(vertx, options.limits(), connections, budget, dispatcher));
    HttpDoor door = new HttpDoor(vertx, options, connections, dispatcher, sockets);
    HttpServer http =
        vertx
            .createHttpServer(httpOptions(options))
            .connectionHandler(connections::opened)
            .requestHandler(door::enter);
    try {
      await(http.listen());
    } catch (CompletionException fault) {
      workers.shutdown();
      await(vertx.close());
      Throwable cause = fault.getCause() == null ? fault : fault.getCause();
      throw new RpcServerException(words(options, cause), fault);
    }
    return new RpcServer(options, vertx, workers, http, sockets);
  }

  /// The port it listens on: the one that was asked for, or the free one it took.
  public int port() {
    return http.actualPort();
  }

  public String url() {
    return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port();
  }

  /// Takes no more requests, finishes those under way within [HttpLimits.Timeouts#stop()], and
  /// closes all connections. Closing twice is the same as once.
  @Override
  public void close() {
    if (isClosed.getAndSet(true)) {
      return;
    }
    sockets.stop();
    await(http.shutdown(limits.timeouts().stop()));
    workers.shutdown();
    await(vertx.close());
  }

  private static VertxOptions vertxOptions() {
    return new VertxOptions()
        .setEventLoopPoolSize(EVENT_LOOPS)
        .setWorkerPoolSize(1)
        .setInternalBlockingPoolSize(1)
        .setUseDaemonThread(true)
        // No files are served out of the class path, so none need a copy on disk.
        .setFileSystemOptions(
            new FileSystemOptions()
                .setFileCachingEnabled(false)
                .setClassPathResolvingEnabled(false));
  }

  private static HttpServerOptions httpOptions(RpcOptions options) {
    return new HttpServerOptions()
        .setHost(options.host())
        .setPort(options.port())
        .setHttp2ClearTextEnabled(false)
        .setHandle100ContinueAutomatically(true)
        .setMaxWebSocketFrameSize(options.limits().sockets().messageBytesMax())
        .setMaxWebSocketMessageSize(options.limits().sockets().messageBytesMax())
        .setWebSocketClosingTimeout(CLOSING_SECONDS)
        // A kilobyte could become a gigabyte.
        .setPerFrameWebSocketCompressionSupported(false)
        .setPerMessageWebSocketCompressionSupported(false);
  }

  private static ExecutorService workers(HttpLimits limits) {
    AtomicInteger number = new AtomicInteger();
    ThreadPoolExecutor workers =
        new ThreadPoolExecutor(
            limits.workers(),
            limits.workers(),
            1,
            TimeUnit.MINUTES,
            new LinkedBlockingQueue<>(2 * limits.connectionsMax() * limits.sockets().requestsMax()),
            task -> new RpcWorker(task, "rpc-worker-" + number.incrementAndGet()));
    workers.allowCoreThreadTimeOut(true);
    return workers;
  }

  private static String words(RpcOptions options, Throwable cause) {
    String place = options.host() + ":" + options.port();
    return switch (cause) {
      case BindException _ ->
          "cannot listen on "
              + place
              + ": "
              + cause.getMessage()
              + "; choose another port with --port, or 0 for a free one";
      case UnknownHostException _, UnresolvedAddressException _ ->
          "cannot listen on " + place + ": no such name or address on this machine";
      default -> "cannot listen on " + place + ": " + cause;
    };
  }

  private static void await(Future<?> future) {
    future.toCompletionStage().toCompletableFuture().join();
  }
}
