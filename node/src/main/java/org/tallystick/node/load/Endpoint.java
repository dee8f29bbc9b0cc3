package org.tallystick.node.load;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;

/// Where a node listens, and what a request to it looks like on the wire.
///
/// @param path with the query, as the first line of a request has it
public record Endpoint(String host, int port, String path) {
  private static final int HTTP_PORT = 80;

  /// @throws IllegalArgumentException where that is no address of plain HTTP
  public static Endpoint of(String url) {
    try {
      URI uri = new URI(url);
      if (uri.getHost() != null && "http".equals(uri.getScheme())) {
        return new Endpoint(
            uri.getHost(), uri.getPort() < 0 ? HTTP_PORT : uri.getPort(), target(uri));
      }
    } catch (URISyntaxException fault) {
      // Said below, with what would have been right.
    }
    throw new IllegalArgumentException(
        "\"" + url + "\" is no address of plain HTTP: write it as http://127.0.0.1:8545");
  }

  private static String target(URI uri) {
    String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
  }

  /// The request that carries a document, to the byte.
  byte[] request(String document) {
    return ("POST "
            + path
            + " HTTP/1.1\r\nHost: "
            + host
            + ":"
            + port
            + "\r\nContent-Type: application/json\r\nContent-Length: "
            + document.getBytes(StandardCharsets.UTF_8).length
            + "\r\n\r\n"
            + document)
        .getBytes(StandardCharsets.UTF_8);
  }
}
