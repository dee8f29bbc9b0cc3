package org.tallystick.node.rpc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tallystick.abi.RevertData;
import org.tallystick.bytes.Bytes;
import org.tallystick.contract.Code;
import org.tallystick.contract.Code.SourceFile;
import org.tallystick.json.Json;
import org.tallystick.json.JsonObject;
import org.tallystick.ledger.SignedTransaction;
import org.tallystick.node.rpc.protocol.RpcError;
import org.tallystick.node.testing.JsonRpc;
import org.tallystick.node.testing.Transfers;

/// Contracts that break a rule of the language: their deployers are told which, and where.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RefusedContractsIT {
  private static final String FROM = TestNode.quote(TestNode.KEYS.get(0).address());

  private DevNode node;
  private JsonRpc rpc;

  @BeforeAll
  void start(@TempDir Path folder) {
    node = DevNode.start(folder);
    rpc = JsonRpc.over(node.url());
  }

  @AfterAll
  void stop() {
    node.close();
  }

  /// @param words as the reason of the revert
  record Refused(String title, String source, String words) {
    @Override
    public String toString() {
      return title;
    }
  }

  static List<Refused> refused() {
    return List.of(
        new Refused(
            "that does not parse",
            """
            import { Contract } from 'tally';
            export default class Shop extends Contract {
              open( {
            }
            """,
            "Shop.js:5:1 syntax error: Expected , but found eof"),
        new Refused(
            "whose abi has a function that the class has not",
            """
            import { Contract } from 'tally';
            export default class Shop extends Contract {
              static abi = `
                function open()
                function close()
              `;
              open() {}
            }
            """,
            "Shop.js:5:5 the abi declares function close but the class has no method \"close\""),
        new Refused(
            "with a field that is declared twice",
            """
            import { Contract, uint256 } from 'tally';
            export default class Shop extends Contract {
              static abi = `function open()`;
              static state = { guests: uint256, guests: uint256 };
              open() {}
            }
            """,
            "Shop.js:4:37 the field guests is declared twice, first at 4:20"));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void revertsWithThePlaceInTheSource(Refused contract) {
    Bytes data = Code.of(1, "Shop.js", List.of(new SourceFile("Shop.js", contract.source))).bytes();
    String call = "{\"from\":%s,\"data\":\"%s\"}".formatted(FROM, data.toHex());

    assertReverts(contract, rpc.error("eth_call", call));
    assertReverts(contract, rpc.error("eth_estimateGas", call));
    assertReverts(contract, rpc.error("eth_sendTransaction", call));
    JsonObject receipt = sendAnyway(data);
    assertEquals(Json.of("0x0"), receipt.members().get("status"));
    String address = receipt.get("contractAddress").orElseThrow().write();
    assertEquals("0x", rpc.text("eth_getCode", address, "\"latest\""));
  }

  private static void assertReverts(Refused contract, JsonObject error) {
    assertEquals(Json.of(RpcError.REVERTED), error.members().get("code"));
    assertEquals(Json.of("execution reverted: " + contract.words), error.members().get("message"));
    Bytes data = Bytes.fromHex(error.view().member("data").text());
    assertEquals(Optional.of(contract.words), RevertData.error(data));
  }

  private JsonObject sendAnyway(Bytes data) {
    long nonce = Long.decode(rpc.text("eth_getTransactionCount", FROM, "\"latest\""));
    SignedTransaction transaction = Transfers.creation(TestNode.KEYS.get(0), nonce, data);
    String hash = rpc.text("eth_sendRawTransaction", JsonRpc.quote(transaction.encoded().toHex()));
    return rpc.awaitReceipt(JsonRpc.quote(hash));
  }
}
