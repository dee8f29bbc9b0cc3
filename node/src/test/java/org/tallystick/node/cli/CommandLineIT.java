package org.tallystick.node.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.bytes.Address;
import org.tallystick.crypto.KeyPair;
import org.tallystick.execution.Genesis;
import org.tallystick.json.Json;
import org.tallystick.json.JsonView;
import org.tallystick.node.Config;
import org.tallystick.node.client.NodeClient;
import org.tallystick.node.pool.PoolRules;
import org.tallystick.node.store.HistoryMode;
import org.tallystick.node.testing.JsonRpc;
import org.tallystick.sdk.values.Coins;
import org.web3j.crypto.ECKeyPair;
import org.web3j.crypto.WalletUtils;

/// The verbs that speak to a node, by what they print, against a development chain that serves.
final class CommandLineIT {
  private static final Path SAMPLES = Path.of("..", "sample-contracts", "src", "main", "js");
  private static final Path COIN = SAMPLES.resolve("token/Coin.js");
  private static final String SUPPLY = "1000";

  @TempDir private static Path data;
  @TempDir private Path folder;

  private static DevChain chain;

  @BeforeAll
  static void serve() {
    List<KeyPair> keys = DevelopmentAccounts.keys(3);
    Genesis genesis = Genesis.of(31_337, DevelopmentAccounts.allocations(keys));
    Config config =
        new Config(
            data,
            genesis,
            Optional.empty(),
            Optional.empty(),
            PoolRules.DEVELOPMENT,
            HistoryMode.WINDOW,
            Optional.empty());
    Terminal nowhere =
        new Terminal(new PrintWriter(new StringWriter()), new PrintWriter(new StringWriter()));
    chain = DevChain.start(config, keys, DevChain.Serving.on(0), nowhere);
  }

  @AfterAll
  static void stop() {
    chain.close();
  }

  @Test
  void aContractIsBuiltDeployedCalledAndSentTo() throws IOException {
    CommandLineRun built = CommandLineRun.of("build", COIN.toString(), "--out", folder.toString());
    assertEquals(0, built.exitCode(), built.err());
    Path artifact = folder.resolve("Coin.json");
    assertEquals(List.of(artifact.toString()), built.lines());

    String coin = deployed(artifact.toString(), "Riverbank Coin", "RBC", SUPPLY);

    assertEquals(List.of("Riverbank Coin"), call(coin, "name").lines());
    assertEquals(List.of(SUPPLY), call(coin, "balanceOf", "alice").lines());
    CommandLineRun sent = send(coin, "transfer", "bob", "40", "--from", "alice");
    assertEquals(0, sent.exitCode(), sent.err());
    assertTrue(sent.err().contains("Transfer(from: alice, to: bob, value: 40)"), sent.err());
    assertTrue(sent.out().matches("0x[0-9a-f]{64}\n"), sent.out());
    assertEquals(List.of("40"), call(coin, "balanceOf", "bob").lines());
  }

  @Test
  void theSourceItselfIsDeployedAndWhatCameOfItIsToldToPrograms() {
    CommandLineRun run =
        of("deploy", COIN.toString(), "Riverbank Coin", "RBC", SUPPLY, "--from", "1", "--json");

    JsonView report = Json.parse(run.out()).view();
    assertEquals("success", report.member("outcome").text());
    JsonView minted = report.member("events").elements().getFirst();
    assertEquals("Transfer", minted.member("name").text());
    assertEquals(SUPPLY, minted.member("arguments").member("value").text());
    String coin = report.member("contract").text();
    assertEquals("\"1000\"\n", call(coin, "balanceOf", "bob", "--json").out());
  }

  @Test
  void whatWouldFailIsNotSentAndSaysWhyInTheContractsWords() {
    String coin = deployed(COIN.toString(), "Riverbank Coin", "RBC", SUPPLY);
    long nonce = nonce("bob");

    CommandLineRun run = send(coin, "transfer", "alice", "41", "--from", "bob");

    assertEquals(ExitCode.FAILED, run.exitCode());
    assertTrue(
        run.err().contains("ERC20InsufficientBalance(sender: bob, balance: 0, needed: 41)"),
        run.err());
    assertTrue(run.err().contains("nothing was sent"), run.err());
    assertEquals(nonce, nonce("bob"));
  }

  @Test
  void withGasGivenItIsSentAndItsFailureTold() {
    String coin = deployed(COIN.toString(), "Riverbank Coin", "RBC", SUPPLY);
    long nonce = nonce("bob");

    CommandLineRun run =
        send(coin, "transfer", "alice", "41", "--from", "bob", "--gas", "200000", "--json");

    assertEquals(ExitCode.FAILED, run.exitCode());
    assertEquals("failed", Json.parse(run.out()).view().member("outcome").text());
    assertTrue(run.err().contains("ERC20InsufficientBalance(sender: bob"), run.err());
    assertEquals(nonce + 1, nonce("bob"));
  }

  @Test
  void coinsGoAlongInCoinsOrWei() throws IOException {
    Path fund = SAMPLES.resolve("crowdfund/Crowdfund.js");
    String at = deployed(fund.toString(), "10000000000000000000", "4102444800");

    send(at, "pledge", "--value", "1.5", "--from", "bob");
    send(at, "pledge", "--value", "7wei", "--from", "bob");

    assertEquals(List.of("1500000000000000007"), call(at, "pledgeOf", "bob").lines());
    CommandLineRun refused = send(at, "claim", "--value", "1");
    assertTrue(refused.err().contains("the function claim takes no coins"), refused.err());
  }

  @Test
  void coinsAreSentToAnAccountByNameOrAddress() {
    Address stranger = Address.fromHex("0x" + "ab".repeat(20));

    CommandLineRun named = of("send", "carol", "--value", "2", "--from", "bob");
    CommandLineRun addressed = of("send", stranger.toHex(), "--value", "0.5", "--from", "bob");

    assertEquals(0, named.exitCode(), named.err());
    assertTrue(named.err().contains("transfer  2 coins to carol"), named.err());
    assertEquals(0, addressed.exitCode(), addressed.err());
    assertEquals(
        Coins.read("0.5").toQuantity(),
        JsonRpc.over(chain.url())
            .text("eth_getBalance", "\"" + stranger.toHex() + "\"", "\"latest\""));
  }

  @Test
  void listsAndStructsAreWrittenAndReadAsJson() {
    String poll = deployed(SAMPLES.resolve("voting/DailyPoll.js").toString());
    send(poll, "open", "Best bridge", "[\"North\", \"South\"]", "4102444800", "1");
    send(poll, "vote", "0", "1", "--from", "carol");

    assertEquals(
        List.of("[{label: \"North\", votes: 0}, {label: \"South\", votes: 1}]"),
        call(poll, "tally", "0").lines());
    assertEquals(
        "{\"label\":\"South\",\"votes\":\"1\"}\n", call(poll, "winner", "0", "--json").out());
  }

  @Test
  void aKeyFileSigns() throws IOException {
    Path keyFile = folder.resolve("dave.key");
    Files.writeString(keyFile, DevelopmentAccounts.keys(4).getLast().secret().toHex());
    String fund =
        deployed(
            SAMPLES.resolve("crowdfund/Crowdfund.js").toString(), "10000000000000", "4102444800");

    CommandLineRun run = send(fund, "pledge", "--value", "1", "--key-file", keyFile.toString());

    // Only the first three accounts have money on this chain.
    assertEquals(ExitCode.FAILED, run.exitCode());
    assertTrue(run.err().contains("insufficient funds"), run.err());
  }

  @Test
  void aKeystoreAsksNobodyWhereNobodyIsThere() throws Exception {
    ECKeyPair pair = ECKeyPair.create(BigInteger.TWO);
    String keystore = WalletUtils.generateWalletFile("secret", pair, folder.toFile(), false);
    String file = folder.resolve(keystore).toString();
    Path password = Files.writeString(folder.resolve("password"), "secret\n");

    assertUsage(
        of("send", "bob", "--value", "1", "--key-file", file),
        "needs its password: give it with --password-file");
    CommandLineRun signed =
        of(
            "send",
            "bob",
            "--value",
            "1",
            "--key-file",
            file,
            "--password-file",
            password.toString());
    assertTrue(signed.err().contains("insufficient funds"), signed.err());
  }

  @Test
  void aSourceThatDoesNotPassIsRefusedWithItsPlaceAndNotDeployed() throws IOException {
    Path file = folder.resolve("clock.js");
    Files.writeString(
        file,
        """
        import { Contract } from 'tally';
        export default class Clock extends Contract {
          static abi = 'function now() view returns (uint256)';
          now() { return BigInt(Date.now()); }
        }
        """);
    long nonce = nonce("alice");

    CommandLineRun run = of("deploy", file.toString());

    assertEquals(ExitCode.FAILED, run.exitCode());
    assertTrue(run.err().contains(file + ":4:"), run.err());
    assertTrue(run.err().contains("1 error"), run.err());
    assertEquals(nonce, nonce("alice"));
  }

  @Test
  void aMistakeOfTheAuthorIsToldWithItsPlace() throws IOException {
    Path file = folder.resolve("slip.js");
    Files.writeString(
        file,
        """
        import { Contract, uint256 } from 'tally';
        export default class Slip extends Contract {
          static abi = 'function set(uint256 n)';
          static state = { total: uint256 };
          set(n) { this.total = 1; }
        }
        """);
    String slip = deployed(file.toString());

    CommandLineRun run = send(slip, "set", "5");

    assertEquals(ExitCode.FAILED, run.exitCode());
    assertTrue(
        run.err()
            .contains(
                "it would fail: TypeError: total: expected a BigInt for uint256, got number 1"
                    + " (write 1n) at slip.js:5:12"),
        run.err());
  }

  @Test
  void argumentsThatDoNotFitAreErrorsOfUsageThatNameTheParameter() {
    String coin = deployed(COIN.toString(), "Riverbank Coin", "RBC", SUPPLY);

    assertUsage(call(coin, "balanceOf", "zoe"), "owner: expected an address or a known name");
    assertUsage(call(coin, "balanceOf"), "(address owner) takes 1 value, got 0");
    assertUsage(call(coin, "mint"), "Coin has no function mint; it has name(), symbol(),");
    assertUsage(send(coin, "transfer", "bob", "-5"), "uint256 underflow: -5");
    assertUsage(send(coin, "transfer", "bob", "1", "--from", "zoe"), "none of the development");
    assertUsage(send(coin, "burn", "1", "--value", "much"), "--value: \"much\" is no amount");
    assertUsage(send(coin, "burn", "1", "--gas", "0"), "--gas is from 1 to 16777216, got 0");
    assertUsage(of("deploy", COIN.toString(), "only a name"), "takes 3 values, got 1");
    assertUsage(call("0x5FbDB2315678afecb367f032d93F642f64180aa4", "name"), "wrong checksum");
    assertUsage(call("", "name"), "the contract: \"\" is no address, 0x and 40 digits");
    assertUsage(of("send", "zoe", "--value", "1"), "the account: \"zoe\" is no address");
    assertUsage(of("call", coin), "name a function of Coin: name(), symbol(),");
    assertUsage(of("send", coin), "name a function of Coin: name(), symbol(),");
  }

  @Test
  void anAddressWithoutAContractIsToldFromOneWithAnother() {
    CommandLineRun run = call(Address.ZERO.toHex(), "name");

    assertEquals(ExitCode.FAILED, run.exitCode());
    assertTrue(run.err().contains("there is no contract at 0x000000"), run.err());
  }

  @Test
  void aNodeThatDoesNotAnswerIsNamedWithTheWayOut() {
    CommandLineRun run =
        CommandLineRun.of("call", Address.ZERO.toHex(), "name", "--url", "http://127.0.0.1:1");

    assertEquals(ExitCode.UNREACHABLE, run.exitCode());
    assertTrue(run.err().contains("no node answers at http://127.0.0.1:1"), run.err());
    assertTrue(run.err().contains("tally dev"), run.err());
  }

  @Test
  void whatIsNoAddressOfANodeIsAnErrorOfUsage() {
    for (String url : List.of("localhost:8545", "ftp://127.0.0.1", "http://", "")) {
      assertUsage(
          CommandLineRun.of("call", Address.ZERO.toHex(), "name", "--url", url),
          "is no address of a node");
    }
  }

  private static void assertUsage(CommandLineRun run, String words) {
    assertEquals(ExitCode.USAGE, run.exitCode(), run.err());
    assertTrue(run.err().contains(words), run.err());
    assertFalse(run.err().contains("Exception"), run.err());
  }

  private static String deployed(String file, String... arguments) {
    List<String> words = new ArrayList<>(List.of("deploy", file));
    words.addAll(List.of(arguments));
    CommandLineRun run = of(words.toArray(String[]::new));
    assertEquals(0, run.exitCode(), run.err());
    return run.out().strip();
  }

  private static CommandLineRun call(String contract, String... words) {
    return of("call", contract, words);
  }

  private static CommandLineRun send(String contract, String... words) {
    return of("send", contract, words);
  }

  private static CommandLineRun of(String verb, String contract, String[] words) {
    List<String> all = new ArrayList<>(List.of(verb, contract));
    all.addAll(List.of(words));
    return of(all.toArray(String[]::new));
  }

  /// Runs a command against the chain.
  private static CommandLineRun of(String... words) {
    List<String> all = new ArrayList<>(List.of(words));
    all.addAll(List.of("--url", chain.url()));
    return CommandLineRun.of(all.toArray(String[]::new));
  }

  private static long nonce(String name) {
    try (NodeClient node = new NodeClient(chain.url())) {
      return node.nextNonce(KnownAccounts.of(node).address(name).orElseThrow());
    }
  }
}
