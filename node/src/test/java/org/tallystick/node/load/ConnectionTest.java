package org.tallystick.node.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Against a server that says word by word what it is told to.
final class ConnectionTest {
  private static final byte[] REQUEST = "POST / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.UTF_8);
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  @Test
  void aBodyOfKnownLengthIsReadToItsEnd() throws Exception {
    assertEquals("{}", exchange("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"));
  }

  @Test
  void aBodyInChunksIsPutTogether() throws Exception {
    String chunks = "5;x=y\r\n{\"a\":\r\n2\r\n1}\r\n0\r\nTrailer: 1\r\n\r\n";

    assertEquals(
        "{\"a\":1}",
        exchange("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n".concat(chunks)));
  }

  @Test
  void aStatusThatIsNot200IsNamed() {
    assertEquals(
        "the node answers with the HTTP status 503",
        failure("HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n"));
  }

  @Test
  void whatIsNoHttpIsNamed() {
    assertEquals("what answers does not speak HTTP/1.1", failure("SSH-2.0-OpenSSH\r\n"));
  }

  @Test
  void anAnswerThatBreaksOffIsNoAnswer() {
    assertEquals(
        "the node closed the connection within an answer",
        failure("HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\n{}"));
  }

  @Test
  void anAnswerLargerThanMemoryIsNotRead() {
    assertTrue(failure("HTTP/1.1 200 OK\r\nContent-Length: 2000000000\r\n\r\n").contains("bytes"));
    assertTrue(
        failure("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n7fffffff\r\n")
            .contains("bytes"));
  }

  @Test
  void afterAnAnswerThatSaysCloseItConnectsAgain() throws Exception {
    String closing = "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\n";
    try (ServerSocket server = serve(List.of(closing + "{}", closing + "[]"));
        Connection connection = connection(server)) {
      assertEquals("{}", text(connection.exchange(REQUEST)));
      assertEquals("[]", text(connection.exchange(REQUEST)));
    }
  }

  private static String failure(String answer) {
    return String.valueOf(assertThrows(IOException.class, () -> exchange(answer)).getMessage());
  }

  private static String exchange(String answer) throws IOException {
    try (ServerSocket server = serve(List.of(answer));
        Connection connection = connection(server)) {
      return text(connection.exchange(REQUEST));
    }
  }

  private static Connection connection(ServerSocket server) {
    return new Connection(new Endpoint("127.0.0.1", server.getLocalPort(), "/"), TIMEOUT);
  }

  private static String text(byte[] body) {
    return new String(body, StandardCharsets.UTF_8);
  }

  /// Answers one request on each connection.
  private static ServerSocket serve(List<String> answers) throws IOException {
    ServerSocket server = new ServerSocket(0, answers.size(), InetAddress.getLoopbackAddress());
    Thread.ofVirtual()
        .start(() -> {
          for (String answer : answers) {
            try (Socket socket = server.accept()) {
              var _ = socket.getInputStream().readNBytes(REQUEST.length);
              socket.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
            } catch (IOException closed) {
              return;
            }
          }
        });
    return server;
  }
}
