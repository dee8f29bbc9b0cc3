package org.tallystick.node.rpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.json.Json;
import org.tallystick.json.JsonObject;
import org.tallystick.node.rpc.http.RawSocket;
import org.tallystick.node.testing.JsonRpc;

/// A node's WebSocket as its clients have it: real connections, blocks that are made meanwhile, and
/// a node that stops.
@Timeout(120)
final class LiveIT {
  private static final int BLOCKS = 200;

  @TempDir private Path folder;

  @Test
  void everyClientIsToldOfEveryBlock() throws Exception {
    try (DevNode node = DevNode.start(folder)) {
      List<Client> clients = new ArrayList<>();
      for (int count = 0; count < 20; count++) {
        Client client = Client.open(node.url());
        client.ask("eth_subscribe", "\"newHeads\"");
        clients.add(client);
      }
      JsonRpc http = JsonRpc.over(node.url());
      for (int block = 0; block < BLOCKS; block++) {
        http.result("evm_mine");
      }

      for (Client client : clients) {
        for (long number = 1; number <= BLOCKS; number++) {
          JsonObject head = client.told();
          assertEquals(Optional.of(Json.of("0x" + Long.toHexString(number))), head.get("number"));
        }
      }
    }
  }

  @Test
  void aClientThatDoesNotReadHoldsUpNobody() throws Exception {
    try (DevNode node = DevNode.start(folder)) {
      int port = URI.create(node.url()).getPort();
      JsonRpc http = JsonRpc.over(node.url());
      try (RawSocket slow = RawSocket.open(port, 4_096);
          RawSocket gone = RawSocket.open(port)) {
        for (int count = 0; count < 100; count++) {
          String id = Integer.toString(count);
          slow.send(request(id, "eth_subscribe", "\"newHeads\""));
        }
        gone.head(RawSocket.TEXT, true, 1_000, true);
        Client reader = Client.open(node.url());
        reader.ask("eth_subscribe", "\"newHeads\"");
        for (int block = 0; block < BLOCKS; block++) {
          http.result("evm_mine");
        }

        for (long number = 1; number <= BLOCKS; number++) {
          reader.told();
        }
        assertTrue(isCutOff(slow), "the slow client was told everything");
      }
    }
  }

  private static boolean isCutOff(RawSocket slow) {
    try {
      for (int told = 0; told < 100 * BLOCKS + 100; told++) {
        slow.read();
      }
      return false;
    } catch (IOException cutOff) {
      return true;
    }
  }

  @Test
  void goesOnWhereItWasAfterTheNodeWasStartedAgain() throws Exception {
    List<Json> seen = new ArrayList<>();
    try (DevNode node = DevNode.start(folder)) {
      Client client = Client.open(node.url());
      client.ask("eth_subscribe", "\"newHeads\"");
      JsonRpc.over(node.url()).result("evm_mine");
      seen.add(client.told().get("number").orElseThrow());
      Thread stop = Thread.startVirtualThread(node::close);
      assertEquals(1001, client.closedWith());
      stop.join();
    }
    try (DevNode node = DevNode.start(folder)) {
      Client client = Client.open(node.url());
      client.ask("eth_subscribe", "\"newHeads\"");
      client.ask("eth_subscribe", "\"logs\"", "{\"fromBlock\":\"0x2\"}");
      JsonRpc.over(node.url()).result("evm_mine");
      seen.add(client.told().get("number").orElseThrow());
    }
    assertEquals(List.of(Json.of("0x1"), Json.of("0x2")), seen);
  }

  private static String request(String id, String method, String... arguments) {
    return "{\"jsonrpc\":\"2.0\",\"id\":%s,\"method\":\"%s\",\"params\":[%s]}"
        .formatted(id, method, String.join(",", arguments));
  }

  /// A client with the WebSocket of the JDK.
  private static final class Client implements WebSocket.Listener {
    private final LinkedBlockingQueue<JsonObject> answers = new LinkedBlockingQueue<>();
    private final LinkedBlockingQueue<JsonObject> told = new LinkedBlockingQueue<>();
    private final LinkedBlockingQueue<Integer> closes = new LinkedBlockingQueue<>();
    private final StringBuilder message = new StringBuilder();
    private @Nullable WebSocket socket;

    static Client open(String url) {
      Client client = new Client();
      client.socket =
          HttpClient.newHttpClient()
              .newWebSocketBuilder()
              .buildAsync(URI.create(url.replace("http:", "ws:")), client)
              .join();
      return client;
    }

    Json ask(String method, String... arguments) throws InterruptedException {
      if (socket != null) {
        socket.sendText(request("1", method, arguments), true).join();
      }
      JsonObject answer = answers.poll(20, TimeUnit.SECONDS);
      if (answer == null) {
        throw new AssertionError("no answer to " + method);
      }
      return answer.get("result").orElseThrow(() -> new AssertionError(answer.toString()));
    }

    JsonObject told() throws InterruptedException {
      JsonObject next = told.poll(20, TimeUnit.SECONDS);
      if (next == null) {
        throw new AssertionError("nothing was told in 20 s");
      }
      JsonObject params = (JsonObject) next.get("params").orElseThrow();
      return (JsonObject) params.get("result").orElseThrow();
    }

    int closedWith() throws InterruptedException {
      Integer code = closes.poll(20, TimeUnit.SECONDS);
      return code == null ? 0 : code;
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean isLast) {
      message.append(part);
      if (isLast) {
        JsonObject whole = (JsonObject) Json.parse(message.toString());
        message.setLength(0);
        (whole.get("method").isPresent() ? told : answers).add(whole);
      }
      from.request(1);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
      closes.add(code);
      return null;
    }
  }
}
