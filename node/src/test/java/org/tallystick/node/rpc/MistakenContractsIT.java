package org.tallystick.node.rpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tallystick.abi.Abi;
import org.tallystick.bytes.Bytes;
import org.tallystick.contract.Code;
import org.tallystick.contract.Code.SourceFile;
import org.tallystick.json.Json;
import org.tallystick.json.JsonObject;
import org.tallystick.ledger.SignedTransaction;
import org.tallystick.node.rpc.protocol.RpcError;
import org.tallystick.node.testing.JsonRpc;
import org.tallystick.node.testing.Transfers;

/// Contracts with a mistake that only shows when they run: whoever asks the node is told which, and
/// where, while the revert data are the same few on every chain.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MistakenContractsIT {
  private static final String FROM = TestNode.quote(TestNode.KEYS.get(0).address());

  private static final String ABI =
      """
      function number()
      function missing()
      function range(uint8 n)
      function parts(uint8 n)
      """;

  private static final String SOURCE =
      """
      import { Contract, uint8 } from 'tally';
      export default class Shop extends Contract {
        static abi = `%s`;
        static state = { a: uint8 };
        number() { this.a = 1; }
        missing() { this.nothing(); }
        range(n) { this.a = n + 255n; }
        parts(n) { this.a = n / (n - n); }
      }
      """
          .formatted(ABI);

  private DevNode node;
  private JsonRpc rpc;
  private String shop;

  @BeforeAll
  void start(@TempDir Path folder) {
    node = DevNode.start(folder);
    rpc = JsonRpc.over(node.url());
    Bytes code = Code.of(1, "Shop.js", List.of(new SourceFile("Shop.js", SOURCE))).bytes();
    SignedTransaction creation = Transfers.creation(TestNode.KEYS.get(0), 0, code);
    String hash = rpc.text("eth_sendRawTransaction", JsonRpc.quote(creation.encoded().toHex()));
    JsonObject receipt = rpc.awaitReceipt(JsonRpc.quote(hash));
    shop = receipt.get("contractAddress").orElseThrow().write();
  }

  @AfterAll
  void stop() {
    node.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '§',
      textBlock =
          """
          number  | TypeError: a: expected a BigInt for uint8, got number 1 (write 1n) at Shop.js:9:14 | 0xea1a46e0
          missing | TypeError: <this>.nothing is not a function at Shop.js:10:15                         | 0xea1a46e0
          range   | arithmetic underflow or overflow: uint8 overflow: a = 256 at Shop.js:11:14         | 0x4e487b71
          parts   | division or modulo by zero: RangeError: Division by zero at Shop.js:12:14          | 0x4e487b71
          """)
  void whoeverAsksIsToldWhichAndWhere(String function, String words, String selector) {
    Abi abi = Abi.parse(ABI);
    boolean takesNumber = !abi.functionsNamed(function).getFirst().inputs().isEmpty();
    Bytes data =
        abi.functionsNamed(function)
            .getFirst()
            .encodeCall(takesNumber ? List.of(BigInteger.ONE) : List.of());
    String call = "{\"from\":%s,\"to\":%s,\"data\":\"%s\"}".formatted(FROM, shop, data.toHex());

    for (String method : List.of("eth_call", "eth_estimateGas", "eth_sendTransaction")) {
      JsonObject error = rpc.error(method, call);
      assertEquals(Json.of(RpcError.REVERTED), error.members().get("code"), method);
      assertEquals(Json.of("execution reverted: " + words), error.members().get("message"));
      String reverted = error.view().member("data").text();
      assertTrue(reverted.startsWith(selector), reverted);
    }
  }
}
