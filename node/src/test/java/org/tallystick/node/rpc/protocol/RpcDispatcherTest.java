package org.tallystick.node.rpc.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tallystick.json.Json;
import org.tallystick.json.JsonArray;
import org.tallystick.json.JsonObject;
import org.tallystick.json.JsonText;
import org.tallystick.node.rpc.http.Exchanges;

class RpcDispatcherTest {
  private static final DocumentLimits LIMITS = new DocumentLimits(2_000_000, 6, 25_000_000);
  private static final long HELD_BYTES_MAX = 256 << 20;
  private static final ExecutorService WORKERS = Executors.newFixedThreadPool(2);

  /// Held, so that it is not collected with its level: two faults below are wanted.
  private static final Logger LOG = Logger.getLogger(RpcDispatcher.class.getName());

  @BeforeAll
  static void quiet() {
    LOG.setLevel(Level.OFF);
  }

  @AfterAll
  static void stop() {
    LOG.setLevel(null);
    WORKERS.shutdownNow();
  }

  static List<Exchanges.Exchange> protocol() throws IOException {
    return Exchanges.read("/rpc/protocol.io");
  }

  @ParameterizedTest
  @MethodSource("protocol")
  void keepsTheProtocolToTheByte(Exchanges.Exchange exchange) {
    assertEquals(exchange.answer(), answer(LIMITS, exchange.request()).orElse(""));
  }

  @Test
  void answersOneHundredThousandLevelsWithAParseError() {
    String answer = answer(LIMITS, "[".repeat(100_000)).orElseThrow();

    assertTrue(answer.contains("\"code\":-32700"), answer);
    assertTrue(answer.contains("more than 100 deep"), answer);
  }

  @Test
  void refusesNumbersOfAMegabyte() {
    String digits = "1".repeat(1_000_000);
    String request = "{\"jsonrpc\":\"2.0\",\"id\":" + digits + ",\"method\":\"test_nothing\"}";

    String answer = answer(LIMITS, request).orElseThrow();

    assertTrue(answer.contains("a number of 1,000,000 characters, at most 100 are read"), answer);
  }

  @Test
  void sendsAnIdOfAMegabyteBack() {
    String id = "\"" + "x".repeat(1_000_000) + "\"";
    String request = "{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"method\":\"test_nothing\"}";

    String answer = answer(LIMITS, request).orElseThrow();

    assertEquals("{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"result\":null}", answer);
  }

  @Test
  void doesNotRepeatAMethodNameOfAMegabyte() {
    String name = "x".repeat(1_000_000);
    String request = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"" + name + "\"}";

    String answer = answer(LIMITS, request).orElseThrow();

    assertTrue(answer.contains("\"code\":-32601"), answer);
    assertTrue(answer.length() < 200, answer);
  }

  @Test
  void refusesMoreValuesThanTheirTextIsWorth() {
    String answer = answer(LIMITS, "[" + "[],".repeat(300_000) + "[]]").orElseThrow();

    assertTrue(answer.contains("\"code\":-32700"), answer);
    assertTrue(answer.contains("more than 200,000 values"), answer);
  }

  @Test
  void refusesWhatIsNotUtf8() {
    byte[] request =
        "{\"jsonrpc\":\"2.0\",\"id\":\"\u00ff\"}".getBytes(StandardCharsets.ISO_8859_1);

    String answer = answer(LIMITS, request).orElseThrow();

    assertTrue(answer.contains("parse error: not UTF-8 at byte 23"), answer);
  }

  @Test
  void runsAFullBatchInOrderWithoutDeepStacks() {
    int items = 1_000;
    String request =
        IntStream.range(0, items)
            .mapToObj(id ->
                "{\"jsonrpc\":\"2.0\",\"id\":%d,\"method\":\"test_echo\",\"params\":[\"%d\"]}"
                    .formatted(id, id))
            .collect(Collectors.joining(",", "[", "]"));

    String answer = answer(new DocumentLimits(2_000_000, items, 25_000_000), request).orElseThrow();

    List<Json> answers = ((JsonArray) Json.parse(answer)).elements();
    assertEquals(items, answers.size());
    for (int id = 0; id < items; id++) {
      assertEquals(
          new JsonText(Integer.toString(id)),
          ((JsonObject) answers.get(id)).members().get("result"));
    }
  }

  @Test
  void stopsABatchWhoseAnswersGrowTooLarge() {
    String call = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"test_long\"}";
    String request = "[" + String.join(",", List.of(call, call, call, call)) + "]";

    String answer = answer(new DocumentLimits(2_000_000, 6, 2_000), request).orElseThrow();

    List<Json> answers = ((JsonArray) Json.parse(answer)).elements();
    assertEquals(
        List.of(true, true, false, false),
        answers.stream().map(one -> ((JsonObject) one).get("result").isPresent()).toList());
    assertEquals(
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"error\":{\"code\":-32003,\"message\":\"response too"
            + " large\"}}",
        answers.get(3).write());
  }

  @Test
  void stopsABatchWhereTooMuchIsHeldForOthers() {
    String call = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"test_long\"}";
    String request = "[" + String.join(",", List.of(call, call, call, call)) + "]";
    Budget budget = new Budget(10_000);
    assertTrue(budget.take(8_000));

    String answer =
        answer(LIMITS, budget, request.getBytes(StandardCharsets.UTF_8), Caller.TRUSTED)
            .orElseThrow();

    List<Json> answers = ((JsonArray) Json.parse(answer)).elements();
    assertEquals(
        List.of(true, true, false, false),
        answers.stream().map(one -> ((JsonObject) one).get("result").isPresent()).toList());
    assertEquals(8_000, budget.bytesHeld());
  }

  @Test
  void stopsABatchWhoseCallerIsGone() {
    String call = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"test_nothing\"}";
    byte[] request = ("[" + call + "," + call + "]").getBytes(StandardCharsets.UTF_8);

    Optional<String> answer = answer(LIMITS, request, new Caller(Optional.empty(), () -> true));

    assertEquals(Optional.empty(), answer);
  }

  @Test
  void runsOnOtherThreadsWhatIsRunApart() {
    String call = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"test_runApart\"}";

    Optional<String> answer = answer(LIMITS, call);

    assertTrue(answer.orElseThrow().contains("\"result\":\"apart-1\""), answer.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"test_run", "test_runApart"})
  void runsNoContractForACallerWhoIsGone(String method) {
    String call = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"" + method + "\"}";
    byte[] request = call.getBytes(StandardCharsets.UTF_8);

    Optional<String> answer = answer(LIMITS, request, new Caller(Optional.empty(), () -> true));

    assertTrue(answer.orElseThrow().contains("the client has gone"), answer.toString());
  }

  private static Optional<String> answer(DocumentLimits limits, String request) {
    return answer(limits, request.getBytes(StandardCharsets.UTF_8));
  }

  private static Optional<String> answer(DocumentLimits limits, byte[] request) {
    return answer(limits, request, Caller.TRUSTED);
  }

  private static Optional<String> answer(DocumentLimits limits, byte[] request, Caller caller) {
    return answer(limits, new Budget(HELD_BYTES_MAX), request, caller);
  }

  private static Optional<String> answer(
      DocumentLimits limits, Budget budget, byte[] request, Caller caller) {
    return new RpcDispatcher(TestMethods.all(), limits, budget, WORKERS, TestMethods.on(WORKERS))
        .answer(request, caller)
        .toCompletableFuture()
        .orTimeout(10, TimeUnit.SECONDS)
        .join()
        .map(bytes -> new String(bytes, StandardCharsets.UTF_8));
  }
}
