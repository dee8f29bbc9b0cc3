package org.tallystick.node.rpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tallystick.bytes.Address;
import org.tallystick.json.Json;
import org.tallystick.json.JsonNull;
import org.tallystick.json.JsonObject;
import org.tallystick.node.rpc.protocol.Caller;
import org.tallystick.node.rpc.protocol.RpcError;
import org.tallystick.node.testing.JsonRpc;

/// What tests of contracts ask of a development chain. What the tools themselves make of it is in
/// [JavaScriptClientsIT].
@Timeout(60)
class DevMethodsIT {
  private static final String ALICE = TestNode.quote(TestNode.KEYS.get(0).address());
  private static final String CONTRACT = TestNode.quote(TestNode.CONTRACT);
  private static final String STRANGER =
      TestNode.quote(Address.fromHex("0x00000000000000000000000000000000005741a6"));
  private static final String WORD = TestNode.quote("0x" + "00".repeat(31) + "07");

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

  static List<List<String>> refused() {
    return List.of(
        List.of("anvil_setBalance", STRANGER),
        List.of("anvil_setBalance", STRANGER, "\"0x1" + "0".repeat(64) + "\""),
        List.of("anvil_setBalance", STRANGER, "-1"),
        List.of("anvil_setBalance", STRANGER, "1.5"),
        List.of("anvil_setBalance", STRANGER, "1e80"),
        List.of("anvil_setBalance", "\"0x12\"", "\"0x1\""),
        List.of("hardhat_setNonce", CONTRACT, "\"0x0\""),
        List.of("hardhat_setNonce", CONTRACT, "\"0xffffffffffffffff\""),
        List.of("hardhat_setNonce", CONTRACT, "\"0x7fffffffffffffff\""),
        List.of("hardhat_setCode", STRANGER, "\"0x6080604052\""),
        List.of("hardhat_setCode", STRANGER, "\"0xef4a5301\""),
        List.of("hardhat_setCode", STRANGER, "\"0x0\""),
        List.of("hardhat_setStorageAt", STRANGER, "\"0x0\"", WORD),
        List.of("hardhat_setStorageAt", CONTRACT, "\"0x0\"", "\"0x" + "1".repeat(65) + "\""),
        List.of("anvil_mine", "100001"),
        List.of("anvil_mine", "2", "9000000000000000000"),
        List.of("anvil_mine", "\"0xffffffffffffffff\""),
        List.of("evm_mine", "{\"blocks\":0}"),
        List.of("evm_mine", "{\"blocks\":100001,\"timestamp\":4000000000}"),
        List.of("evm_mine", "{\"blocks\":2,\"timestamp\":1}"),
        List.of("evm_mine", "[]"),
        List.of("evm_increaseTime", "-1"),
        List.of("evm_increaseTime", "253402300799"),
        List.of("evm_setTime", "1"),
        List.of("evm_setNextBlockTimestamp", "1"),
        List.of("evm_setNextBlockTimestamp", "\"0x3b00000000\""),
        List.of("anvil_setBlockTimestampInterval", "9000000000"),
        List.of("hardhat_setBlockTimestampInterval", "1500"),
        List.of("evm_setAutomine", "\"false\""),
        List.of("evm_setAutomine"),
        List.of("evm_setIntervalMining", "86401"),
        List.of("evm_setIntervalMining", "[1,2]"),
        List.of("evm_setIntervalMining", "9223372036854775807"),
        List.of("evm_setBlockGasLimit", "1"),
        List.of("evm_setBlockGasLimit", "\"0x7fffffffffffffff\""),
        List.of("anvil_setNextBlockBaseFeePerGas", "\"0x1" + "0".repeat(32) + "\""),
        List.of("anvil_setCoinbase", "\"alice\""),
        List.of("anvil_setPrevRandao", "\"0x" + "1".repeat(65) + "\""),
        List.of("anvil_loadState", "\"0x\""),
        List.of("anvil_loadState", "\"0x1f8b0800000000000000\""),
        List.of("anvil_setRpcUrl", "\"http://127.0.0.1:1\""),
        List.of("anvil_setChainId", "1"),
        List.of("hardhat_reset", "{\"forking\":{\"jsonRpcUrl\":\"http://127.0.0.1:1\"}}"),
        List.of("hardhat_reset", "{\"forking\":{\"blockNumber\":5}}"),
        List.of("hardhat_reset", "5"),
        List.of("evm_revert", "\"latest\""),
        List.of("anvil_dropTransaction", "\"0x1\""),
        List.of("eth_sendTransaction", "{\"from\":" + STRANGER + ",\"gas\":\"0x5208\"}"),
        List.of("eth_sendUnsignedTransaction", "{\"gas\":\"0x5208\"}"),
        List.of("eth_sendUnsignedTransaction", "{\"from\":" + STRANGER + ",\"value\":\"0x1\"}"));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void whatIsRefusedHasChangedNothing(List<String> call) {
    node.result("evm_mine", "2000000000");
    node.result("anvil_setBalance", CONTRACT, "9");
    node.result("evm_setAutomine", "false");
    String snapshot = TestNode.quote(node.text("evm_snapshot"));
    List<String> before = whatIsSeen();

    JsonObject error =
        node.error(call.getFirst(), call.subList(1, call.size()).toArray(String[]::new));

    assertTrue(
        Set.of(Json.of(RpcError.SERVER_ERROR), Json.of(RpcError.INVALID_ARGUMENTS))
            .contains(error.get("code").orElseThrow()),
        error.toString());
    assertEquals(before, whatIsSeen());
    node.result("evm_mine");
    JsonObject next = (JsonObject) node.result("eth_getBlockByNumber", "\"latest\"", "false");
    assertEquals("\"0x1c9c380\"", next.get("gasLimit").orElseThrow().write());
    assertEquals(TestNode.quote(Address.ZERO), next.get("miner").orElseThrow().write());
    assertTrue(seconds(2) - 2_000_000_000L < TimeUnit.MINUTES.toSeconds(1), next.toString());
    assertEquals(Json.of(true), node.result("evm_revert", snapshot));
  }

  private List<String> whatIsSeen() {
    List<String> seen = new ArrayList<>();
    seen.add(node.result("eth_getBlockByNumber", "\"latest\"", "true").write());
    seen.add(node.text("anvil_dumpState"));
    seen.add(node.result("txpool_content").write());
    seen.add(node.result("anvil_getAutomine").write());
    seen.add(node.result("anvil_nodeInfo").write());
    seen.add(node.result("hardhat_metadata").write());
    // The date of the next block: the clock of the world goes on, but not by a minute.
    long nextSeconds =
        Long.parseLong(node.result("evm_increaseTime", "0").write())
            / TimeUnit.MINUTES.toSeconds(1);
    seen.add("ahead by minutes: " + nextSeconds);
    return seen;
  }

  @Test
  void proofsAtTheHeadAreOfTheBlock() {
    String before = node.text("eth_getBalance", STRANGER, "\"latest\"");
    node.result("anvil_setBalance", STRANGER, "\"0x1234\"");

    for (String block : List.of("\"latest\"", "\"0x0\"", "\"pending\"")) {
      JsonObject proof = (JsonObject) node.result("eth_getProof", STRANGER, "[]", block);
      assertEquals(Json.of(before), proof.get("balance").orElseThrow(), block);
    }
    assertEquals("0x1234", node.text("eth_getBalance", STRANGER, "\"latest\""));
    node.result("evm_mine");
    for (String block : List.of("\"latest\"", "\"0x1\"")) {
      JsonObject proof = (JsonObject) node.result("eth_getProof", STRANGER, "[]", block);
      assertEquals(Json.of("0x1234"), proof.get("balance").orElseThrow(), block);
    }
  }

  @Test
  void answersHaveTheFormOfEachTool() {
    String hash = TestNode.quote("0x" + "00".repeat(32));
    assertEquals(JsonNull.NULL, node.result("anvil_setBalance", STRANGER, "1"));
    assertEquals(Json.of(true), node.result("hardhat_setBalance", STRANGER, "1"));
    assertEquals(Json.of(true), node.result("evm_setAccountBalance", STRANGER, "1"));
    assertEquals(JsonNull.NULL, node.result("anvil_dropTransaction", hash));
    assertEquals(Json.of(false), node.result("hardhat_dropTransaction", hash));
    assertEquals("0x1", node.text("evm_snapshot"));
    assertEquals("0x0", node.text("evm_mine"));
    assertEquals(Json.of(true), node.result("evm_revert", "1"));
    assertEquals(Json.of(true), node.result("evm_setBlockGasLimit", "\"0x1c9c380\""));
  }

  @Test
  void hardhatsBlocksAreASecondApartAndAnvilsFollowTheClock() {
    node.result("evm_mine", "4000000000");
    node.result("hardhat_mine", "\"0x3\"");
    assertEquals(4_000_000_002L, seconds(4) - seconds(2) + 4_000_000_000L);
    node.result("anvil_mine", "3");
    assertTrue(seconds(7) - seconds(5) < 2);
    node.result("anvil_mine", "3", "60");
    assertEquals(120, seconds(10) - seconds(8));
    node.result("hardhat_mine", "0");
    assertEquals("0xa", node.text("eth_blockNumber"));
  }

  @Test
  void severalBlocksBeginAtADate() {
    node.result("evm_mine", "{\"blocks\":3,\"timestamp\":\"0xee6b2800\"}");

    assertEquals("0x3", node.text("eth_blockNumber"));
    assertEquals(4_000_000_000L, seconds(1));
    assertTrue(seconds(3) - seconds(1) < 20);
  }

  @Test
  void transactionsOfOneSenderAreRemoved() {
    node.result("evm_setAutomine", "false");
    for (int sender = 0; sender < 2; sender++) {
      for (String nonce : List.of("0x0", "0x1", "0x5")) {
        node.result(
            "eth_sendTransaction",
            "{\"from\":%s,\"to\":%s,\"gas\":\"0x7530\",\"nonce\":\"%s\"}"
                .formatted(TestNode.quote(TestNode.KEYS.get(sender).address()), CONTRACT, nonce));
      }
    }

    node.result("anvil_removePoolTransactions", ALICE);

    assertEquals("{\"pending\":\"0x2\",\"queued\":\"0x1\"}", node.result("txpool_status").write());
    node.result("anvil_dropAllTransactions");
    assertEquals("{\"pending\":\"0x0\",\"queued\":\"0x0\"}", node.result("txpool_status").write());
  }

  @Test
  void everybodyIsImpersonatedWhereThatIsAskedFor() {
    node.result("anvil_setBalance", STRANGER, "\"0xde0b6b3a7640000\"");
    String wanted = "{\"from\":%s,\"to\":%s,\"value\":\"0x1\"}".formatted(STRANGER, ALICE);
    assertTrue(node.error("eth_sendTransaction", wanted).toString().contains("unknown account"));
    node.result("anvil_autoImpersonateAccount", "true");

    String hash = TestNode.quote(node.text("eth_sendTransaction", wanted));

    JsonObject receipt = (JsonObject) node.result("eth_getTransactionReceipt", hash);
    assertEquals(STRANGER, receipt.get("from").orElseThrow().write());
    node.result("anvil_autoImpersonateAccount", "false");
    node.error("eth_sendTransaction", wanted);
  }

  @Test
  void anotherInstanceIsThereAfterAReset() {
    String before = node.result("anvil_metadata").view().member("instanceId").text();
    assertEquals(before, node.result("hardhat_metadata").view().member("instanceId").text());

    node.result("anvil_reset");

    assertNotEquals(before, node.result("anvil_metadata").view().member("instanceId").text());
  }

  @ParameterizedTest
  @ValueSource(strings = {"tallystick/test", "HardhatNetwork/2.29.1"})
  void aSecondBetweenBlocksIsWhatTheNodesToolSaysItIs(String clientVersion, @TempDir Path other) {
    try (DevNode dev = DevNode.start(other, clientVersion)) {
      boolean isHardhat = clientVersion.startsWith("Hardhat");
      JsonRpc rpc = JsonRpc.over(dev.url());
      // A day in seconds is 86 s in milliseconds; a second more is too long for one of them only.
      assertEquals(isHardhat, takes(rpc, "evm_setIntervalMining", "86401"));
      assertTrue(takes(rpc, "evm_setIntervalMining", "0"));
      assertFalse(takes(rpc, "anvil_setIntervalMining", "86401"));
    }
  }

  @Test
  void nobodyElsesPageChangesTheChain(@TempDir Path other) {
    try (TestNode ordinary = TestNode.ordinary(other)) {
      Set<String> onlyHere = new HashSet<>(node.methods().names());
      onlyHere.removeAll(ordinary.methods().names());
      Caller page = new Caller(Optional.of("https://evil.example"), () -> false);
      for (String method : onlyHere) {
        String answer =
            node.answer("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"%s\"}".formatted(method), page);
        assertTrue(answer.contains("\"code\":4100"), method + ": " + answer);
      }
    }
  }

  @Test
  void manyLongRequestsHoldUpNobodyWhoReads() throws Exception {
    List<Future<Json>> mining = new ArrayList<>();
    try (ExecutorService people = Executors.newFixedThreadPool(8)) {
      for (int count = 0; count < 8; count++) {
        mining.add(people.submit(() -> node.result("anvil_mine", "500")));
      }
      while (node.text("eth_blockNumber").equals("0x0")) {
        Thread.onSpinWait();
      }

      long underWay = mining.stream().filter(one -> !one.isDone()).count();

      assertTrue(underWay > 4, "the reader was let in when only so many mined: " + underWay);
      for (Future<Json> one : mining) {
        one.get();
      }
    }
    assertEquals("0xfa0", node.text("eth_blockNumber"));
  }

  private static boolean takes(JsonRpc rpc, String method, String argument) {
    return rpc.call(method, argument).get("error").isEmpty();
  }

  private long seconds(long number) {
    String timestamp =
        node.result("eth_getBlockByNumber", "\"0x" + Long.toHexString(number) + "\"", "false")
            .view()
            .member("timestamp")
            .text();
    return Long.parseLong(timestamp.substring(2), 16);
  }
}
