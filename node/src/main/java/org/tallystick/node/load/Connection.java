package org.tallystick.node.load;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.tallystick.json.JsonView;

/// A connection to a node, kept for many requests, one after another. Belongs to one thread.
///
/// It knows just enough of HTTP/1.1 for that: where a node shares its cores with who loads it, what
/// the client spends is missing from what is measured.
final class Connection implements AutoCloseable {
  /// Servers close what is idle, the earliest after some five seconds.
  private static final Duration IDLE_MAX = Duration.ofSeconds(2);

  private static final int ANSWER_BYTES_MAX = 64 << 20;
  private static final int LINE_BYTES_MAX = 8_192;
  private static final int BUFFER_BYTES = 16_384;
  private static final int STATUS_OK = 200;
  private static final String STATUS_BEGINNING = "HTTP/1.1 ";

  private final Endpoint endpoint;
  private final Duration timeout;
  private @Nullable Wire wire;
  private long usedAtNanos;

  private record Wire(Socket socket, InputStream input) {}

  /// What the header of an answer says about its body.
  ///
  /// @param length in bytes, -1 where the body comes in chunks
  private record Header(int status, int length, boolean closes) {}

  /// @param timeout for connecting, and for each answer to begin and go on
  Connection(Endpoint endpoint, Duration timeout) {
    this.endpoint = endpoint;
    this.timeout = timeout;
  }

  /// Connects, where that was not done yet.
  void open() throws IOException {
    var _ = wire();
  }

  /// Sends a request of [Endpoint#request], and returns the body of the answer.
  byte[] exchange(byte[] request) throws IOException {
    Wire used = wire();
    try {
      used.socket().getOutputStream().write(request);
      Header header = header(used.input());
      byte[] body =
          header.length() < 0 ? chunks(used.input()) : exactly(used.input(), header.length());
      usedAtNanos = System.nanoTime();
      if (header.closes()) {
        close();
      }
      if (header.status() != STATUS_OK) {
        throw new IOException("the node answers with the HTTP status " + header.status());
      }
      return body;
    } catch (IOException fault) {
      close();
      throw fault;
    }
  }

  /// Asks one thing.
  ///
  /// @param parameters as JSON
  /// @throws LoadException where the node refuses to answer
  JsonView ask(String method, String... parameters) throws IOException {
    byte[] request = endpoint.request(Answer.document(1, method, parameters));
    return switch (Answer.read(exchange(request))) {
      case Answer.Result(JsonView value) -> value;
      case Answer.Refusal(String words) ->
          throw new LoadException("the node refuses " + method + ": " + words);
    };
  }

  private Wire wire() throws IOException {
    Wire open = wire;
    if (open != null) {
      if (System.nanoTime() - usedAtNanos < IDLE_MAX.toNanos()) {
        return open;
      }
      close();
    }
    Wire opened = connect();
    wire = opened;
    return opened;
  }

  private Wire connect() throws IOException {
    Socket socket = new Socket();
    try {
      int millis = Math.toIntExact(timeout.toMillis());
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(millis);
      socket.connect(new InetSocketAddress(endpoint.host(), endpoint.port()), millis);
      usedAtNanos = System.nanoTime();
      return new Wire(socket, new BufferedInputStream(socket.getInputStream(), BUFFER_BYTES));
    } catch (IOException fault) {
      socket.close();
      throw fault;
    }
  }

  private static Header header(InputStream input) throws IOException {
    String first = line(input);
    if (!first.startsWith(STATUS_BEGINNING)) {
      throw new IOException("what answers does not speak HTTP/1.1");
    }
    int status = number(first.substring(STATUS_BEGINNING.length()).split(" ", 2)[0]);
    int length = 0;
    boolean closes = false;
    for (String line = line(input); !line.isEmpty(); line = line(input)) {
      String lower = line.toLowerCase(Locale.ROOT);
      String value = lower.substring(lower.indexOf(':') + 1).strip();
      if (lower.startsWith("content-length:")) {
        length = number(value);
      } else if (lower.startsWith("transfer-encoding:")) {
        length = -1;
      } else if (lower.startsWith("connection:")) {
        closes = value.equals("close");
      }
    }
    return new Header(status, length, closes);
  }

  private static byte[] exactly(InputStream input, int length) throws IOException {
    if (length > ANSWER_BYTES_MAX) {
      throw new IOException("an answer of " + length + " bytes is more than " + ANSWER_BYTES_MAX);
    }
    byte[] bytes = input.readNBytes(length);
    if (bytes.length < length) {
      throw new IOException("the node closed the connection within an answer");
    }
    return bytes;
  }

  private static byte[] chunks(InputStream input) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    while (true) {
      int length = hexNumber(line(input).split(";", 2)[0].strip());
      if (length == 0) {
        while (!line(input).isEmpty()) {
          // Trailers say nothing about the body.
        }
        return body.toByteArray();
      }
      if (length > ANSWER_BYTES_MAX - body.size()) {
        throw new IOException("an answer has more than " + ANSWER_BYTES_MAX + " bytes");
      }
      body.writeBytes(exactly(input, length));
      var _ = line(input);
    }
  }

  /// The next line, without its end.
  private static String line(InputStream input) throws IOException {
    StringBuilder line = new StringBuilder();
    while (true) {
      int next = input.read();
      if (next < 0) {
        throw new IOException("the node closed the connection");
      }
      if (next == '\n') {
        return line.toString();
      }
      if (next != '\r') {
        line.append((char) next);
      }
      if (line.length() > LINE_BYTES_MAX) {
        throw new IOException("the header of an answer has too long a line");
      }
    }
  }

  private static int number(String text) throws IOException {
    try {
      return Integer.parseUnsignedInt(text);
    } catch (NumberFormatException fault) {
      throw new IOException("the header of an answer has no number: " + text, fault);
    }
  }

  private static int hexNumber(String text) throws IOException {
    try {
      return Integer.parseInt(text, 16);
    } catch (NumberFormatException fault) {
      throw new IOException("a chunk of an answer has no length: " + text, fault);
    }
  }

  /// Closes it; it opens again when it is used.
  @Override
  public void close() {
    Wire open = wire;
    wire = null;
    if (open != null) {
      try {
        open.socket().close();
      } catch (IOException fault) {
        // Nobody waits for anything from it any more.
      }
    }
  }
}
