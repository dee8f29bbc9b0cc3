package org.tallystick.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.bytes.Address;
import org.tallystick.bytes.Bytes;
import org.tallystick.contract.Code;
import org.tallystick.contract.CreationData;
import org.tallystick.crypto.KeyPair;
import org.tallystick.ledger.SignedTransaction;
import org.tallystick.node.testing.JsonRpc;
import org.tallystick.node.testing.People;
import org.tallystick.node.testing.TallyProcess;
import org.tallystick.node.testing.TallyProcess.Ended;
import org.tallystick.node.testing.Transfers;

/// A failure inside the packed program, of a machine that does not start: it ends at the first
/// transaction that needs one, and its chain is as it was.
@Timeout(120)
final class FaultIT {
  private static final KeyPair SENDER = People.developer(0);
  private static final Address SHOP = Address.fromHex("0x00000000000000000000000000000000000005a0");
  private static final Code CODE =
      Code.of(
          1,
          "main.mjs",
          List.of(
              new Code.SourceFile(
                  "main.mjs",
                  """
                  import { Contract } from 'tally';
                  export default class Empty extends Contract {
                    static abi = ``;
                    static state = {};
                  }
                  """)));

  @TempDir private Path folder;

  @Test
  void anInternalFailureEndsTheProgramAndLeavesTheChainAsItWas() {
    SignedTransaction first = Transfers.of(SENDER, 0, SHOP);
    SignedTransaction fatal =
        Transfers.creation(SENDER, 1, new CreationData(CODE, Bytes.EMPTY).toBytes());
    String head;
    try (TallyProcess broken =
        TallyProcess.startWith("-Dpolyglot.tallystick-gas.x=1", folder, "dev", "--port", "0")) {
      JsonRpc node = JsonRpc.over(broken.awaitReady().url());
      send(node, first);
      awaitReceipt(node, first);
      head = head(node);

      send(node, fatal);
      Ended ended = broken.awaitEnd();

      assertEquals(70, ended.exitCode());
      for (String part :
          List.of(
              "the chain has stopped",
              "block 2, transaction " + fatal.hash(),
              "the machine does not start",
              "nothing of the block is kept, the chain stands at block 1")) {
        assertTrue(ended.err().contains(part), () -> "no \"" + part + "\" in: " + ended.err());
      }
    }
    try (TallyProcess whole = TallyProcess.start(folder, "dev", "--port", "0")) {
      JsonRpc node = JsonRpc.over(whole.awaitReady().url());
      assertEquals(head, head(node));

      send(node, fatal);
      awaitReceipt(node, fatal);

      assertEquals(2, Long.decode(node.text("eth_blockNumber")));
    }
  }

  private static void send(JsonRpc node, SignedTransaction transaction) {
    String encoded = JsonRpc.quote(transaction.encoded().toHex());
    assertEquals(transaction.hash().toHex(), node.text("eth_sendRawTransaction", encoded));
  }

  private static void awaitReceipt(JsonRpc node, SignedTransaction transaction) {
    node.awaitReceipt(JsonRpc.quote(transaction.hash().toHex()));
  }

  private static String head(JsonRpc node) {
    return node.result("eth_getBlockByNumber", "\"latest\"", "false").view().member("hash").text();
  }
}
