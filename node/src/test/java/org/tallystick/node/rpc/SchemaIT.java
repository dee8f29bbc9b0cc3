package org.tallystick.node.rpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.bytes.Address;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;
import org.tallystick.bytes.U256;
import org.tallystick.contract.CreationData;
import org.tallystick.json.Json;
import org.tallystick.json.JsonArray;
import org.tallystick.json.JsonLimits;
import org.tallystick.json.JsonObject;
import org.tallystick.json.JsonText;
import org.tallystick.ledger.AccessListEntry;
import org.tallystick.ledger.AccessListTransaction;
import org.tallystick.ledger.LegacyTransaction;
import org.tallystick.node.rpc.dev.TypedDataTest;
import org.tallystick.node.rpc.protocol.RpcError;
import org.tallystick.node.testing.Transfers;

/// Answers are what the OpenRPC document of Ethereum's methods says they are.
class SchemaIT {
  private static final String ONE_COIN = "0xde0b6b3a7640000";

  private static final String CALLS =
      "{\"tracer\":\"callTracer\",\"tracerConfig\":{\"withLog\":true}}";

  @TempDir Path folder;

  @Test
  void everyAnswerFitsItsSchema() throws IOException {
    Path file = vectors().resolve("execution-apis/openrpc.json");
    Assumptions.assumeTrue(
        Files.isRegularFile(file),
        "the official vectors are not here: name their folder by -Dtallystick.vectors=...");
    JsonObject document =
        (JsonObject) Json.parse(Files.readString(file), JsonLimits.DEFAULT.withDepthMax(1_000));
    JsonSchema schemas = new JsonSchema(document);
    Map<String, Json> results = resultSchemas(document);
    Set<String> checked = new HashSet<>();
    try (TestNode node = TestNode.development(folder)) {
      for (Asked asked : questions(node)) {
        Json answer = node.result(asked.method, asked.arguments.toArray(String[]::new));
        Optional.ofNullable(results.get(asked.method))
            .ifPresent(schema ->
                assertEquals(
                    List.of(), schemas.faults(schema, answer), () -> asked.method + ": " + answer));
        checked.add(asked.method);
      }
      for (Asked asked : developmentQuestions()) {
        node.result(asked.method, asked.arguments.toArray(String[]::new));
        checked.add(asked.method);
      }
      String dump = node.text("anvil_dumpState");
      for (String prefix : List.of("anvil_", "hardhat_", "ganache_")) {
        assertEquals(Json.of(true), node.result(prefix + "loadState", TestNode.quote(dump)));
        // There is nothing that it could answer.
        node.error(prefix + "setRpcUrl", "\"http://127.0.0.1:1\"");
        checked.addAll(List.of(prefix + "loadState", prefix + "setRpcUrl"));
      }
      for (String method : List.of("eth_subscribe", "eth_unsubscribe")) {
        // LiveIT asks them where they can be answered, on a socket.
        node.error(method, "\"newHeads\"");
        checked.add(method);
      }
      assertEquals(
          Set.of(),
          without(node.methods().names(), checked),
          "methods that are served and were not asked");
    }
  }

  @Test
  void whatIsInTheDocumentAndNotServedIsNoMethod() throws IOException {
    Path file = vectors().resolve("execution-apis/openrpc.json");
    Assumptions.assumeTrue(Files.isRegularFile(file), "the official vectors are not here");
    JsonObject document =
        (JsonObject) Json.parse(Files.readString(file), JsonLimits.DEFAULT.withDepthMax(1_000));
    try (TestNode node = TestNode.development(folder)) {
      Set<String> unserved = without(resultSchemas(document).keySet(), node.methods().names());

      assertTrue(unserved.contains("eth_blobBaseFee"), unserved.toString());
      for (String method : unserved) {
        assertEquals(
            Json.of(RpcError.METHOD_NOT_FOUND), node.error(method).get("code").orElseThrow());
      }
    }
  }

  @Test
  void theCheckerFindsFaults() {
    JsonObject document =
        (JsonObject)
            Json.parse(
                """
                {"components":{"schemas":{
                  "uint":{"type":"string","pattern":"^0x(0|[1-9a-f][0-9a-f]*)$"},
                  "both":{"type":"object","required":["a"],"additionalProperties":false,
                    "properties":{"a":{"$ref":"#/components/schemas/uint"},
                      "b":{"type":"array","items":{"anyOf":[{"type":"null"},{"type":"boolean"}]}}}}}}}
                """);
    JsonSchema schemas = new JsonSchema(document);
    Json both = Json.parse("{\"$ref\":\"#/components/schemas/both\"}");

    assertTrue(schemas.faults(both, Json.parse("{\"a\":\"0x1\",\"b\":[null,true]}")).isEmpty());
    for (String wrong :
        List.of(
            "{}",
            "[]",
            "{\"a\":1}",
            "{\"a\":\"0x01\"}",
            "{\"a\":\"0x1\",\"b\":[1]}",
            "{\"a\":\"0x1\",\"c\":null}")) {
      assertFalse(schemas.faults(both, Json.parse(wrong)).isEmpty(), wrong);
    }
  }

  private static Path vectors() {
    String named = System.getProperty("tallystick.vectors");
    return named != null
        ? Path.of(named)
        : Path.of(System.getProperty("tallystick.root", "."), "..", "shared", "vectors");
  }

  private record Asked(String method, List<String> arguments) {
    Asked(String method, String... arguments) {
      this(method, List.of(arguments));
    }

    Asked under(String prefix) {
      return new Asked(prefix + method, arguments);
    }
  }

  /// One or more for every method, on a chain that has something of everything.
  private static List<Asked> questions(TestNode node) {
    String from = TestNode.quote(TestNode.KEYS.get(0).address());
    String contract = TestNode.quote(TestNode.CONTRACT);
    String legacy =
        node.send(
            new LegacyTransaction(
                TestNode.CHAIN_ID,
                0,
                U256.of(5_000_000_000L),
                21_000,
                Optional.of(Address.ZERO),
                U256.ONE,
                Bytes.EMPTY),
            TestNode.KEYS.get(1));
    String listed =
        node.send(
            new AccessListTransaction(
                TestNode.CHAIN_ID,
                1,
                U256.of(5_000_000_000L),
                100_000,
                Optional.of(TestNode.CONTRACT),
                U256.ZERO,
                Bytes.of(ScriptedMachine.STORE, (byte) 7),
                List.of(new AccessListEntry(TestNode.CONTRACT, List.of(Hash.ZERO)))),
            TestNode.KEYS.get(1));
    String logged = node.send(Bytes.of(ScriptedMachine.LOG, (byte) 9));
    String reverted = node.send(Bytes.of(ScriptedMachine.ERROR));
    String created =
        node.send(
            0, Optional.empty(), new CreationData(ScriptedMachine.CODE, Bytes.EMPTY).toBytes());
    String queued = Transfers.of(TestNode.KEYS.get(2), 5, Address.ZERO).encoded().toHex();
    String sync = Transfers.of(TestNode.KEYS.get(2), 0, Address.ZERO).encoded().toHex();
    String blockHash = blockHash(node, logged);
    String call =
        "{\"from\":%s,\"to\":%s,\"data\":\"0x00aabb\",\"input\":\"0x00aabb\",\"value\":\"0x0\"}"
            .formatted(from, contract);
    String logFilter = TestNode.quote(node.text("eth_newFilter", "{\"fromBlock\":\"earliest\"}"));
    String blockFilter = TestNode.quote(node.text("eth_newBlockFilter"));
    return List.of(
        new Asked("eth_sendRawTransaction", TestNode.quote(queued)),
        new Asked("eth_chainId"),
        new Asked("eth_blockNumber"),
        new Asked("eth_syncing"),
        new Asked("eth_getBlockByNumber", "\"latest\"", "true"),
        new Asked("eth_getBlockByNumber", "\"0x0\"", "false"),
        new Asked("eth_getBlockByNumber", "\"0x1\"", "true"),
        new Asked("eth_getBlockByNumber", "\"0x2\"", "true"),
        new Asked("eth_getBlockByNumber", "\"0x5\"", "true"),
        new Asked("eth_getBlockByNumber", "\"pending\"", "true"),
        new Asked("eth_getBlockByNumber", "\"safe\"", "true"),
        new Asked("eth_getBlockByNumber", "\"finalized\"", "true"),
        new Asked("eth_getBlockByNumber", "\"earliest\"", "true"),
        new Asked("eth_getBlockByNumber", "\"0xffff\"", "true"),
        new Asked("eth_getBlockByHash", blockHash, "false"),
        new Asked("eth_getBlockByHash", blockHash, "true"),
        new Asked("eth_getBlockTransactionCountByNumber", "\"latest\""),
        new Asked("eth_getBlockTransactionCountByHash", blockHash),
        new Asked("eth_getBlockReceipts", "\"0x1\""),
        new Asked("eth_getBlockReceipts", "\"0x5\""),
        new Asked("eth_getBlockReceipts", blockHash),
        new Asked("eth_getTransactionByHash", legacy),
        new Asked("eth_getTransactionByHash", listed),
        new Asked("eth_getTransactionByHash", created),
        new Asked("eth_getTransactionByHash", "\"0x" + "00".repeat(32) + "\""),
        new Asked("eth_getTransactionByBlockNumberAndIndex", "\"0x3\"", "\"0x0\""),
        new Asked("eth_getTransactionByBlockHashAndIndex", blockHash, "\"0x0\""),
        new Asked("eth_getTransactionByBlockHashAndIndex", blockHash, "\"0x7\""),
        new Asked("eth_getRawTransactionByHash", legacy),
        new Asked("eth_getTransactionReceipt", legacy),
        new Asked("eth_getTransactionReceipt", listed),
        new Asked("eth_getTransactionReceipt", logged),
        new Asked("eth_getTransactionReceipt", reverted),
        new Asked("eth_getTransactionReceipt", created),
        new Asked("eth_getBalance", from, "\"latest\""),
        new Asked("eth_getTransactionCount", from, "\"pending\""),
        new Asked("eth_getTransactionCount", from, "\"latest\""),
        new Asked("eth_getCode", contract, "\"latest\""),
        new Asked("eth_getCode", from, "\"latest\""),
        new Asked("eth_getStorageAt", contract, "\"0x0\"", "\"latest\""),
        new Asked("eth_getProof", contract, "[\"0x0\",\"0x1\"]", "\"latest\""),
        new Asked("eth_getProof", "\"0x" + "ee".repeat(20) + "\"", "[]", "\"latest\""),
        new Asked("eth_call", call, "\"latest\""),
        new Asked("eth_estimateGas", call),
        new Asked("eth_gasPrice"),
        new Asked("eth_maxPriorityFeePerGas"),
        new Asked("eth_feeHistory", "\"0x4\"", "\"latest\"", "[10,50.5,90]"),
        new Asked("eth_feeHistory", "2", "\"latest\"", "[]"),
        new Asked("eth_getLogs", "{\"fromBlock\":\"earliest\"}"),
        new Asked("eth_getLogs", "{\"blockHash\":" + blockHash + "}"),
        new Asked("eth_newFilter", "{\"fromBlock\":\"earliest\"}"),
        new Asked("eth_newBlockFilter"),
        new Asked("eth_newPendingTransactionFilter"),
        new Asked("eth_getFilterChanges", logFilter),
        new Asked("eth_getFilterLogs", logFilter),
        new Asked("eth_getFilterChanges", blockFilter),
        new Asked("eth_uninstallFilter", logFilter),
        new Asked("eth_coinbase"),
        new Asked("eth_config"),
        new Asked("eth_capabilities"),
        new Asked("eth_baseFee"),
        new Asked("eth_getHeaderByNumber", "\"0x1\""),
        new Asked("eth_getHeaderByHash", blockHash),
        new Asked("eth_getUncleCountByBlockNumber", "\"0x1\""),
        new Asked("eth_getUncleCountByBlockHash", blockHash),
        new Asked("eth_getUncleByBlockNumberAndIndex", "\"0x1\"", "\"0x0\""),
        new Asked("eth_getUncleByBlockHashAndIndex", blockHash, "\"0x0\""),
        new Asked("eth_getTransactionBySenderAndNonce", from, "\"0x0\""),
        new Asked(
            "eth_getStorageValues", "{%s:[\"0x0\",\"0x1\"]}".formatted(contract), "\"latest\""),
        new Asked("eth_createAccessList", call),
        new Asked(
            "eth_createAccessList",
            "{\"from\":%s,\"to\":%s,\"data\":\"0x0a\"}".formatted(from, contract),
            "\"latest\""),
        new Asked(
            "eth_createAccessList",
            "{\"from\":%s,\"to\":%s,\"data\":\"0x03\"}".formatted(from, contract),
            "\"latest\""),
        new Asked("eth_fillTransaction", call),
        new Asked(
            "eth_fillTransaction",
            "{\"from\":%s,\"to\":%s,\"gasPrice\":\"0x9502f900\"}".formatted(from, contract)),
        new Asked(
            "eth_fillTransaction",
            "{\"from\":%s,\"to\":%s,\"gasPrice\":\"0x9502f900\",\"accessList\":[]}"
                .formatted(from, contract)),
        new Asked("eth_sendRawTransactionSync", TestNode.quote(sync)),
        new Asked("eth_simulateV1", simulation(from, contract, false), "\"latest\""),
        new Asked("eth_simulateV1", simulation(from, contract, true), "\"latest\""),
        new Asked("rpc_modules"),
        new Asked("debug_getBadBlocks"),
        new Asked("ots_getApiLevel"),
        new Asked("ots_hasCode", contract, "\"latest\""),
        new Asked("ots_getBlockDetails", "1"),
        new Asked("ots_getBlockDetailsByHash", blockHash),
        new Asked("ots_getBlockTransactions", "1", "0", "25"),
        new Asked("ots_searchTransactionsBefore", from, "0", "25"),
        new Asked("ots_searchTransactionsAfter", from, "0", "25"),
        new Asked("ots_getTransactionBySenderAndNonce", from, "0"),
        new Asked("ots_getContractCreator", contract),
        new Asked("ots_traceTransaction", logged),
        new Asked("ots_getInternalOperations", logged),
        new Asked("ots_getTransactionError", reverted),
        new Asked("erigon_getHeaderByNumber", "1"),
        new Asked("tally_abi", contract),
        new Asked("tally_source", contract),
        new Asked("net_version"),
        new Asked("net_listening"),
        new Asked("net_peerCount"),
        new Asked("web3_clientVersion"),
        new Asked("web3_sha3", "\"0x68656c6c6f\""),
        new Asked("txpool_status"),
        new Asked("txpool_content"),
        new Asked("txpool_contentFrom", TestNode.quote(TestNode.KEYS.get(2).address())),
        new Asked("txpool_inspect"),
        new Asked("debug_getRawHeader", "\"0x1\""),
        new Asked("debug_getRawBlock", "\"0x1\""),
        new Asked("debug_getRawReceipts", "\"0x3\""),
        new Asked("debug_getRawTransaction", legacy),
        new Asked("debug_traceTransaction", logged, CALLS),
        new Asked("debug_traceTransaction", reverted, CALLS),
        new Asked("debug_traceTransaction", created, "{\"tracer\":\"prestateTracer\"}"),
        new Asked("debug_traceTransaction", listed, "{\"tracer\":\"4byteTracer\"}"),
        new Asked("debug_traceBlockByNumber", "\"0x3\"", CALLS),
        new Asked("debug_traceBlockByHash", blockHash, CALLS),
        new Asked(
            "debug_traceBlock", TestNode.quote(node.text("debug_getRawBlock", "\"0x3\"")), CALLS),
        new Asked("debug_traceCall", call, "\"latest\"", CALLS),
        new Asked("eth_accounts"),
        new Asked(
            "eth_signTransaction",
            "{\"from\":%s,\"to\":%s,\"value\":\"0x1\"}".formatted(from, contract)),
        new Asked("eth_sign", from, "\"0xdeadbeef\""),
        new Asked("personal_sign", "\"0xdeadbeef\"", from),
        new Asked("eth_signTypedData_v4", from, TypedDataTest.MAIL),
        new Asked("eth_signTypedData", from, TypedDataTest.MAIL),
        new Asked(
            "eth_sendTransaction",
            "{\"from\":%s,\"to\":%s,\"value\":\"%s\"}".formatted(from, contract, ONE_COIN)),
        new Asked("evm_increaseTime", "60"),
        new Asked("evm_setNextBlockTimestamp", "\"0x9502f900\""),
        new Asked("evm_mine"));
  }

  /// Two blocks with a gap between them, and calls of every kind of end.
  private static String simulation(String from, String contract, boolean isFull) {
    return """
    {"traceTransfers":true,"returnFullTransactions":%3$s,"blockStateCalls":[
      {"stateOverrides":{%1$s:{"balance":"0xffffffffffff"}},
       "calls":[
        {"from":%1$s,"to":%2$s,"value":"0x1","input":"0x0107"},
        {"from":%1$s,"to":%2$s,"input":"0x03"},
        {"from":%1$s,"to":%2$s,"input":"0x08","gas":"0x186a0"}]},
      {"blockOverrides":{"number":"0x20"},"calls":[{"from":%1$s,"to":%2$s}]}]}
    """
        .formatted(from, contract, isFull);
  }

  /// Under each of the names that they are served under.
  private static List<Asked> developmentQuestions() {
    String account = TestNode.quote(Address.fromHex("0x" + "5a".repeat(20)));
    String hash = TestNode.quote("0x" + "00".repeat(32));
    List<Asked> questions = new ArrayList<>();
    for (String prefix : List.of("anvil_", "hardhat_", "ganache_")) {
      Stream.of(
              new Asked("setBalance", account, "\"0x1234\""),
              new Asked("setNonce", account, "\"0x1\""),
              new Asked("setCode", account, "\"0x\""),
              new Asked("setStorageAt", account, "\"0x0\"", hash),
              new Asked("setCoinbase", account),
              new Asked("setPrevRandao", hash),
              new Asked("setNextBlockBaseFeePerGas", "\"0x3b9aca00\""),
              new Asked("setMinGasPrice", "\"0x0\""),
              new Asked("mine", "\"0x2\"", "\"0x3\""),
              new Asked("getAutomine"),
              new Asked("impersonateAccount", account),
              new Asked("stopImpersonatingAccount", account),
              new Asked("dropTransaction", hash),
              new Asked("setBlockTimestampInterval", "1000"),
              new Asked("removeBlockTimestampInterval"),
              new Asked("setLoggingEnabled", "true"),
              new Asked("setChainId", "31337"),
              new Asked("metadata"),
              new Asked("nodeInfo"),
              new Asked("dumpState"),
              new Asked("reset"))
          .forEach(asked -> questions.add(asked.under(prefix)));
    }
    for (String prefix : List.of("evm_", "anvil_")) {
      Stream.of(
              new Asked("snapshot"),
              new Asked("revert", "\"0x1\""),
              new Asked("increaseTime", "60"),
              new Asked("setTime", "4200000000"),
              new Asked("setNextBlockTimestamp", "4200000001"),
              new Asked("setAutomine", "true"),
              new Asked("setIntervalMining", "0"),
              new Asked("setBlockGasLimit", "30000000"))
          .forEach(asked -> questions.add(asked.under(prefix)));
    }
    questions.addAll(
        List.of(
            new Asked("evm_setAccountBalance", account, "\"0x1234\""),
            new Asked("evm_setAccountNonce", account, "\"0x2\""),
            new Asked("evm_setAccountCode", account, "\"0x\""),
            new Asked("evm_setAccountStorageAt", account, "\"0x0\"", hash),
            new Asked("anvil_autoImpersonateAccount", "false"),
            new Asked("anvil_dropAllTransactions"),
            new Asked("anvil_removePoolTransactions", account),
            new Asked("eth_mining"),
            new Asked("miner_stop"),
            new Asked("miner_start"),
            new Asked(
                "eth_sendUnsignedTransaction",
                "{\"from\":%s,\"to\":%s}"
                    .formatted(TestNode.quote(TestNode.KEYS.get(1).address()), account))));
    return questions;
  }

  private static String blockHash(TestNode node, String transaction) {
    JsonObject receipt = node.awaitReceipt(transaction);
    return receipt.get("blockHash").orElseThrow().write();
  }

  private static Map<String, Json> resultSchemas(JsonObject document) {
    Map<String, Json> schemas = new HashMap<>();
    for (Json method : ((JsonArray) document.get("methods").orElseThrow()).elements()) {
      JsonObject object = (JsonObject) method;
      JsonObject result = (JsonObject) object.get("result").orElseThrow();
      schemas.put(
          ((JsonText) object.get("name").orElseThrow()).value(),
          result.get("schema").orElseThrow());
    }
    return schemas;
  }

  private static Set<String> without(Set<String> all, Set<String> some) {
    Set<String> rest = new HashSet<>(all);
    rest.removeAll(some);
    return rest;
  }
}
