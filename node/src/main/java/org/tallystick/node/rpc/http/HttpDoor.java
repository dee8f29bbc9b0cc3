package org.tallystick.node.rpc.http;

import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.tallystick.node.rpc.protocol.Argument;
import org.tallystick.node.rpc.protocol.Caller;
import org.tallystick.node.rpc.protocol.RpcDispatcher;

/// What HTTP asks of a request before it is JSON-RPC: the right name of the server, method, path,
/// kind and size of content, and an answer to browsers that ask first. Runs on event loops, and
/// hands every document on to the dispatcher.
final class HttpDoor {
  private static final Logger LOG = System.getLogger(HttpDoor.class.getName());

  private static final String PATH = "/";
  private static final String METHODS = "POST, OPTIONS";
  private static final String WEB_SOCKET = "websocket";
  private static final String JSON = "application/json";

  /// A form or plain text can be sent by any page without asking the browser first; these cannot.
  private static final Set<String> CONTENT_TYPES =
      Set.of(JSON, "application/json-rpc", "application/jsonrequest");

  /// Who may ask for what hangs on these. Of two, a proxy in between may believe the other.
  private static final List<CharSequence> ONCE =
      List.of(HttpHeaders.HOST, HttpHeaders.ORIGIN, HttpHeaders.CONTENT_TYPE);

  private static final String PREFLIGHT_SECONDS = "86400";

  private final Vertx vertx;
  private final HttpLimits limits;
  private final Connections connections;
  private final HostNames hostNames;
  private final Origins origins;
  private final RpcDispatcher dispatcher;
  private final SocketDoor sockets;

  HttpDoor(
      Vertx vertx,
      RpcOptions options,
      Connections connections,
      RpcDispatcher dispatcher,
      SocketDoor sockets) {
    this.vertx = vertx;
    this.limits = options.limits();
    this.connections = connections;
    this.hostNames = new HostNames(options.hostNames());
    this.origins = new Origins(options.corsOrigins());
    this.dispatcher = dispatcher;
    this.sockets = sockets;
  }

  /// Takes a request whose header has come.
  void enter(HttpServerRequest request) {
    connections.await(request.connection(), limits.timeouts().body());
    if (request.getHeader(HttpHeaders.ORIGIN) != null) {
      // Reading is for any page; what is not is refused by the method.
      request.response().putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, "*");
    }
    Optional<Refusal> refusal = refusal(request);
    if (refusal.isPresent()) {
      refuse(request, refusal.get());
    } else if (request.method().equals(HttpMethod.OPTIONS)) {
      answerPreflight(request);
    } else if (isUpgrade(request)) {
      sockets.enter(request, untrustedOrigin(request));
    } else {
      readBody(request);
    }
  }

  private Optional<Refusal> refusal(HttpServerRequest request) {
    if (connections.isTurnedAway(request.connection())) {
      return refusal(
          HttpResponseStatus.SERVICE_UNAVAILABLE,
          "all " + limits.connectionsMax() + " connections are taken; try again later");
    }
    for (CharSequence name : ONCE) {
      if (request.headers().getAll(name).size() > 1) {
        return refusal(
            HttpResponseStatus.BAD_REQUEST, "the header " + name + " is there more than once");
      }
    }
    String host = request.getHeader(HttpHeaders.HOST);
    if (host == null) {
      return refusal(HttpResponseStatus.BAD_REQUEST, "the Host header is missing");
    }
    if (!hostNames.allow(Origins.withoutPort(host))) {
      return refusal(
          HttpResponseStatus.FORBIDDEN,
          "this server is not known as "
              + Argument.shorten(host)
              + "; name it by the node's option --host-names");
    }
    if (!PATH.equals(request.path())) {
      return refusal(HttpResponseStatus.NOT_FOUND, "JSON-RPC is served at " + PATH);
    }
    if (request.method().equals(HttpMethod.OPTIONS)) {
      return Optional.empty();
    }
    if (isUpgrade(request)) {
      return untrustedOrigin(request).map(HttpDoor::notForPagesOf);
    }
    if (!request.method().equals(HttpMethod.POST)) {
      return refusal(
          HttpResponseStatus.METHOD_NOT_ALLOWED,
          "JSON-RPC is asked by POST, with content type " + JSON);
    }
    if (!isJson(request.getHeader(HttpHeaders.CONTENT_TYPE))) {
      return refusal(
          HttpResponseStatus.UNSUPPORTED_MEDIA_TYPE, "the content type has to be " + JSON);
    }
    if (request.getHeader(HttpHeaders.CONTENT_ENCODING) != null) {
      return refusal(HttpResponseStatus.UNSUPPORTED_MEDIA_TYPE, "compressed content is not read");
    }
    if (isTooLong(request.getHeader(HttpHeaders.CONTENT_LENGTH))) {
      return Optional.of(tooLarge());
    }
    return Optional.empty();
  }

  private static boolean isUpgrade(HttpServerRequest request) {
    return request.method().equals(HttpMethod.GET)
        && WEB_SOCKET.equalsIgnoreCase(request.getHeader(HttpHeaders.UPGRADE));
  }

  /// A browser asks nobody before it opens a WebSocket, so the server has to look who comes.
  private static Refusal notForPagesOf(String origin) {
    return new Refusal(
        HttpResponseStatus.FORBIDDEN,
        "a WebSocket is not for pages of "
            + Argument.shorten(origin)
            + "; the node's option --cors names pages that may open one");
  }

  private Optional<String> untrustedOrigin(HttpServerRequest request) {
    String host = Optional.ofNullable(request.getHeader(HttpHeaders.HOST)).orElse("");
    return origins.untrusted(request.getHeader(HttpHeaders.ORIGIN), host);
  }

  private static boolean isJson(@Nullable String contentType) {
    if (contentType == null) {
      return false;
    }
    int parameters = contentType.indexOf(';');
    String mediaType = parameters < 0 ? contentType : contentType.substring(0, parameters);
    return CONTENT_TYPES.contains(mediaType.strip().toLowerCase(Locale.ROOT));
  }

  /// What is no number was refused by the HTTP library.
  private boolean isTooLong(@Nullable String contentLength) {
    return contentLength != null
        && (contentLength.length() > 18 || Long.parseLong(contentLength) > limits.bodyBytesMax());
  }

  private Refusal tooLarge() {
    return new Refusal(
        HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE,
        "a request has at most " + limits.bodyBytesMax() + " bytes");
  }

  private static Refusal noRoom() {
    return new Refusal(
        HttpResponseStatus.SERVICE_UNAVAILABLE, "the node is busy or stopping; try again");
  }

  private void answerPreflight(HttpServerRequest request) {
    HttpServerResponse response = request.response();
    response
        .setStatusCode(HttpResponseStatus.NO_CONTENT.code())
        .putHeader(HttpHeaders.ALLOW, METHODS)
        .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, METHODS)
        .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, "*")
        .putHeader(HttpHeaders.ACCESS_CONTROL_MAX_AGE, PREFLIGHT_SECONDS);
    if (request.getHeader("Access-Control-Request-Private-Network") != null) {
      response.putHeader("Access-Control-Allow-Private-Network", "true");
    }
    end(request, Buffer.buffer());
  }

  private void readBody(HttpServerRequest request) {
    Buffer body = Buffer.buffer();
    request.handler(part -> {
      int length = body.length() + part.length();
      if (length > limits.bodyBytesMax()) {
        stopReading(request, tooLarge());
      } else if (!connections.hold(request.connection(), length)) {
        stopReading(request, noRoom());
      } else {
        body.appendBuffer(part);
      }
    });
    request.endHandler(_ -> answer(request, body.getBytes()));
  }

  private void stopReading(HttpServerRequest request, Refusal refusal) {
    request.handler(null).endHandler(null);
    refuse(request, refusal);
  }

  private void answer(HttpServerRequest request, byte[] document) {
    HttpConnection connection = request.connection();
    connections.hold(connection);
    Context eventLoop = vertx.getOrCreateContext();
    Caller caller = new Caller(untrustedOrigin(request), () -> !connections.isOpen(connection));
    try {
      dispatcher
          .answer(document, caller)
          .whenComplete((answer, fault) ->
              eventLoop.runOnContext(_ -> {
                connections.answered(connection);
                if (fault == null) {
                  answer(request, answer);
                } else {
                  LOG.log(Level.ERROR, "no answer to a request", fault);
                  refuse(
                      request,
                      new Refusal(
                          HttpResponseStatus.INTERNAL_SERVER_ERROR, "the node's log has more"));
                }
              }));
    } catch (RejectedExecutionException full) {
      connections.answered(connection);
      refuse(request, noRoom());
    }
  }

  private void answer(HttpServerRequest request, Optional<byte[]> answer) {
    HttpServerResponse response = request.response();
    if (answer.isPresent()) {
      response.putHeader(HttpHeaders.CONTENT_TYPE, JSON);
      end(request, Buffer.buffer(answer.get()));
    } else {
      response.setStatusCode(HttpResponseStatus.NO_CONTENT.code());
      end(request, Buffer.buffer());
    }
  }

  /// Answers and gives the client its time to take it.
  private void end(HttpServerRequest request, Buffer content) {
    HttpConnection connection = request.connection();
    if (request.response().closed()) {
      return;
    }
    if (!connections.hold(connection, content.length())) {
      refuse(request, noRoom());
      return;
    }
    connections.await(connection, limits.timeouts().reply());
    request
        .response()
        .end(content)
        .onSuccess(_ -> {
          connections.hold(connection, 0);
          connections.await(connection, limits.timeouts().idle());
        });
  }

  /// Answers with words and closes: what else the client sends on this connection is not read.
  private void refuse(HttpServerRequest request, Refusal refusal) {
    HttpConnection connection = request.connection();
    HttpServerResponse response = request.response();
    if (response.closed()) {
      return;
    }
    response
        .setStatusCode(refusal.status.code())
        .putHeader(HttpHeaders.CONTENT_TYPE, "text/plain; charset=utf-8")
        .putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
    if (refusal.status.equals(HttpResponseStatus.METHOD_NOT_ALLOWED)) {
      response.putHeader(HttpHeaders.ALLOW, METHODS);
    }
    connections.await(connection, limits.timeouts().reply());
    response.end(refusal.words + "\n").onComplete(_ -> connection.close());
  }

  private static Optional<Refusal> refusal(HttpResponseStatus status, String words) {
    return Optional.of(new Refusal(status, words));
  }

  private record Refusal(HttpResponseStatus status, String words) {}
}
