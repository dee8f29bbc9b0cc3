package org.tallystick.node.rpc.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tallystick.json.JsonNull;
import org.tallystick.node.rpc.protocol.Caller;
import org.tallystick.node.rpc.protocol.Channel;
import org.tallystick.node.rpc.protocol.RpcMethod;
import org.tallystick.node.rpc.protocol.RpcMethods;
import org.tallystick.node.rpc.protocol.TestMethods;
import org.tallystick.node.testing.Waiting;

/// WebSockets of a server, and what hostile clients do with them.
@Timeout(60)
@SuppressWarnings("try") // Clients go away in the middle of what is tried.
final class SocketTest {
  private static final String NOTHING =
      "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"test_nothing\"}";
  private static final String LISTEN = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"test_listen\"}";
  private static final String GATE = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"test_gate\"}";
  private static final String NULL = "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":null}";
  private static final HttpLimits.Timeouts IMPATIENT =
      HttpLimits.Timeouts.all(Duration.ofMillis(300));

  private final ExecutorService contracts = Executors.newFixedThreadPool(2);
  private final CountDownLatch started = new CountDownLatch(1);
  private final CountDownLatch gate = new CountDownLatch(1);
  private final BlockingQueue<Channel> channels = new LinkedBlockingQueue<>();
  private RpcServer server = start(HttpLimits.DEFAULT);

  @AfterEach
  void close() {
    gate.countDown();
    server.close();
    contracts.shutdownNow();
  }

  @Test
  void answersSingleRequestsAndBatches() throws IOException {
    try (RawSocket socket = RawSocket.open(server.port())) {
      socket.send(NOTHING);
      assertEquals(NULL, socket.text());

      socket.send("[" + NOTHING + "," + NOTHING + "]");
      assertEquals("[" + NULL + "," + NULL + "]", socket.text());

      socket.send("{");
      assertTrue(socket.text().contains("-32700"));
    }
  }

  @Test
  void joinsTheFramesOfAMessageAndAnswersPingsBetweenThem() throws IOException {
    try (RawSocket socket = RawSocket.open(server.port())) {
      byte[] text = NOTHING.getBytes(StandardCharsets.UTF_8);
      for (int at = 0; at < text.length; at++) {
        int opcode = at == 0 ? RawSocket.TEXT : RawSocket.CONTINUATION;
        socket.frame(opcode, at == text.length - 1, new byte[] {text[at]});
        if (at == 3) {
          socket.frame(RawSocket.PING, true, new byte[] {7});
        }
      }

      RawSocket.Frame pong = socket.read();
      assertEquals(RawSocket.PONG, pong.opcode());
      assertEquals(7, pong.payload().get(0));
      assertEquals(NULL, socket.text());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Origin: http://localhost:3000 | 101",
        "Origin: https://evil.example  | 403",
        "Origin: null                  | 403",
        "Host: evil.example            | 403",
        "X-Nothing: 1                  | 101",
      })
  void looksWhoComesBeforeItUpgrades(String header, int status) throws IOException {
    assertEquals(status, RawSocket.statusOf(server.port(), header));
  }

  @Test
  void compressesNothing() throws IOException {
    String answer =
        RawSocket.answerTo(
            server.port(), "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits");

    assertTrue(answer.startsWith("HTTP/1.1 101"), answer);
    assertFalse(answer.toLowerCase(Locale.ROOT).contains("deflate"), answer);
  }

  @Test
  void getWithoutAnUpgradeIsNotAllowed() throws IOException {
    try (RawHttp http = new RawHttp(server.port())) {
      http.head("GET / HTTP/1.1\nHost: localhost\n");

      assertEquals(405, http.read().status());
    }
  }

  @Test
  void countsAmongTheConnections() throws IOException {
    restart(HttpLimits.DEFAULT.withConnectionsMax(2));
    try (RawSocket first = RawSocket.open(server.port());
        RawSocket second = RawSocket.open(server.port())) {
      second.send(NOTHING);
      assertEquals(NULL, second.text());
      assertEquals(503, RawSocket.statusOf(server.port()));
      first.close();

      Waiting.until(() -> statusOfAnother() == 101);
    }
  }

  private int statusOfAnother() {
    try {
      return RawSocket.statusOf(server.port());
    } catch (IOException gone) {
      return 0;
    }
  }

  @Test
  void closesAFrameThatSaysItIsTooLong() throws IOException {
    try (RawSocket socket = RawSocket.open(server.port())) {
      socket.head(RawSocket.TEXT, true, (1 << 20) + 1, true);

      assertEquals(1009, socket.closedWith());
    }
  }

  @Test
  void closesFragmentsThatTogetherAreTooLong() throws IOException {
    try (RawSocket socket = RawSocket.open(server.port())) {
      byte[] part = new byte[1 << 16];
      socket.frame(RawSocket.TEXT, false, part);
      for (int sent = 0; sent < 16; sent++) {
        socket.frame(RawSocket.CONTINUATION, false, part);
      }

      assertEquals(1009, socket.closedWith());
    }
  }

  @Test
  void takesTheLargestMessage() throws IOException {
    try (RawSocket socket = RawSocket.open(server.port())) {
      socket.send(" ".repeat((1 << 20) - NOTHING.length()) + NOTHING);

      assertEquals(NULL, socket.text());
    }
  }

  @Test
  void closesAMessageThatNeverEnds() throws Exception {
    restart(HttpLimits.DEFAULT.withTimeouts(IMPATIENT));
    try (RawSocket socket = RawSocket.open(server.port())) {
      socket.frame(RawSocket.TEXT, false, new byte[0]);
      Thread trickle =
          Thread.startVirtualThread(() -> {
            try {
              while (true) {
                socket.frame(RawSocket.CONTINUATION, false, new byte[0]);
                Thread.sleep(10);
              }
            } catch (IOException | InterruptedException closed) {
              // As it has to come.
            }
          });

      assertEquals(1008, socket.closedWith());
      socket.close();
      trickle.join();
    }
  }

  @Test
  void countsMessagesThatAreNotWholeYetAmongWhatIsHeld() throws Exception {
    restart(HttpLimits.DEFAULT.withHeldBytesMax(1_000));
    try (RawSocket first = RawSocket.open(server.port());
        RawSocket second = RawSocket.open(server.port())) {
      first.send(LISTEN);
      Channel channel = channels.take();
      first.frame(RawSocket.TEXT, false, new byte[900]);
      Waiting.until(() -> statusOfPost("x".repeat(200)) == 503);
      second.send(" ".repeat(200) + NOTHING);

      assertEquals(1013, second.closedWith());
      first.close();
      Waiting.until(channel::isClosed);
      Waiting.until(() -> statusOfPost(" ".repeat(800) + NOTHING) == 200);
    }
  }

  private int statusOfPost(String body) {
    try (RawHttp http = new RawHttp(server.port())) {
      return http.post(body).status();
    } catch (IOException gone) {
      return 0;
    }
  }

  @Test
  void closesFramesWithoutAMask() throws IOException {
    try (RawSocket socket = RawSocket.open(server.port())) {
      socket.unmaskedFrame(NOTHING);

      assertEquals(1002, socket.closedWith());
    }
  }

  @Test
  void readsNoMoreRequestsThanItAnswersAtOnce() throws Exception {
    restart(HttpLimits.DEFAULT.withSockets(WebSocketLimits.DEFAULT.withRequestsMax(1)));
    try (RawSocket socket = RawSocket.open(server.port())) {
      socket.send(GATE);
      started.await();
      socket.send(NOTHING);
      Thread.sleep(100);
      gate.countDown();

      assertTrue(socket.text().contains("true"));
      assertEquals(NULL, socket.text());
    }
  }

  @Test
  void aSlowCallHoldsUpNoOther() throws Exception {
    try (RawSocket socket = RawSocket.open(server.port())) {
      socket.send(GATE);
      started.await();
      socket.send(NOTHING);

      assertEquals(NULL, socket.text());
      gate.countDown();
      assertTrue(socket.text().contains("true"));
    }
  }

  @Test
  void tellsAfterTheAnswerAndInOrder() throws Exception {
    try (RawSocket socket = RawSocket.open(server.port())) {
      socket.send(LISTEN);

      assertEquals(NULL, socket.text());
      assertEquals("\"first\"", socket.text());
      Channel channel = channels.take();
      for (int count = 0; count < 1_000; count++) {
        channel.tell(Integer.toString(count));
      }
      for (int count = 0; count < 1_000; count++) {
        assertEquals(Integer.toString(count), socket.text());
      }
    }
  }

  @Test
  void cutsOffAClientThatDoesNotRead() throws Exception {
    restart(HttpLimits.DEFAULT.withSockets(WebSocketLimits.DEFAULT.withQueuedBytesMax(1 << 20)));
    try (RawSocket socket = RawSocket.open(server.port(), 4_096)) {
      socket.send(LISTEN);
      Channel channel = channels.take();
      String large = "x".repeat(10_000);
      long told = 0;
      while (!channel.isClosed() && told < 10_000) {
        channel.tell(large);
        told++;
        Thread.sleep(0, 100_000);
      }

      assertTrue(channel.isClosed(), "told " + told + " times");
      assertFalse(told * 10_000 < 1 << 20, "closed after " + told);
    }
  }

  @Test
  void cutsOffAClientThatPingsAndDoesNotRead() throws Exception {
    try (RawSocket socket = RawSocket.open(server.port(), 4_096)) {
      socket.send(LISTEN);
      Channel channel = channels.take();
      byte[] payload = new byte[125];
      int pings = 0;
      try {
        for (; pings < 100_000 && !channel.isClosed(); pings++) {
          socket.frame(RawSocket.PING, true, payload);
        }
      } catch (IOException cutOff) {
        Waiting.until(channel::isClosed);
      }

      assertTrue(channel.isClosed(), pings + " pings");
    }
  }

  @Test
  void answersAllPingsOfAClientThatReads() throws Exception {
    try (RawSocket socket = RawSocket.open(server.port())) {
      for (int ping = 0; ping < 1_000; ping++) {
        socket.frame(RawSocket.PING, true, new byte[] {7});
        assertEquals(RawSocket.PONG, socket.read().opcode());
      }
    }
  }

  @Test
  void waitsForRoom() throws Exception {
    restart(HttpLimits.DEFAULT.withSockets(WebSocketLimits.DEFAULT.withQueuedBytesMax(4 << 20)));
    try (RawSocket socket = RawSocket.open(server.port(), 4_096)) {
      socket.send(LISTEN);
      assertEquals(NULL, socket.text());
      Channel channel = channels.take();
      int told = 0;
      // What the operating system takes of it is no longer queued here.
      for (int calm = 0; calm < 50; calm++) {
        while (channel.hasRoom()) {
          channel.tell("x".repeat(100_000));
          told++;
          calm = 0;
        }
        Thread.sleep(2);
      }
      CountDownLatch room = new CountDownLatch(1);
      channel.whenRoom(room::countDown);
      assertEquals(1, room.getCount());

      assertEquals("\"first\"", socket.text());
      for (int count = 0; count < told; count++) {
        assertEquals(100_000, socket.text().length());
      }
      room.await();
      assertFalse(channel.isClosed());
    }
  }

  @Test
  void cutsOffAClientThatIsNotThereAnyMore() throws Exception {
    restart(
        HttpLimits.DEFAULT.withSockets(
            WebSocketLimits.DEFAULT.withPingEvery(Duration.ofMillis(50))));
    try (RawSocket socket = RawSocket.open(server.port())) {
      socket.send(LISTEN);
      Channel channel = channels.take();

      Waiting.until(channel::isClosed);
    }
  }

  @Test
  void keepsAClientThatIsStillThere() throws Exception {
    restart(
        HttpLimits.DEFAULT
            .withTimeouts(HttpLimits.Timeouts.all(Duration.ofMillis(600)))
            .withSockets(WebSocketLimits.DEFAULT.withPingEvery(Duration.ofMillis(200))));
    try (RawSocket socket = RawSocket.open(server.port())) {
      for (int pings = 0; pings < 10; pings++) {
        RawSocket.Frame frame = socket.read();
        assertEquals(RawSocket.PING, frame.opcode());
        socket.frame(RawSocket.PONG, true, frame.payload().toArray());
      }

      socket.send(NOTHING);
      assertEquals(NULL, socket.text());
    }
  }

  @Test
  void saysGoodbyeWhenItStops() throws Exception {
    try (RawSocket idle = RawSocket.open(server.port());
        RawSocket busy = RawSocket.open(server.port())) {
      idle.send(NOTHING);
      assertEquals(NULL, idle.text());
      busy.send(GATE);
      started.await();
      Thread stop = Thread.startVirtualThread(server::close);

      assertEquals(1001, idle.closedWith());
      idle.frame(RawSocket.CLOSE, true, new byte[] {0x03, (byte) 0xe9});
      gate.countDown();
      assertTrue(busy.text().contains("true"));
      assertEquals(1001, busy.closedWith());
      busy.close();
      idle.close();
      stop.join();
    }
  }

  @Test
  void manySocketsThatComeAndGoLeaveNothingBehind() throws Exception {
    restart(HttpLimits.DEFAULT.withConnectionsMax(5));
    Set<Channel> seen = new HashSet<>();
    for (int round = 0; round < 30; round++) {
      Waiting.until(() -> statusOfAnother() == 101);
      Optional<RawSocket> socket = tryOpen();
      if (socket.isPresent()) {
        socket.get().send(LISTEN);
        seen.add(channels.take());
        socket.get().close();
      }
    }

    Waiting.until(() -> seen.stream().allMatch(Channel::isClosed));
    assertTrue(seen.size() > 5, seen.size() + " sockets");
  }

  @Test
  void whatWasHeldForClientsThatWentAwayIsGivenBack() throws Exception {
    restart(HttpLimits.DEFAULT.withHeldBytesMax(1 << 20));
    for (int round = 0; round < 30; round++) {
      RawSocket socket = RawSocket.open(server.port(), 4_096);
      socket.send(LISTEN);
      Channel channel = channels.take();
      socket.frame(RawSocket.TEXT, false, new byte[10_000]);
      Thread close =
          Thread.startVirtualThread(() -> {
            try {
              socket.close();
            } catch (IOException gone) {
              // As it has to be.
            }
          });
      while (!channel.isClosed()) {
        channel.tell("x".repeat(1_000));
      }
      close.join();
    }

    String all = " ".repeat((1 << 20) - 2 * NOTHING.length()) + NOTHING;
    Waiting.until(() -> statusOfPost(all) == 200);
  }

  private Optional<RawSocket> tryOpen() {
    try {
      return Optional.of(RawSocket.open(server.port()));
    } catch (IOException full) {
      return Optional.empty();
    }
  }

  private void restart(HttpLimits limits) {
    server.close();
    server = start(limits);
  }

  private RpcServer start(HttpLimits limits) {
    List<RpcMethod> methods =
        List.of(
            RpcMethod.reading("test_nothing", 0, _ -> JsonNull.NULL),
            TestMethods.gate(started, gate),
            RpcMethod.conversing("test_listen", 0, (_, caller) -> listen(caller)));
    return RpcServer.start(
        RpcOptions.local(0, limits), RpcMethods.of(methods), TestMethods.on(contracts));
  }

  private JsonNull listen(Caller caller) {
    Channel channel = caller.conversation().orElseThrow().channel();
    caller
        .conversation()
        .orElseThrow()
        .afterAnswer()
        .execute(() -> {
          channel.tell("\"first\"");
          channels.add(channel);
        });
    return JsonNull.NULL;
  }
}
