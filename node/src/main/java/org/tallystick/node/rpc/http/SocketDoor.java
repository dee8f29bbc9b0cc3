package org.tallystick.node.rpc.http;

import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Where an HTTP connection becomes a WebSocket, and where all of them are known.
final class SocketDoor {
  private final Socket.Common common;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();

  SocketDoor(Socket.Common common) {
    this.common = common;
  }

  /// Takes a request that asks for a WebSocket, and to which nothing else is wrong.
  ///
  /// @param untrustedOrigin absent where the client may call everything
  void enter(HttpServerRequest request, Optional<String> untrustedOrigin) {
    HttpConnection connection = request.connection();
    request.toWebSocket().onSuccess(webSocket -> opened(connection, untrustedOrigin, webSocket));
  }

  private void opened(
      HttpConnection connection, Optional<String> untrustedOrigin, ServerWebSocket webSocket) {
    Socket socket = new Socket(common, connection, untrustedOrigin, webSocket);
    open.add(socket);
    socket.whenClosed(() -> open.remove(socket));
    socket.open();
  }

  /// Lets all finish what they were asked, and closes them.
  void stop() {
    open.forEach(Socket::stop);
  }
}
