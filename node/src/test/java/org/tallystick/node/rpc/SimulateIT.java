package org.tallystick.node.rpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tallystick.bytes.Bytes;
import org.tallystick.json.Json;
import org.tallystick.json.JsonArray;
import org.tallystick.json.JsonObject;

/// `eth_simulateV1`: blocks that might follow.
class SimulateIT {
  private static final String FROM = TestNode.quote(TestNode.KEYS.get(0).address());
  private static final String TO = TestNode.quote(TestNode.CONTRACT);
  private static final String POOR = "\"0x" + "77".repeat(20) + "\"";

  @TempDir Path folder;
  private TestNode node;

  @BeforeEach
  void start() {
    node = TestNode.development(folder);
  }

  @AfterEach
  void stop() {
    node.close();
  }

  @Test
  void aBlockSeesWhatTheOneBeforeDid() {
    List<JsonObject> blocks =
        simulate(
            "{}",
            "{\"calls\":[%s]}".formatted(call("0x0209")),
            "{\"calls\":[%s]}".formatted(call("0x0a")));

    assertEquals(word(9), text(calls(blocks.get(1)).getFirst(), "returnData"));
    assertEquals(word(0), node.text("eth_call", call("0x0a"), "\"latest\""));
  }

  @Test
  void headersFollowOneAnother() {
    node.send(Bytes.of(ScriptedMachine.STORE, (byte) 1));
    JsonObject head = (JsonObject) node.result("eth_getBlockByNumber", "\"latest\"", "false");

    List<JsonObject> blocks =
        simulate(
            "{}",
            "{}",
            "{\"blockOverrides\":{\"number\":\"0x5\",\"feeRecipient\":%s,\"prevRandao\":\"0x7\"}}"
                .formatted(POOR),
            "{\"blockOverrides\":{\"time\":\"0x70000000\",\"baseFeePerGas\":\"0x64\"}}");

    assertEquals(
        List.of("0x2", "0x3", "0x4", "0x5", "0x6"),
        blocks.stream().map(block -> text(block, "number")).toList());
    assertEquals(text(head, "hash"), text(blocks.getFirst(), "parentHash"));
    for (int at = 1; at < blocks.size(); at++) {
      assertEquals(text(blocks.get(at - 1), "hash"), text(blocks.get(at), "parentHash"));
      assertEquals(text(head, "stateRoot"), text(blocks.get(at), "stateRoot"));
    }
    assertEquals(
        quantity(head, "timestamp").add(BigInteger.ONE), quantity(blocks.getFirst(), "timestamp"));
    assertEquals(POOR, TestNode.quote(text(blocks.get(3), "miner")));
    assertEquals(word(7), text(blocks.get(3), "mixHash"));
    assertEquals("0x70000000", text(blocks.get(4), "timestamp"));
    assertEquals("0x64", text(blocks.get(4), "baseFeePerGas"));
  }

  @Test
  void aValidatedCallLeadsWhereTheTransactionDoes() {
    List<JsonObject> blocks =
        simulate(
            "{\"validation\":true}",
            """
            {"calls":[{"from":%s,"to":%s,"nonce":"0x0","gas":"0xf4240","input":"0x0109",
              "maxFeePerGas":"0x2540be400","maxPriorityFeePerGas":"0x3b9aca00"}]}
            """
                .formatted(FROM, TO));
    node.send(Bytes.of(ScriptedMachine.LOG, (byte) 9));
    JsonObject made = (JsonObject) node.result("eth_getBlockByNumber", "\"latest\"", "false");

    JsonObject simulated = blocks.getFirst();
    for (String member :
        List.of(
            "number",
            "parentHash",
            "miner",
            "stateRoot",
            "receiptsRoot",
            "logsBloom",
            "gasUsed",
            "gasLimit",
            "baseFeePerGas")) {
      assertEquals(text(made, member), text(simulated, member), member);
    }
    assertNotEquals(text(made, "hash"), text(simulated, "hash"));
  }

  @Test
  void overridesStayForTheBlocksAfter() {
    List<JsonObject> blocks =
        simulate(
            "{}",
            """
            {"stateOverrides":{%1$s:{"balance":"0x5"},%2$s:{"state":{"0x0":"0x%3$s"}}}}
            """
                .formatted(POOR, TO, "0".repeat(63) + "8"),
            """
            {"calls":[{"from":%1$s,"to":%2$s,"value":"0x5","input":"0x0a"}]}
            """
                .formatted(POOR, TO));

    JsonObject call = calls(blocks.get(1)).getFirst();
    assertEquals("0x1", text(call, "status"));
    assertEquals(word(8), text(call, "returnData"));
    assertNotEquals(text(blocks.get(0), "stateRoot"), text(blocks.get(1), "stateRoot"));
  }

  @Test
  void coinsThatMoveAreToldAsLogsAndAreNoneOfTheBlock() {
    String calls =
        """
        {"calls":[{"from":%1$s,"to":%2$s,"value":"0x5","input":"0x0109"},
          {"from":%1$s,"to":%2$s,"value":"0x5","input":"0x03"},
          {"from":%1$s,"to":%3$s,"value":"0x6"}]}
        """
            .formatted(FROM, TO, POOR);

    JsonObject told = simulate("{\"traceTransfers\":true}", calls).getFirst();
    JsonObject silent = simulate("{}", calls).getFirst();

    List<JsonObject> logs = objects(calls(told).get(0), "logs");
    assertEquals(2, logs.size());
    assertEquals("0x" + "ee".repeat(20), text(logs.getFirst(), "address"));
    assertEquals(word(5), text(logs.getFirst(), "data"));
    assertEquals(text(told, "hash"), text(logs.getFirst(), "blockHash"));
    assertEquals(List.of(), objects(calls(told).get(1), "logs"));
    assertEquals(1, objects(calls(told).get(2), "logs").size());
    assertEquals("0x2", text(objects(calls(told).get(2), "logs").getFirst(), "logIndex"));
    assertEquals(text(silent, "hash"), text(told, "hash"));
    assertEquals(1, objects(calls(silent).get(0), "logs").size());
  }

  @Test
  void aCallThatFailsSaysHowAndTheNextOneRuns() {
    String evm = "{\"from\":%s,\"input\":\"0x6080604052\"}".formatted(FROM);
    List<JsonObject> calls =
        calls(
            simulate(
                    "{}",
                    "{\"calls\":[%s,{\"to\":%s,\"input\":\"0x08\",\"gas\":\"0x186a0\"},%s,%s]}"
                        .formatted(call("0x03"), TO, evm, call("0x00aa")))
                .getFirst());

    assertEquals(
        List.of("0x0", "0x0", "0x0", "0x1"),
        calls.stream().map(call -> text(call, "status")).toList());
    assertEquals("execution reverted: not enough", error(calls.get(0)));
    assertEquals("vm execution error: execution halted: memory limit: 70 MiB", error(calls.get(1)));
    assertTrue(error(calls.get(2)).contains("invalid creation data"), error(calls.get(2)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          -38010 | {"validation":true,"blockStateCalls":[{"stateOverrides":{FROM:{"nonce":"0x5"}},"calls":[{"from":FROM,"to":TO,"nonce":"0x1","maxFeePerGas":"0x2540be400"}]}]}
          -38011 | {"validation":true,"blockStateCalls":[{"calls":[{"from":FROM,"to":TO,"nonce":"0x1","maxFeePerGas":"0x2540be400"}]}]}
          -38012 | {"validation":true,"blockStateCalls":[{"calls":[{"from":FROM,"to":TO}]}]}
          -38012 | {"blockStateCalls":[{"blockOverrides":{"baseFeePerGas":"0x9"},"calls":[{"from":FROM,"to":TO,"gasPrice":"0x8"}]}]}
          -38013 | {"blockStateCalls":[{"calls":[{"from":FROM,"to":TO,"gas":"0x100"}]}]}
          -38014 | {"blockStateCalls":[{"calls":[{"from":POOR,"to":TO,"value":"0x1"}]}]}
          -38015 | {"blockStateCalls":[{"blockOverrides":{"gasLimit":"0x5300"},"calls":[{"from":FROM,"to":TO,"gas":"0x5301"}]}]}
          -38020 | {"blockStateCalls":[{"blockOverrides":{"number":"0x0"}}]}
          -38021 | {"blockStateCalls":[{"blockOverrides":{"time":"0x10"}},{"blockOverrides":{"time":"0xf"}}]}
          -38025 | {"blockStateCalls":[{"calls":[{"from":FROM,"input":"0xBIG"}]}]}
          -38026 | {"blockStateCalls":[{"blockOverrides":{"number":"0x101"}}]}
          -38026 | {"blockStateCalls":[BLOCKS]}
          -38026 | {"blockStateCalls":[{"blockOverrides":{"gasLimit":"0x3b9aca00"},"calls":[{"to":TO,"input":"0x07","gas":"0x2faf080"},{"to":TO}]}]}
          -32602 | {"blockStateCalls":[{"stateOverrides":{TO:{"movePrecompileToAddress":POOR}}}]}
          -32602 | {"blockStateCalls":[{"stateOverrides":{TO:{"nonce":"0x7fffffffffffffff"}}}]}
          -32602 | {"blockStateCalls":[{"blockOverrides":{"gasLimit":"0x1"}}]}
          -32602 | {"blockStateCalls":[{"blockOverrides":{"withdrawals":[{}]}}]}
          -32602 | {"blockStateCalls":[{"calls":[{"to":TO,"gasPrice":"0xffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff"}]}]}
          -32602 | {"blockStateCalls":[]}
          -32602 | {"blockStateCalls":{}}
          -32602 | {}
          """)
  void refusesByTheCodesOfTheInterface(long code, String payload) {
    String blocks = String.join(",", Collections.nCopies(257, "{}"));
    JsonObject error =
        node.error(
            "eth_simulateV1",
            payload
                .replace("FROM", FROM)
                .replace("TO", TO)
                .replace("POOR", POOR)
                .replace("BLOCKS", blocks)
                .replace("BIG", "00".repeat(294_913)));

    assertEquals(Json.of(code), error.get("code").orElseThrow(), error::toString);
  }

  @Test
  void storageThatIsReplacedHasABoundForAllAccountsTogether() {
    String replaced =
        "{\"stateOverrides\":{%s:{\"state\":{}},%s:{\"state\":{}}}}".formatted(TO, POOR);

    assertEquals(2, simulate("{}", slots(4_000), replaced).size());
    JsonObject refusal =
        node.error(
            "eth_simulateV1", "{\"blockStateCalls\":[%s,%s]}".formatted(slots(6_000), replaced));
    assertEquals("-38026", refusal.get("code").orElseThrow().write());
  }

  /// A block before which two accounts are given so many slots each.
  private static String slots(int count) {
    String slots =
        IntStream.range(0, count)
            .mapToObj(slot -> "\"0x%064x\":\"0x%064x\"".formatted(slot, slot + 1))
            .collect(Collectors.joining(","));
    String account = "{\"balance\":\"0x1\",\"stateDiff\":{%s}}".formatted(slots);
    return "{\"stateOverrides\":{%s:%s,%s:%s}}".formatted(TO, account, POOR, account);
  }

  @Test
  void whatIsToldHasABound() {
    String echo = call("0x00" + "ab".repeat(60_000));
    String many = String.join(",", Collections.nCopies(35, echo));
    String full =
        "{\"blockOverrides\":{\"gasLimit\":\"0x3b9aca00\"},\"calls\":[%s]}".formatted(many);

    JsonObject error =
        node.error("eth_simulateV1", "{\"blockStateCalls\":[%s]}".formatted(full), "\"latest\"");

    assertEquals(Json.of(-38026), error.get("code").orElseThrow(), error::toString);
  }

  @Test
  void lastsForAsManyBlocksAsAChainMayBeAhead() {
    List<JsonObject> blocks = simulate("{}", "{\"blockOverrides\":{\"number\":\"0x100\"}}");

    assertEquals(256, blocks.size());
    assertEquals("0x100", text(blocks.getLast(), "number"));
  }

  private List<JsonObject> simulate(String options, String... blocks) {
    String payload =
        "{\"blockStateCalls\":[%s]%s"
            .formatted(
                String.join(",", blocks), options.equals("{}") ? "}" : "," + options.substring(1));
    return elements(node.result("eth_simulateV1", payload, "\"latest\""));
  }

  private static String call(String input) {
    return "{\"from\":%s,\"to\":%s,\"input\":\"%s\"}".formatted(FROM, TO, input);
  }

  private static List<JsonObject> calls(JsonObject block) {
    return objects(block, "calls");
  }

  private static List<JsonObject> objects(JsonObject object, String member) {
    return elements(object.get(member).orElseThrow());
  }

  private static List<JsonObject> elements(Json array) {
    List<JsonObject> objects = new ArrayList<>();
    ((JsonArray) array).elements().forEach(element -> objects.add((JsonObject) element));
    return objects;
  }

  private static String error(JsonObject call) {
    return text((JsonObject) call.get("error").orElseThrow(), "message");
  }

  private static String text(JsonObject object, String member) {
    return object.get(member).orElseThrow().view().text();
  }

  private static BigInteger quantity(JsonObject object, String member) {
    return new BigInteger(text(object, member).substring(2), 16);
  }

  private static String word(long number) {
    return "0x%064x".formatted(number);
  }
}
