package org.tallystick.node.rpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tallystick.bytes.Address;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.U256;
import org.tallystick.crypto.KeyPair;
import org.tallystick.json.Json;
import org.tallystick.json.JsonNull;
import org.tallystick.json.JsonObject;
import org.tallystick.ledger.SignedTransaction;
import org.tallystick.node.rpc.protocol.RpcError;
import org.tallystick.node.testing.Transfers;

/// What a client asks before it sends, and how it sends and waits in one.
class FillingIT {
  private static final KeyPair ALICE = TestNode.KEYS.getFirst();
  private static final String FROM = TestNode.quote(ALICE.address());
  private static final String TO = TestNode.quote(TestNode.CONTRACT);

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
  void whatIsLeftOutIsFilledIn() {
    node.send(Bytes.of(ScriptedMachine.STORE, (byte) 1));
    JsonObject tx = filled("{\"from\":%s,\"to\":%s,\"value\":\"0x5\"}");

    assertEquals("0x2", text(tx, "type"));
    assertEquals("0x1", text(tx, "nonce"));
    assertEquals("0x5", text(tx, "value"));
    assertEquals("0x3b9aca00", text(tx, "maxPriorityFeePerGas"));
    assertEquals(text(tx, "maxFeePerGas"), text(tx, "gasPrice"));
    assertTrue(
        U256.fromBytes(Bytes.fromHex("0x00" + even(text(tx, "gas")))).compareTo(U256.of(21_000))
            >= 0);
  }

  @Test
  void whatIsSaidStays() {
    JsonObject tx =
        filled(
            "{\"from\":%s,\"to\":%s,\"nonce\":\"0x9\",\"gas\":\"0x7530\",\"gasPrice\":\"0x77359400\"}");

    assertEquals("0x0", text(tx, "type"));
    assertEquals("0x9", text(tx, "nonce"));
    assertEquals("0x7530", text(tx, "gas"));
    assertEquals("0x77359400", text(tx, "gasPrice"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"blobVersionedHashes\":[]}",
        "{\"authorizationList\":[]}",
        "{\"chainId\":\"0x1\"}",
        "{\"maxPriorityFeePerGas\":\"0xffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff\",\"gas\":\"0x5208\"}",
        "{\"nonce\":\"0xffffffffffffffff\",\"gas\":\"0x5208\"}"
      })
  void whatNoTransactionCanBeIsRefused(String wanted) {
    JsonObject error = node.error("eth_fillTransaction", wanted);

    assertEquals(Json.of(RpcError.INVALID_ARGUMENTS), error.get("code").orElseThrow());
  }

  @Test
  void aTransactionIsSignedAndNotSent() {
    JsonObject signed =
        (JsonObject)
            node.result(
                "eth_signTransaction",
                "{\"from\":%s,\"to\":%s,\"value\":\"0x5\"}".formatted(FROM, TO));
    JsonObject tx = (JsonObject) signed.get("tx").orElseThrow();

    assertEquals("0x0", node.text("eth_getTransactionCount", FROM, "\"pending\""));
    assertEquals(
        text(tx, "hash"), node.text("eth_sendRawTransaction", TestNode.quote(text(signed, "raw"))));
  }

  @Test
  void theReceiptIsTheAnswerOfWhoWaits() {
    SignedTransaction transaction = Transfers.of(ALICE, 0, Address.ZERO);
    JsonObject receipt =
        (JsonObject)
            node.result(
                "eth_sendRawTransactionSync", TestNode.quote(transaction.encoded().toHex()));

    assertEquals(node.awaitReceipt(TestNode.quote(transaction.hash().toHex())), receipt);
    JsonObject again =
        node.error("eth_sendRawTransactionSync", TestNode.quote(transaction.encoded().toHex()));
    assertTrue(text(again, "message").startsWith("nonce too low"), again.toString());
  }

  @Test
  void whoIsNotNextIsToldAtOnce() {
    SignedTransaction transaction = Transfers.of(ALICE, 1, Address.ZERO);
    JsonObject error =
        node.error(
            "eth_sendRawTransactionSync", TestNode.quote(transaction.encoded().toHex()), "20000");

    assertEquals(Json.of(5), error.get("code").orElseThrow());
    assertEquals(transaction.hash().toHex(), text(error, "data"));
    assertTrue(node.node().pool().find(transaction.hash()).isPresent());
  }

  @Test
  void whoIsInNoBlockInTimeIsToldSo() {
    SignedTransaction transaction = Transfers.of(ALICE, 0, Address.ZERO);
    String encoded = TestNode.quote(transaction.encoded().toHex());
    try (TestNode slow = TestNode.slow(folder.resolve("slow"))) {
      long start = System.nanoTime();
      JsonObject error = slow.error("eth_sendRawTransactionSync", encoded, "150");

      assertTrue(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start) >= 150);
      assertEquals(Json.of(4), error.get("code").orElseThrow(), error::toString);
      assertEquals(transaction.hash().toHex(), text(error, "data"));
      assertTrue(slow.node().pool().find(transaction.hash()).isPresent());
    }
  }

  @Test
  void whoeverWaitsKeepsNoThread() {
    try (TestNode slow = TestNode.slow(folder.resolve("slow"))) {
      List<CompletableFuture<JsonObject>> waiting = new ArrayList<>();
      for (int nonce = 0; nonce < 8; nonce++) {
        String encoded = TestNode.quote(Transfers.of(ALICE, nonce, Address.ZERO).encoded().toHex());
        waiting.add(slow.ask("eth_sendRawTransactionSync", encoded, "20000"));
        // More of them wait than there are threads, and the node still answers.
        while (!slow.text("eth_getTransactionCount", FROM, "\"pending\"")
            .equals("0x" + Integer.toHexString(nonce + 1))) {
          LockSupport.parkNanos(1_000_000);
        }
      }
      slow.result("evm_mine");

      for (CompletableFuture<JsonObject> each : waiting) {
        JsonObject receipt = (JsonObject) each.join().get("result").orElseThrow();
        assertEquals("0x1", text(receipt, "blockNumber"));
      }
    }
  }

  @Test
  void anAccessListNamesWhatIsTouched() {
    JsonObject found =
        (JsonObject)
            node.result(
                "eth_createAccessList",
                "{\"from\":%s,\"to\":%s,\"data\":\"0x0a\"}".formatted(FROM, TO));

    assertEquals(
        Json.parse("[{\"address\":%s,\"storageKeys\":[\"0x%s\"]}]".formatted(TO, "00".repeat(32))),
        found.get("accessList").orElseThrow());
    assertEquals(Optional.empty(), found.get("error"));
    JsonObject plain =
        (JsonObject)
            node.result("eth_createAccessList", "{\"from\":%s,\"to\":%s}".formatted(FROM, FROM));
    assertEquals(Json.parse("[]"), plain.get("accessList").orElseThrow());
    assertEquals("0x5208", text(plain, "gasUsed"));
  }

  @Test
  void anAccessListSaysWhyTheCallFails() {
    JsonObject found =
        (JsonObject)
            node.result(
                "eth_createAccessList",
                "{\"from\":%s,\"to\":%s,\"data\":\"0x03\"}".formatted(FROM, TO));

    assertEquals("execution reverted: not enough", text(found, "error"));
  }

  @Test
  void slotsOfManyAccountsAreReadAtOnce() {
    node.send(Bytes.of(ScriptedMachine.STORE, (byte) 7));
    String zero = "0x" + "0".repeat(64);

    assertEquals(
        Json.parse(
            "{%s:[\"0x%s7\",\"%s\"],%s:[\"%s\"]}".formatted(TO, "0".repeat(63), zero, FROM, zero)),
        node.result(
            "eth_getStorageValues",
            "{%s:[\"0x0\",\"0x1\"],%s:[\"0x0\"]}".formatted(TO, FROM),
            "\"latest\""));
    String many = String.join(",", Collections.nCopies(1_025, "\"0x0\""));
    for (String wrong :
        List.of(
            "{}",
            "{%s:[]}".formatted(TO),
            "{\"0x1\":[\"0x0\"]}",
            "{%s:[%s]}".formatted(TO, many))) {
      assertEquals(
          Json.of(RpcError.INVALID_ARGUMENTS),
          node.error("eth_getStorageValues", wrong).get("code").orElseThrow());
    }
  }

  @Test
  void aBlockIsPretendedForACall() {
    String call = "{\"from\":%s,\"to\":%s,\"gasPrice\":\"0x5\"}".formatted(FROM, TO);

    assertTrue(
        text(node.error("eth_call", call, "\"latest\""), "message")
            .startsWith("max fee per gas less than block base fee"));
    assertEquals(
        "0x", node.text("eth_call", call, "\"latest\"", "null", "{\"baseFeePerGas\":\"0x5\"}"));
  }

  @Test
  void aTransactionIsFoundByItsSenderAndNonce() {
    String first = node.send(Bytes.of(ScriptedMachine.STORE, (byte) 1));
    node.send(1, Optional.of(TestNode.CONTRACT), Bytes.of(ScriptedMachine.STORE, (byte) 2));
    String second = node.send(Bytes.of(ScriptedMachine.STORE, (byte) 3));

    for (String[] each : new String[][] {{"\"0x0\"", first}, {"\"0x1\"", second}}) {
      JsonObject found =
          (JsonObject) node.result("eth_getTransactionBySenderAndNonce", FROM, each[0]);
      assertEquals(each[1], TestNode.quote(text(found, "hash")));
      assertEquals(
          each[1], node.result("ots_getTransactionBySenderAndNonce", FROM, each[0]).write());
    }
    assertEquals(JsonNull.NULL, node.result("eth_getTransactionBySenderAndNonce", FROM, "\"0x2\""));
    assertEquals(
        JsonNull.NULL,
        node.result(
            "eth_getTransactionBySenderAndNonce",
            TestNode.quote(Address.of(Bytes.wrap(new byte[20]))),
            "0"));
  }

  private JsonObject filled(String wanted) {
    JsonObject answer = (JsonObject) node.result("eth_fillTransaction", wanted.formatted(FROM, TO));
    return (JsonObject) answer.get("tx").orElseThrow();
  }

  private static String even(String quantity) {
    String digits = quantity.substring(2);
    return digits.length() % 2 == 0 ? digits : "0" + digits;
  }

  private static String text(JsonObject object, String member) {
    return object.get(member).orElseThrow().view().text();
  }
}
