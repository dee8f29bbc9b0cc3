package org.tallystick.node.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class EndpointTest {
  @Test
  void anAddressIsTakenApart() {
    assertEquals(new Endpoint("127.0.0.1", 8545, "/"), Endpoint.of("http://127.0.0.1:8545"));
    assertEquals(new Endpoint("node", 80, "/v1?key=a"), Endpoint.of("http://node/v1?key=a"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://node", "ws://node:1", "node:8545", "http://", "a b"})
  void whatIsNoAddressOfPlainHttpIsRefused(String url) {
    assertThrows(IllegalArgumentException.class, () -> Endpoint.of(url));
  }

  @Test
  void aRequestCountsBytesAndNotCharacters() {
    assertEquals(
        List.of(
            "POST / HTTP/1.1",
            "Host: n:1",
            "Content-Type: application/json",
            "Content-Length: 2",
            "",
            "é"),
        List.of(
            new String(new Endpoint("n", 1, "/").request("é"), StandardCharsets.UTF_8)
                .split("\r\n")));
  }
}
