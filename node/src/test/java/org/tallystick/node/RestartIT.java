package org.tallystick.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tallystick.bytes.Address;
import org.tallystick.crypto.KeyPair;
import org.tallystick.ledger.SignedTransaction;
import org.tallystick.node.testing.JsonRpc;
import org.tallystick.node.testing.People;
import org.tallystick.node.testing.TallyProcess;
import org.tallystick.node.testing.TallyProcess.Ended;
import org.tallystick.node.testing.TallyProcess.Ready;
import org.tallystick.node.testing.Transfers;

/// The packed program's chain across its ends, and what it says where it cannot start.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
final class RestartIT {
  private static final int TRANSFERS = 100;

  /// As the shell tells of a program that a signal ended.
  private static final int EXIT_BY_SIGTERM = 128 + 15;

  private static final KeyPair SENDER = People.developer(0);
  private static final Address SHOP = Address.fromHex("0x00000000000000000000000000000000000005a0");

  private Path folder;
  private TallyProcess running;
  private Ready ready;

  @BeforeAll
  void start(@TempDir Path temp) {
    folder = temp;
    running = dev("running", "0");
    ready = running.awaitReady();
  }

  @AfterAll
  void stop() {
    running.close();
  }

  @Test
  void aChainGoesOnWhereItWasKilled() {
    String head;
    try (TallyProcess first = dev("killed", "0")) {
      JsonRpc node = JsonRpc.over(first.awaitReady().url());
      for (int nonce = 0; nonce < TRANSFERS; nonce++) {
        send(node, nonce);
      }
      awaitReceipt(node, TRANSFERS - 1);
      head = head(node);
      first.kill();
    }

    try (TallyProcess second = dev("killed", "0")) {
      JsonRpc node = JsonRpc.over(second.awaitReady().url());
      assertEquals(head, head(node));
      assertEquals(TRANSFERS, quantity(node, "eth_blockNumber"));
      assertEquals(1_000 * TRANSFERS, quantity(node, "eth_getBalance", quoted(SHOP)));
      assertEquals(TRANSFERS, quantity(node, "eth_getTransactionCount", quoted(SENDER.address())));

      send(node, TRANSFERS);
      awaitReceipt(node, TRANSFERS);
      assertEquals(1_000 * (TRANSFERS + 1), quantity(node, "eth_getBalance", quoted(SHOP)));

      Ended ended = second.terminate();
      assertEquals(EXIT_BY_SIGTERM, ended.exitCode());
      assertEquals("", trouble(ended.err()));
    }

    Ended other = TallyProcess.run(folder, "dev", "--data", "killed", "--chain-id", "77");
    assertEquals(1, other.exitCode());
    assertSays(other.err(), "holds chain 31337 ", "is to run chain 77 ", "--data", "--fresh");
  }

  @Test
  void aFolderInUseIsRefusedByItsNameAndTheProcess() {
    try (TallyProcess second = dev("running", "0")) {
      Ended ended = second.awaitEnd();

      assertEquals(1, ended.exitCode());
      assertEquals("", ended.out());
      assertSays(ended.err(), "data folder running is in use", "pid " + running.pid(), "--data");
    }
  }

  @Test
  void aPortInUseIsRefusedByItsNumber() {
    try (TallyProcess second = dev("other", Integer.toString(ready.port()))) {
      Ended ended = second.awaitEnd();

      assertEquals(1, ended.exitCode());
      assertEquals("", ended.out());
      assertSays(ended.err(), "127.0.0.1:" + ready.port(), "--port", "0 for a free one");
    }
  }

  @Test
  void anArchiveStaysOneUntilItIsDropped() {
    try (TallyProcess first =
        TallyProcess.start(folder, "dev", "--archive", "--data", "archive", "--port", "0")) {
      first.awaitReady();
      first.terminate();
    }

    Ended refused = TallyProcess.run(folder, "dev", "--data", "archive", "--port", "0");
    assertEquals(1, refused.exitCode());
    assertSays(refused.err(), "archive is an archive", "--archive", "tally db drop-archive");

    Ended dropped = TallyProcess.run(folder, "db", "drop-archive", "--data", "archive");
    assertEquals(0, dropped.exitCode());
    try (TallyProcess second = dev("archive", "0")) {
      second.awaitReady();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"99999", "-1", "abc"})
  void whatIsNoPortIsAMistakeInTheCommand(String port) {
    Ended ended = TallyProcess.run(folder, "dev", "--port", port);

    assertEquals(2, ended.exitCode());
    assertEquals("", ended.out());
    assertSays(ended.err(), "--port", port);
  }

  private TallyProcess dev(String data, String port) {
    return TallyProcess.start(folder, "dev", "--data", data, "--port", port);
  }

  private static SignedTransaction transfer(int nonce) {
    return Transfers.of(SENDER, nonce, SHOP);
  }

  private static void send(JsonRpc node, int nonce) {
    SignedTransaction transaction = transfer(nonce);
    String encoded = JsonRpc.quote(transaction.encoded().toHex());
    assertEquals(transaction.hash().toHex(), node.text("eth_sendRawTransaction", encoded));
  }

  private static void awaitReceipt(JsonRpc node, int nonce) {
    node.awaitReceipt(JsonRpc.quote(transfer(nonce).hash().toHex()));
  }

  private static String head(JsonRpc node) {
    return node.result("eth_getBlockByNumber", "\"latest\"", "false").view().member("hash").text();
  }

  private static long quantity(JsonRpc node, String method, String... arguments) {
    return Long.decode(node.text(method, arguments));
  }

  private static String quoted(Address address) {
    return JsonRpc.quote(address.toHex());
  }

  /// Lines that would make somebody ask what is wrong.
  private static String trouble(String err) {
    return String.join(
        "\n",
        err.lines()
            .filter(line -> line.matches("(?i).*(exception|error|warn|\tat |failed).*"))
            .toList());
  }

  private static void assertSays(String text, String... parts) {
    for (String part : parts) {
      assertTrue(text.contains(part), () -> "no \"" + part + "\" in: " + text);
    }
    assertFalse(text.contains("\tat "), () -> "a stack trace: " + text);
  }
}
