package org.tallystick.node.rpc.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Requests with the answers they have to get, to the byte: files of lines that begin with `//`
/// (what is shown), `>>` (the request) and `<<` (the answer; none for a notification).
public final class Exchanges {
  private Exchanges() {}

  /// @param answer empty where there is none
  public record Exchange(String title, String request, String answer) {
    @Override
    public String toString() {
      return title;
    }
  }

  public static List<Exchange> read(String resource) throws IOException {
    List<Exchange> exchanges = new ArrayList<>();
    String title = "";
    String request = "";
    for (String line : text(resource).lines().toList()) {
      if (line.startsWith("// ")) {
        title = line.substring(3);
      } else if (line.startsWith(">> ")) {
        request = line.substring(3);
      } else if (line.startsWith("<<")) {
        exchanges.add(new Exchange(title, request, line.substring(2).strip()));
      } else if (!line.isBlank()) {
        throw new IllegalStateException(resource + ": neither //, >> nor <<: " + line);
      }
    }
    return exchanges;
  }

  private static String text(String resource) throws IOException {
    try (InputStream in = Exchanges.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("no resource " + resource);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
