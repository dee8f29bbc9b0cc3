package org.tallystick.node.rpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tallystick.bytes.Address;
import org.tallystick.bytes.Bytes;
import org.tallystick.bytes.Hash;
import org.tallystick.bytes.U256;
import org.tallystick.crypto.KeyPair;
import org.tallystick.crypto.Secp256k1;
import org.tallystick.crypto.Signature;
import org.tallystick.json.Json;
import org.tallystick.json.JsonNull;
import org.tallystick.json.JsonObject;
import org.tallystick.ledger.FeeMarketTransaction;
import org.tallystick.ledger.Transaction;
import org.tallystick.ledger.TransactionCodec;
import org.tallystick.node.rpc.dev.TypedDataTest;

/// How transactions come in, signed by their senders or by the node.
class SendingIT {
  private static final String FROM = TestNode.quote(TestNode.KEYS.get(0).address());
  private static final String TO = TestNode.quote(TestNode.CONTRACT);
  private static final KeyPair STRANGER = KeyPair.fromSecret(Hash.wrap(U256.of(77).toWord()));

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
  void refusesWithGethsWords() {
    Transaction first = transaction(0, 1_000_000_000);
    node.send(first, TestNode.KEYS.get(0));

    assertEquals(
        "nonce too low: address 0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266, tx: 0 state: 1",
        refusal(transaction(0, 2_000_000_000), TestNode.KEYS.get(0)));
    assertEquals("accepted", refusal(transaction(5, 1_000_000_000), TestNode.KEYS.get(0)));
    assertEquals("already known", refusal(transaction(5, 1_000_000_000), TestNode.KEYS.get(0)));
    assertTrue(
        refusal(transaction(5, 1_050_000_000), TestNode.KEYS.get(0))
            .startsWith("replacement transaction underpriced"));
    assertTrue(
        refusal(transaction(0, 1_000_000_000), STRANGER)
            .startsWith("insufficient funds for gas * price + value"));
    assertTrue(
        refusal(
                new FeeMarketTransaction(
                    1,
                    1,
                    U256.ONE,
                    U256.of(9_000_000_000L),
                    21_000,
                    Optional.of(Address.ZERO),
                    U256.ZERO,
                    Bytes.EMPTY,
                    List.of()),
                TestNode.KEYS.get(0))
            .startsWith("invalid chain id for signer: have 1 want 31337"));
  }

  @Test
  void countsWhatWaitsInThePendingNonce() {
    refusal(transaction(1, 1_000_000_000), TestNode.KEYS.get(0));

    // Behind a gap, it does not count.
    assertEquals("0x0", node.text("eth_getTransactionCount", FROM, "\"pending\""));
    Json status = node.result("txpool_status");
    assertEquals("{\"pending\":\"0x0\",\"queued\":\"0x1\"}", status.write());

    node.send(transaction(0, 1_000_000_000), TestNode.KEYS.get(0));

    assertEquals("0x2", node.text("eth_getTransactionCount", FROM, "\"pending\""));
  }

  @Test
  void signsAndFillsInForTheAccountsOfTheNode() {
    String hash =
        TestNode.quote(
            node.text(
                "eth_sendTransaction",
                "{\"from\":%s,\"to\":%s,\"data\":\"0x01ff\",\"value\":\"0x0\"}"
                    .formatted(FROM, TO)));

    JsonObject receipt = node.awaitReceipt(hash);
    JsonObject transaction = (JsonObject) node.result("eth_getTransactionByHash", hash);

    assertEquals(Json.of("0x1"), receipt.members().get("status"));
    assertEquals(Json.of("0x2"), transaction.members().get("type"));
    assertEquals(Json.of("0x0"), transaction.members().get("nonce"));
    // Twice the base fee of the next block, and the tip.
    assertEquals(Json.of("0x3b9aca00"), transaction.members().get("maxPriorityFeePerGas"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"gasPrice\":\"0x12a05f200\"|0x0",
        "\"gasPrice\":\"0x12a05f200\",\"accessList\":[]|0x1",
        "\"maxFeePerGas\":\"0x12a05f200\"|0x2",
        "\"maxFeePerGas\":\"0x12a05f200\",\"maxPriorityFeePerGas\":\"0x1\"|0x2",
        "\"nonce\":\"0x0\",\"gas\":\"0x7530\",\"type\":\"0x2\",\"chainId\":\"0x7a69\"|0x2",
      })
  void sendsTheTypeThatTheMembersMean(String members) {
    List<String> parts = List.of(members.split("\\|"));
    String hash =
        TestNode.quote(
            node.text(
                "eth_sendTransaction",
                "{\"from\":%s,\"to\":\"0x%s\",%s}"
                    .formatted(FROM, "ab".repeat(20), parts.getFirst())));

    node.awaitReceipt(hash);
    JsonObject transaction = (JsonObject) node.result("eth_getTransactionByHash", hash);

    assertEquals(Json.of(parts.getLast()), transaction.members().get("type"));
  }

  @Test
  void saysAtOnceWhyATransactionWouldFail() {
    JsonObject error =
        node.error(
            "eth_sendTransaction", "{\"from\":%s,\"to\":%s,\"data\":\"0x03\"}".formatted(FROM, TO));

    assertEquals(Json.of("execution reverted: not enough"), error.get("message").orElseThrow());
    assertEquals("0x0", node.text("eth_blockNumber"));
  }

  @Test
  void answersOnceTheTransactionHasItsBlock() {
    for (int count = 0; count < 100; count++) {
      String hash =
          TestNode.quote(
              node.text(
                  "eth_sendTransaction",
                  "{\"from\":%s,\"to\":%s,\"gas\":\"0x7530\"}".formatted(FROM, TO)));

      assertNotEquals(JsonNull.NULL, node.result("eth_getTransactionReceipt", hash));
    }
    assertEquals("0x64", node.text("eth_blockNumber"));
  }

  @Test
  void refusesAnotherChainsTransaction() {
    JsonObject error =
        node.error(
            "eth_sendTransaction",
            "{\"from\":%s,\"to\":%s,\"chainId\":\"0x1\"}".formatted(FROM, TO));

    assertEquals(
        Json.of("invalid argument 0: chainId does not match node's (have=1, want=31337)"),
        error.get("message").orElseThrow());
  }

  @Test
  void givesEachOfManyTransactionsSentAtOnceANonceOfItsOwn() {
    String call = "{\"from\":%s,\"to\":%s,\"gas\":\"0x7530\"}".formatted(FROM, TO);
    List<CompletableFuture<String>> sent =
        IntStream.range(0, 50)
            .mapToObj(
                _ -> CompletableFuture.supplyAsync(() -> node.text("eth_sendTransaction", call)))
            .toList();
    Set<String> hashes = new HashSet<>();
    sent.forEach(one -> hashes.add(one.join()));

    List<JsonObject> receipts = new ArrayList<>();
    hashes.forEach(hash -> receipts.add(node.awaitReceipt(TestNode.quote(hash))));
    assertEquals(50, receipts.size());
    assertEquals("0x32", node.text("eth_getTransactionCount", FROM, "\"latest\""));
  }

  @Test
  void signsMessagesByHand() {
    // The hash of "hello" as EIP-191 has it.
    Hash digest =
        Hash.fromHex("0x50b2c43fd39106bafbba0da34fc430e1f91e3c96ea2acee2bc34119f92b37750");

    String byAddressFirst = node.text("eth_sign", FROM, "\"0x68656c6c6f\"");

    assertEquals(TestNode.KEYS.get(0).address(), signer(digest, byAddressFirst));
    assertEquals(byAddressFirst, node.text("personal_sign", "\"0x68656c6c6f\"", FROM));
    assertEquals(byAddressFirst, node.text("personal_sign", "\"hello\"", FROM, "\"password\""));
  }

  @Test
  void signsTypedData() {
    Hash digest =
        Hash.fromHex("0xbe609aee343fb3c4b28e1df9e632fca64fcfaede20f02e86244efddf30957bd2");

    String signature = node.text("eth_signTypedData_v4", FROM, TypedDataTest.MAIL);

    assertEquals(TestNode.KEYS.get(0).address(), signer(digest, signature));
  }

  @Test
  void putsTheClockForward() {
    node.result("evm_setNextBlockTimestamp", "4000000000");
    node.result("evm_mine");
    assertEquals("0xee6b2800", head("timestamp"));

    node.result("evm_increaseTime", "\"0x64\"");
    node.result("evm_mine");
    long seconds = Long.parseLong(head("timestamp").substring(2), 16);
    assertTrue(seconds >= 4_000_000_100L && seconds < 4_000_000_200L, "timestamp " + seconds);
    assertEquals("0x2", node.text("eth_blockNumber"));
  }

  @Test
  void isForDevelopmentChainsOnly(@TempDir Path other) {
    try (TestNode ordinary = TestNode.ordinary(other)) {
      assertEquals("[]", ordinary.result("eth_accounts").write());
      Set<String> onlyHere = new HashSet<>(node.methods().names());
      onlyHere.removeAll(ordinary.methods().names());
      assertTrue(
          onlyHere.containsAll(List.of("eth_sendTransaction", "personal_sign", "evm_mine")),
          onlyHere.toString());
      assertTrue(onlyHere.containsAll(List.of("anvil_setBalance", "hardhat_reset")));
      for (String method : onlyHere) {
        assertEquals(
            "{\"code\":-32601,\"message\":\"the method "
                + method
                + " does not exist/is not available\"}",
            ordinary.error(method).write());
      }
    }
  }

  private String head(String member) {
    return node.result("eth_getBlockByNumber", "\"latest\"", "false").view().member(member).text();
  }

  private String refusal(Transaction payload, KeyPair key) {
    Bytes encoded = TransactionCodec.sign(payload, key).encoded();
    JsonObject answer = node.call("eth_sendRawTransaction", TestNode.quote(encoded.toHex()));
    return answer
        .get("error")
        .map(error -> error.view().member("message").text())
        .orElse("accepted");
  }

  private static Transaction transaction(long nonce, long tipWei) {
    return new FeeMarketTransaction(
        TestNode.CHAIN_ID,
        nonce,
        U256.of(tipWei),
        U256.of(5 * tipWei),
        100_000,
        Optional.of(TestNode.CONTRACT),
        U256.ZERO,
        Bytes.EMPTY,
        List.of());
  }

  private static Address signer(Hash digest, String signature) {
    Bytes bytes = Bytes.fromHex(signature);
    assertEquals(65, bytes.length());
    return Secp256k1.recoverAddress(
            digest,
            new Signature(
                U256.fromBytes(bytes.slice(0, 32)),
                U256.fromBytes(bytes.slice(32, 64)),
                bytes.get(64) - 27))
        .orElseThrow();
  }
}
