package org.tallystick.node.rpc.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tallystick.machine.ContractRunner;
import org.tallystick.node.rpc.protocol.TestMethods;
import org.tallystick.node.testing.Waiting;

@Timeout(60)
class RpcServerTest {
  private static final String NOTHING =
      "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"test_nothing\"}";
  private static final String SIGN = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"test_sign\"}";
  private static final String NULL = "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":null}";
  private static final String SIGNED = "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":\"signed\"}";
  private static final String CHUNKED =
      """
      POST / HTTP/1.1
      Host: localhost
      Content-Type: application/json
      Transfer-Encoding: chunked
      """;
  private static final HttpLimits LIMITS = HttpLimits.DEFAULT.withBodyBytesMax(10_000);

  private static final HttpLimits.Timeouts IMPATIENT =
      new HttpLimits.Timeouts(
          Duration.ofMillis(200),
          Duration.ofMillis(200),
          Duration.ofMillis(200),
          Duration.ofMillis(200),
          Duration.ofSeconds(5));

  private static final ExecutorService CONTRACT_THREADS =
      Executors.newFixedThreadPool(2, Thread.ofPlatform().daemon().name("contract-", 1).factory());
  private static final ContractRunner CONTRACTS = TestMethods.on(CONTRACT_THREADS);
  private static final RpcServer server = start(options(LIMITS));

  @BeforeAll
  static void open() {
    assertTrue(server.port() > 0);
  }

  @AfterAll
  static void close() {
    server.close();
    CONTRACT_THREADS.shutdownNow();
  }

  @Test
  void answersManyCallsOnOneConnection() throws IOException {
    try (RawHttp http = new RawHttp(server.port())) {
      for (int count = 0; count < 3; count++) {
        RawHttp.Answer answer = http.post(NOTHING);

        assertEquals(200, answer.status());
        assertTrue(answer.hasHeader("content-type: application/json"), answer.toString());
        assertEquals(NULL, answer.body());
      }
    }
  }

  @Test
  void answersPipelinedCallsInOrder() throws IOException {
    try (RawHttp http = new RawHttp(server.port())) {
      for (int id = 1; id <= 3; id++) {
        String body = "{\"jsonrpc\":\"2.0\",\"id\":%d,\"method\":\"test_nothing\"}".formatted(id);
        http.write(head("Content-Type: application/json", body.length()) + body);
      }

      for (int id = 1; id <= 3; id++) {
        assertEquals(
            "{\"jsonrpc\":\"2.0\",\"id\":%d,\"result\":null}".formatted(id), http.read().body());
      }
    }
  }

  @Test
  void answersANotificationWithoutContent() throws IOException {
    try (RawHttp http = new RawHttp(server.port())) {
      RawHttp.Answer answer = http.post("{\"jsonrpc\":\"2.0\",\"method\":\"test_nothing\"}");

      assertEquals(204, answer.status());
      assertEquals("", answer.body());
      assertEquals(NULL, http.post(NOTHING).body());
    }
  }

  @Test
  void runsContractsOnTheirOwnThreads() throws IOException {
    try (RawHttp http = new RawHttp(server.port())) {
      String read = http.post("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"test_thread\"}").body();
      String run = http.post("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"test_run\"}").body();

      assertTrue(read.contains("\"rpc-worker-"), read);
      assertTrue(run.contains("\"contract-"), run);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "application/json                 | 200",
        "Application/JSON; charset=utf-8  | 200",
        "application/json-rpc             | 200",
        "text/plain                       | 415",
        "application/x-www-form-urlencoded| 415",
        "application/jsonp                | 415",
      })
  void takesJsonOnly(String contentType, int status) throws IOException {
    try (RawHttp http = new RawHttp(server.port())) {
      http.write(head("Content-Type: " + contentType, NOTHING.length()) + NOTHING);

      assertEquals(status, http.read().status());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Host: node.example", "Origin: http://localhost", "Content-Type: a/b"})
  void takesNoHeaderTwiceThatDecidesWhoMayAsk(String second) throws IOException {
    try (RawHttp http = new RawHttp(server.port())) {
      String first = "Content-Type: application/json\r\nOrigin: http://localhost\r\n";
      http.write(head(first + second, NOTHING.length()) + NOTHING);

      RawHttp.Answer answer = http.read();
      assertEquals(400, answer.status());
      assertTrue(answer.body().endsWith(" is there more than once\n"), answer.body());
    }
  }

  @Test
  void takesNoContentOfUnknownType() throws IOException {
    try (RawHttp http = new RawHttp(server.port())) {
      http.write(head("Accept: */*", NOTHING.length()) + NOTHING);

      RawHttp.Answer answer = http.read();

      assertEquals(415, answer.status());
      assertEquals("the content type has to be application/json\n", answer.body());
    }
  }

  @Test
  void takesNoCompressedContent() throws IOException {
    try (RawHttp http = new RawHttp(server.port())) {
      assertEquals(415, http.post(NOTHING, "Content-Encoding: gzip").status());
    }
  }

  @ParameterizedTest
  @CsvSource({"GET,/,405", "PUT,/,405", "DELETE,/,405", "GET,/x,404", "POST,/x,404"})
  void servesPostToTheRootOnly(String method, String path, int status) throws IOException {
    try (RawHttp http = new RawHttp(server.port())) {
      http.write(method + " " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n");

      RawHttp.Answer answer = http.read();

      assertEquals(status, answer.status());
      assertEquals(status == 405, answer.hasHeader("allow: post, options"));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "localhost:8545,200",
    "LOCALHOST,200",
    "127.0.0.1:8545,200",
    "192.168.1.7:8545,200",
    "[::1]:8545,200",
    "node.example:8545,200",
    "app.localhost,200",
    "evil.example,403",
    "127.0.0.1.evil.example,403",
    "localhost.evil.example,403"
  })
  void isReachedByItsOwnNamesOnly(String host, int status) throws IOException {
    try (RawHttp http = new RawHttp(server.port())) {
      http.write(
          "POST / HTTP/1.1\r\nHost: %s\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
                  .formatted(host, NOTHING.length())
              + NOTHING);

      assertEquals(status, http.read().status());
    }
  }

  @Test
  void asksForAHost() throws IOException {
    try (RawHttp http = new RawHttp(server.port())) {
      http.write("POST / HTTP/1.1\r\nContent-Length: 0\r\n\r\n");

      assertEquals(400, http.read().status());
    }
  }

  @Test
  void letsAnyPageAskFirst() throws IOException {
    try (RawHttp http = new RawHttp(server.port())) {
      http.head(
          """
          OPTIONS / HTTP/1.1
          Host: localhost
          Origin: https://evil.example
          Access-Control-Request-Method: POST
          Access-Control-Request-Headers: content-type
          Access-Control-Request-Private-Network: true
          """);

      RawHttp.Answer answer = http.read();

      assertEquals(204, answer.status());
      assertTrue(answer.hasHeader("access-control-allow-origin: *"), answer.toString());
      assertTrue(answer.hasHeader("access-control-allow-headers: *"), answer.toString());
      assertTrue(
          answer.hasHeader("access-control-allow-methods: post, options"), answer.toString());
      assertTrue(answer.hasHeader("access-control-allow-private-network: true"), answer.toString());
      assertEquals(NULL, http.post(NOTHING).body());
    }
  }

  @Test
  void letsAnyPageRead() throws IOException {
    try (RawHttp http = new RawHttp(server.port())) {
      RawHttp.Answer answer = http.post(NOTHING, "Origin: https://evil.example");

      assertTrue(answer.hasHeader("access-control-allow-origin: *"), answer.toString());
      assertEquals(NULL, answer.body());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example",
        "null",
        "https://localhost.evil.example",
        "https://app.example.evil.example",
        "chrome-extension://localhost",
        "http://app.example",
      })
  void letsNoForeignPageUseTheAccounts(String origin) throws IOException {
    try (RawHttp http = new RawHttp(server.port())) {
      String answer = http.post(SIGN, "Origin: " + origin).body();

      assertTrue(answer.contains("\"code\":4100"), answer);
      assertTrue(answer.contains("not for pages of " + origin), answer);
      assertFalse(answer.contains("signed"), answer);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://localhost:5173",
        "https://localhost",
        "http://127.0.0.1:3000",
        "http://[::1]:3000",
        "http://dapp.localhost:3000",
        "https://app.example",
      })
  void letsTrustedPagesUseTheAccounts(String origin) throws IOException {
    try (RawHttp http = new RawHttp(server.port())) {
      assertEquals(SIGNED, http.post(SIGN, "Origin: " + origin).body());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "node.example:8545,http://node.example:8545,true",
    "node.example,https://node.example,true",
    "node.example:443,https://node.example,true",
    "node.example:8545,http://node.example:9000,false",
    "192.168.1.7:8545,http://192.168.1.7:8545,true",
    "192.168.1.7:8545,http://192.168.1.8:8545,false",
  })
  void letsItsOwnPagesUseTheAccounts(String host, String origin, boolean isOwn) throws IOException {
    try (RawHttp http = new RawHttp(server.port())) {
      http.write(
          "POST / HTTP/1.1\r\nHost: %s\r\nOrigin: %s\r\nContent-Type: application/json\r\n"
                  .formatted(host, origin)
              + "Content-Length: %d\r\n\r\n".formatted(SIGN.length())
              + SIGN);

      assertEquals(isOwn, http.read().body().equals(SIGNED));
    }
  }

  @Test
  void letsProgramsUseTheAccounts() throws IOException {
    try (RawHttp http = new RawHttp(server.port())) {
      assertEquals(SIGNED, http.post(SIGN).body());
    }
  }

  @Test
  void refusesABodyThatIsAnnouncedTooLong() throws IOException {
    try (RawHttp http = new RawHttp(server.port())) {
      http.write(head("Content-Type: application/json", 10_001));

      RawHttp.Answer answer = http.read();

      assertEquals(413, answer.status());
      assertEquals("a request has at most 10000 bytes\n", answer.body());
      assertTrue(http.isClosedByServer());
    }
  }

  @Test
  void refusesABodyThatGrowsTooLong() throws IOException {
    try (RawHttp http = new RawHttp(server.port())) {
      http.head(CHUNKED);
      for (int chunk = 0; chunk < 11; chunk++) {
        http.write("3e8\r\n" + " ".repeat(1_000) + "\r\n");
      }

      assertEquals(413, http.read().status());
    }
  }

  @Test
  void takesABodyInChunks() throws IOException {
    try (RawHttp http = new RawHttp(server.port())) {
      http.head(CHUNKED);
      for (int at = 0; at < NOTHING.length(); at++) {
        http.write("1\r\n" + NOTHING.charAt(at) + "\r\n");
      }
      http.write("0\r\n\r\n");

      assertEquals(NULL, http.read().body());
    }
  }

  @Test
  void closesASilentConnection() throws IOException {
    try (RpcServer impatient = start(options(LIMITS.withTimeouts(IMPATIENT)));
        RawHttp http = new RawHttp(impatient.port())) {
      assertTrue(http.isClosedByServer());
    }
  }

  @Test
  void closesAConnectionWhoseHeaderTricklesIn() throws Exception {
    try (RpcServer impatient = start(options(LIMITS.withTimeouts(IMPATIENT)));
        RawHttp http = new RawHttp(impatient.port())) {
      assertThrows(
          IOException.class,
          () -> {
            http.write("POST / HTTP/1.1\r\nHost: localhost\r\nX: ");
            while (true) {
              Thread.sleep(20);
              http.write("x");
            }
          });
    }
  }

  @Test
  void closesAConnectionWhoseBodyTricklesIn() throws Exception {
    try (RpcServer impatient = start(options(LIMITS.withTimeouts(IMPATIENT)));
        RawHttp http = new RawHttp(impatient.port())) {
      assertThrows(
          IOException.class,
          () -> {
            http.write(head("Content-Type: application/json", 9_000));
            while (true) {
              Thread.sleep(20);
              http.write(" ");
            }
          });
    }
  }

  @Test
  void givesAContractItsTime() throws Exception {
    CountDownLatch started = new CountDownLatch(1);
    CountDownLatch gate = new CountDownLatch(1);
    try (RpcServer impatient =
            RpcServer.start(
                options(LIMITS.withTimeouts(HttpLimits.Timeouts.all(Duration.ofSeconds(1)))),
                TestMethods.with(started, gate),
                CONTRACTS);
        RawHttp http = new RawHttp(impatient.port())) {
      String body = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"test_gate\"}";
      http.write(head("Content-Type: application/json", body.length()) + body);
      Thread.sleep(1_500);
      gate.countDown();

      assertEquals("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":true}", http.read().body());
    }
  }

  @Test
  void turnsAwayOneConnectionTooMany() throws IOException {
    try (RpcServer small = start(options(LIMITS.withConnectionsMax(3)))) {
      List<RawHttp> open = new ArrayList<>();
      try {
        for (int count = 0; count < 3; count++) {
          RawHttp http = new RawHttp(small.port());
          open.add(http);
          assertEquals(200, http.post(NOTHING).status());
        }
        try (RawHttp http = new RawHttp(small.port())) {
          RawHttp.Answer answer = http.post(NOTHING);

          assertEquals(503, answer.status());
          assertEquals("all 3 connections are taken; try again later\n", answer.body());
          assertTrue(http.isClosedByServer());
        }
        assertEquals(200, open.get(2).post(NOTHING).status());
      } finally {
        for (RawHttp http : open) {
          http.close();
        }
      }
    }
  }

  @Test
  void turnsAwayWhatItHasNoRoomFor() throws Exception {
    try (RpcServer small = start(options(LIMITS.withHeldBytesMax(5_000)))) {
      String request = NOTHING + " ".repeat(4_000);
      try (RawHttp half = new RawHttp(small.port())) {
        half.write(head("Content-Type: application/json", 6_000) + " ".repeat(4_000));

        RawHttp.Answer answer = awaitStatus(small, request, 503);

        assertEquals("the node is busy or stopping; try again\n", answer.body());
      }
      // Again and again: what was held is given back.
      for (int count = 0; count < 5; count++) {
        assertEquals(NULL, awaitStatus(small, request, 200).body());
      }
    }
  }

  @Test
  void forgetsConnectionsThatAreGone() throws Exception {
    try (RpcServer small = start(options(LIMITS.withConnectionsMax(3)))) {
      for (int count = 0; count < 20; count++) {
        awaitStatus(small, NOTHING, 200);
      }
    }
  }

  @Test
  void countsAConnectionUntilTheWorkForItIsDone() throws Exception {
    CountDownLatch started = new CountDownLatch(2);
    CountDownLatch gate = new CountDownLatch(1);
    String run = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"test_gate\"}";
    try (RpcServer small =
        RpcServer.start(
            options(LIMITS.withConnectionsMax(2)), TestMethods.with(started, gate), CONTRACTS)) {
      for (int count = 0; count < 2; count++) {
        try (RawHttp http = new RawHttp(small.port())) {
          http.write(head("Content-Type: application/json", run.length()) + run);
          int left = 1 - count;
          Waiting.until(() -> started.getCount() == left);
        }
      }
      // Long enough for the server to see that both have gone.
      Thread.sleep(200);
      try (RawHttp http = new RawHttp(small.port())) {
        assertEquals(503, http.post(NOTHING).status());
      }
      gate.countDown();
      assertEquals(NULL, awaitStatus(small, NOTHING, 200).body());
    }
  }

  @Test
  void answersReadsWhileContractsRun() throws Exception {
    CountDownLatch started = new CountDownLatch(2);
    CountDownLatch gate = new CountDownLatch(1);
    String run = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"test_gate\"}";
    try (RpcServer busy =
        RpcServer.start(options(LIMITS), TestMethods.with(started, gate), CONTRACTS)) {
      List<RawHttp> running = new ArrayList<>();
      for (int count = 0; count < 20; count++) {
        RawHttp http = new RawHttp(busy.port());
        running.add(http);
        http.write(head("Content-Type: application/json", run.length()) + run);
      }
      assertTrue(started.await(10, TimeUnit.SECONDS));
      try (RawHttp http = new RawHttp(busy.port())) {
        assertEquals(NULL, http.post(NOTHING).body());
      }
      gate.countDown();
      for (RawHttp http : running) {
        assertEquals(200, http.read().status());
        http.close();
      }
    }
  }

  @Test
  void finishesWhatItWasAskedBeforeItStops() throws Exception {
    CountDownLatch started = new CountDownLatch(1);
    CountDownLatch gate = new CountDownLatch(1);
    RpcServer stopping =
        RpcServer.start(options(LIMITS), TestMethods.with(started, gate), CONTRACTS);
    try (RawHttp http = new RawHttp(stopping.port())) {
      String body = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"test_gate\"}";
      http.write(head("Content-Type: application/json", body.length()) + body);
      assertTrue(started.await(10, TimeUnit.SECONDS));
      CompletableFuture<Void> stop = CompletableFuture.runAsync(stopping::close);
      Thread.sleep(100);
      gate.countDown();

      assertEquals("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":true}", http.read().body());
      stop.get(10, TimeUnit.SECONDS);
      assertThrows(IOException.class, () -> new RawHttp(stopping.port()).close());
    }
    stopping.close();
  }

  @Test
  void saysWhichLimitAllowsNothing() {
    IllegalArgumentException fault =
        assertThrows(IllegalArgumentException.class, () -> LIMITS.withBatchItemsMax(0));

    assertEquals("batchItemsMax is at least 1, got 0", fault.getMessage());
  }

  @Test
  void saysWhichPortIsTaken() {
    RpcOptions taken = RpcOptions.local(server.port(), LIMITS);

    RpcServerException fault = assertThrows(RpcServerException.class, () -> start(taken).close());

    String words = String.valueOf(fault.getMessage());
    assertTrue(words.contains("cannot listen on 127.0.0.1:" + server.port()), words);
    assertTrue(words.contains("choose another port with --port"), words);
  }

  @Test
  void saysWhichNameIsNotKnown() {
    RpcOptions unknown = new RpcOptions("nowhere.invalid", 0, Set.of(), Set.of(), LIMITS);

    RpcServerException fault = assertThrows(RpcServerException.class, () -> start(unknown).close());

    String words = String.valueOf(fault.getMessage());
    assertTrue(words.contains("no such name or address"), words);
  }

  /// Asks on new connections until the server, which hears of closed ones a moment later, answers
  /// so.
  private static RawHttp.Answer awaitStatus(RpcServer server, String body, int status)
      throws Exception {
    for (int count = 0; count < 1_000; count++) {
      try (RawHttp http = new RawHttp(server.port())) {
        RawHttp.Answer answer = http.post(body);
        if (answer.status() == status) {
          return answer;
        }
      }
      Thread.sleep(10);
    }
    throw new AssertionError("no answer with status " + status + " in 10 s");
  }

  private static RpcOptions options(HttpLimits limits) {
    return new RpcOptions(
        "127.0.0.1", 0, Set.of("node.example"), Set.of("https://app.example"), limits);
  }

  private static RpcServer start(RpcOptions options) {
    return RpcServer.start(options, TestMethods.all(), CONTRACTS);
  }

  private static String head(String header, int length) {
    return "POST / HTTP/1.1\r\nHost: localhost\r\n"
        + header
        + "\r\nContent-Length: "
        + length
        + "\r\n\r\n";
  }
}
