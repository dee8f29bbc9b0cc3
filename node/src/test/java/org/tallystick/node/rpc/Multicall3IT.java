package org.tallystick.node.rpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.abi.Abi;
import org.tallystick.abi.AbiFunction;
import org.tallystick.bytes.Address;
import org.tallystick.bytes.Bytes;
import org.tallystick.json.Json;
import org.tallystick.json.JsonNull;
import org.tallystick.json.JsonObject;
import org.tallystick.node.Predeploys;
import org.tallystick.node.testing.JsonRpc;

/// Multicall3 as it stands on a development chain, and the source that says what it is.
class Multicall3IT {
  private static final String AT = TestNode.quote(Predeploys.MULTICALL3);
  private static final String FROM = TestNode.quote(TestNode.KEYS.getFirst().address());

  @TempDir Path folder;

  @Test
  void doesManyCallsInOne() {
    try (DevNode dev = DevNode.start(folder)) {
      JsonRpc node = JsonRpc.over(dev.url());
      Abi abi = Abi.fromJson(node.result("tally_abi", AT));
      Bytes chainId = data(abi, "getChainId", List.of());
      Bytes gasLimit = data(abi, "getCurrentBlockGasLimit", List.of());

      List<Object> both =
          call(
              node,
              abi,
              "aggregate3",
              List.of(List.of(callOf(chainId, false), callOf(gasLimit, true))));
      List<?> results = (List<?>) both.getFirst();
      assertEquals(
          List.of(true, Bytes.fromHex("0x%064x".formatted(TestNode.CHAIN_ID))), results.get(0));
      assertEquals(false, ((List<?>) results.get(1)).getFirst());

      JsonObject error =
          node.error(
              "eth_call",
              request(data(abi, "aggregate3", List.of(List.of(callOf(gasLimit, false))))),
              "\"latest\"");
      assertEquals(
          Json.of("execution reverted: Multicall3: call failed"),
          error.get("message").orElseThrow());

      List<Object> plain =
          call(node, abi, "aggregate", List.of(List.of(List.of(Predeploys.MULTICALL3, chainId))));
      assertEquals(BigInteger.ZERO, plain.getFirst());
      assertEquals(1, ((List<?>) plain.get(1)).size());
      assertEquals(
          List.of(TestNode.BALANCE_WEI.value()),
          call(node, abi, "getEthBalance", List.of(TestNode.KEYS.getFirst().address())));
    }
  }

  @Test
  void passesCoinsOnAndKeepsNone() {
    Address poor = Address.fromHex("0x" + "77".repeat(20));
    try (DevNode dev = DevNode.start(folder)) {
      JsonRpc node = JsonRpc.over(dev.url());
      Abi abi = Abi.fromJson(node.result("tally_abi", AT));
      Bytes pays =
          data(
              abi,
              "aggregate3Value",
              List.of(List.of(List.of(poor, false, BigInteger.TWO, Bytes.EMPTY))));

      JsonObject tooMuch =
          node.error("eth_sendTransaction", request(pays).replace("}", ",\"value\":\"0x3\"}"));
      assertEquals(
          Json.of("execution reverted: Multicall3: value mismatch"),
          tooMuch.get("message").orElseThrow());
      String hash =
          node.text("eth_sendTransaction", request(pays).replace("}", ",\"value\":\"0x2\"}"));
      node.awaitReceipt(TestNode.quote(hash));
      assertEquals("0x2", node.text("eth_getBalance", TestNode.quote(poor), "\"latest\""));
      assertEquals("0x0", node.text("eth_getBalance", AT, "\"latest\""));
    }
  }

  @Test
  void saysWhatItIsMadeOf() {
    try (DevNode dev = DevNode.start(folder)) {
      JsonRpc node = JsonRpc.over(dev.url());
      JsonObject source = (JsonObject) node.result("tally_source", AT);
      JsonObject files = (JsonObject) source.get("files").orElseThrow();

      assertEquals(Json.of(1), source.get("sdk").orElseThrow());
      assertEquals(Json.of("Multicall3.js"), source.get("entry").orElseThrow());
      assertTrue(
          files.get("Multicall3.js").orElseThrow().view().text().contains("class Multicall3"));
      for (String method : List.of("tally_abi", "tally_source")) {
        assertEquals(JsonNull.NULL, node.result(method, FROM));
        assertEquals(Json.of(-32602), node.error(method, "\"0x1\"").get("code").orElseThrow());
      }
    }
  }

  private static List<Object> callOf(Bytes data, boolean allowFailure) {
    return List.of(Predeploys.MULTICALL3, allowFailure, data);
  }

  private static List<Object> call(JsonRpc node, Abi abi, String name, List<?> arguments) {
    String answer = node.text("eth_call", request(data(abi, name, arguments)), "\"latest\"");
    return function(abi, name).decodeResult(Bytes.fromHex(answer));
  }

  private static String request(Bytes data) {
    return "{\"from\":%s,\"to\":%s,\"input\":\"%s\"}".formatted(FROM, AT, data.toHex());
  }

  private static Bytes data(Abi abi, String name, List<?> arguments) {
    return function(abi, name).encodeCall(arguments);
  }

  private static AbiFunction function(Abi abi, String name) {
    return abi.functions().stream()
        .filter(each -> each.name().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
