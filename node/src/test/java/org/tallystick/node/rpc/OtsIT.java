package org.tallystick.node.rpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tallystick.bytes.Bytes;
import org.tallystick.contract.CreationData;
import org.tallystick.json.Json;
import org.tallystick.json.JsonArray;
import org.tallystick.json.JsonNull;
import org.tallystick.json.JsonObject;
import org.tallystick.node.rpc.protocol.RpcError;

/// What the block explorer Otterscan asks.
class OtsIT {
  private static final String ALICE = TestNode.quote(TestNode.KEYS.get(0).address());
  private static final String BOB = TestNode.quote(TestNode.KEYS.get(1).address());
  private static final String CONTRACT = TestNode.quote(TestNode.CONTRACT);

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
  void pagesGoBackAndForth() {
    List<String> sent = new ArrayList<>();
    for (int count = 0; count < 5; count++) {
      sent.add(node.send(Bytes.of(ScriptedMachine.STORE, (byte) count)));
      node.send(1, Optional.of(TestNode.KEYS.get(2).address()), Bytes.EMPTY);
    }
    List<String> newestFirst = new ArrayList<>(sent);
    Collections.reverse(newestFirst);

    JsonObject newest = search("Before", ALICE, "0", "2");
    assertEquals(newestFirst.subList(0, 2), hashes(newest));
    assertEquals("true false", ends(newest));
    JsonObject middle = search("Before", ALICE, "7", "2");
    assertEquals(newestFirst.subList(2, 4), hashes(middle));
    assertEquals("false false", ends(middle));
    JsonObject oldest = search("Before", ALICE, "3", "25");
    assertEquals(newestFirst.subList(4, 5), hashes(oldest));
    assertEquals("false true", ends(oldest));
    JsonObject first = search("After", ALICE, "0", "2");
    assertEquals(newestFirst.subList(3, 5), hashes(first));
    assertEquals("false true", ends(first));
    JsonObject last = search("After", ALICE, "7", "25");
    assertEquals(newestFirst.subList(0, 1), hashes(last));
    assertEquals("true false", ends(last));
    assertEquals(newestFirst, hashes(search("Before", CONTRACT, "0", "25")));
    assertEquals(List.of(), hashes(search("Before", "\"0x" + "77".repeat(20) + "\"", "0", "25")));
  }

  @Test
  void blocksAreToldInShort() {
    String hash = node.send(Bytes.of(ScriptedMachine.LOG, (byte) 1, (byte) 2, (byte) 3, (byte) 4));
    JsonObject receipt = node.awaitReceipt(hash);

    JsonObject details = (JsonObject) node.result("ots_getBlockDetails", "1");
    assertEquals(
        details,
        node.result("ots_getBlockDetailsByHash", receipt.get("blockHash").orElseThrow().write()));
    JsonObject block = (JsonObject) details.get("block").orElseThrow();
    assertEquals(Json.of(1), block.get("transactionCount").orElseThrow());
    assertEquals(Optional.empty(), block.get("transactions"));
    long gasUsed = quantity(receipt, "gasUsed");
    assertEquals(gasUsed * quantity(receipt, "effectiveGasPrice"), quantity(details, "totalFees"));

    JsonObject page = (JsonObject) node.result("ots_getBlockTransactions", "1", "0", "25");
    JsonObject full = (JsonObject) page.get("fullblock").orElseThrow();
    JsonObject transaction =
        (JsonObject) ((JsonArray) full.get("transactions").orElseThrow()).elements().getFirst();
    assertEquals(Json.of("0x01010203"), transaction.get("input").orElseThrow());
    JsonObject shortened =
        (JsonObject) ((JsonArray) page.get("receipts").orElseThrow()).elements().getFirst();
    assertEquals(JsonNull.NULL, shortened.get("logs").orElseThrow());
    JsonObject beyond =
        (JsonObject) node.result("ots_getBlockTransactions", "1", "9223372036854775807", "25");
    assertEquals(Json.parse("[]"), beyond.get("receipts").orElseThrow());
    for (String method : List.of("ots_getBlockDetails", "erigon_getHeaderByNumber")) {
      assertEquals(JsonNull.NULL, node.result(method, "99"));
    }
  }

  @Test
  void contractsHaveCreators() {
    node.send(Bytes.of(ScriptedMachine.STORE, (byte) 1));
    String hash =
        node.send(
            1, Optional.empty(), new CreationData(ScriptedMachine.CODE, Bytes.EMPTY).toBytes());
    node.send(Bytes.of(ScriptedMachine.STORE, (byte) 2));
    String created = node.awaitReceipt(hash).get("contractAddress").orElseThrow().write();

    assertEquals(
        Json.parse("{\"hash\":%s,\"creator\":%s}".formatted(hash, BOB)),
        node.result("ots_getContractCreator", created));
    assertEquals(List.of(hash), hashes(search("Before", created, "0", "25")));
    assertEquals(JsonNull.NULL, node.result("ots_getContractCreator", CONTRACT));
    assertEquals(JsonNull.NULL, node.result("ots_getContractCreator", ALICE));
    assertEquals(Json.of(true), node.result("ots_hasCode", created, "\"latest\""));
    assertEquals(Json.of(false), node.result("ots_hasCode", created, "\"0x1\""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "26", "-1", "\"x\"", "9223372036854775807", "1e30"})
  void aPageHasABound(String size) {
    for (String method : List.of("ots_searchTransactionsBefore", "ots_searchTransactionsAfter")) {
      JsonObject error = node.error(method, ALICE, "0", size);

      assertEquals(Json.of(RpcError.INVALID_ARGUMENTS), error.get("code").orElseThrow());
    }
  }

  private JsonObject search(String direction, String account, String block, String size) {
    return (JsonObject) node.result("ots_searchTransactions" + direction, account, block, size);
  }

  private static List<String> hashes(JsonObject page) {
    List<String> hashes = new ArrayList<>();
    List<Json> receipts = ((JsonArray) page.get("receipts").orElseThrow()).elements();
    for (Json transaction : ((JsonArray) page.get("txs").orElseThrow()).elements()) {
      String hash = ((JsonObject) transaction).get("hash").orElseThrow().write();
      JsonObject receipt = (JsonObject) receipts.get(hashes.size());
      assertEquals(hash, receipt.get("transactionHash").orElseThrow().write());
      assertTrue(receipt.get("timestamp").isPresent());
      hashes.add(hash);
    }
    return hashes;
  }

  private static String ends(JsonObject page) {
    return page.get("firstPage").orElseThrow() + " " + page.get("lastPage").orElseThrow();
  }

  private static long quantity(JsonObject object, String member) {
    return Long.decode(object.get(member).orElseThrow().view().text());
  }
}
