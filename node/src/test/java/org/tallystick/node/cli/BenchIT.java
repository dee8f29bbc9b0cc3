package org.tallystick.node.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tallystick.json.Json;
import org.tallystick.json.JsonView;
import org.tallystick.node.testing.TallyProcess;

/// `tally bench` against a node in a process of its own.
final class BenchIT {
  @TempDir private static Path folder;

  private static TallyProcess tally;
  private static String url;

  @BeforeAll
  static void start() {
    tally = TallyProcess.start(folder, "dev", "--port", "0", "--no-jit");
    url = tally.awaitReady().url();
  }

  @AfterAll
  static void stop() {
    tally.close();
  }

  @ParameterizedTest
  @CsvSource({
    "value, single",
    "value, batch",
    "value, closed",
    "token, single",
    "token, batch",
    "token, closed"
  })
  void transfersOfEachKindInEachModeAreAllInBlocksAndChecked(String kind, String mode) {
    CommandLineRun run =
        bench("--kind", kind, "--mode", mode, "--txs", "43", "--senders", "4", "--batch-size", "7");

    assertEquals(ExitCode.OK, run.exitCode(), run.err());
    assertTrue(run.err().contains("every receipt and balance"), run.err());
    JsonView json = Json.parse(run.out().strip()).view();
    assertEquals(kind, json.member("kind").text());
    assertEquals(mode, json.member("mode").text());
    assertEquals(43, json.member("requests").integer(0, 100));
    assertEquals(4, json.member("senders").integer(0, 100));
    long blocks = json.member("blocks").integer(1, 43);
    assertTrue(number(json, "acceptedPerSecond") >= number(json, "perSecond"), run.out());
    assertEquals(mode.equals("closed"), json.optional("p99Millis").isPresent(), run.out());
    assertTrue(blocks > 1, run.out());
  }

  @Test
  void callsAreCountedAndTimed() {
    CommandLineRun run = bench("--kind", "call", "--txs", "50", "--senders", "3");

    assertEquals(ExitCode.OK, run.exitCode(), run.err());
    JsonView json = Json.parse(run.out().strip()).view();
    assertEquals(50, json.member("requests").integer(0, 100));
    assertTrue(number(json, "perSecond") > 0, run.out());
    assertTrue(number(json, "p50Millis") <= number(json, "p99Millis"), run.out());
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void whatTheNodeUsedIsMeasured() {
    CommandLineRun run = bench("--txs", "200", "--pid", Long.toString(tally.pid()));

    JsonView json = Json.parse(run.out().strip()).view();
    assertTrue(number(json, "cpuMicrosPerRequest") > 0, run.out());
    assertTrue(number(json, "residentMiB") > 10, run.out());
  }

  @Test
  void aKeyOfAFilePaysForItsOwnSenders() throws IOException {
    Path key =
        Files.writeString(
            folder.resolve("key"), DevelopmentAccounts.keys(1).getFirst().secret().toHex());

    CommandLineRun run = bench("--txs", "10", "--senders", "2", "--key-file", key.toString());

    assertEquals(ExitCode.OK, run.exitCode(), run.err());
  }

  @Test
  void aPayerWithoutCoinsIsRefusedInTheNodesWords() throws IOException {
    Path key = Files.writeString(folder.resolve("poor"), "01".repeat(32));

    CommandLineRun run = bench("--txs", "10", "--key-file", key.toString());

    assertEquals(ExitCode.FAILED, run.exitCode());
    assertTrue(run.err().contains("the node refuses: insufficient funds"), run.err());
  }

  @Test
  void aTokenThatIsNotThereIsNamed() {
    CommandLineRun run = bench("--kind", "token", "--token", "0x" + "11".repeat(20));

    assertEquals(ExitCode.USAGE, run.exitCode());
    assertTrue(run.err().contains("there is no contract at 0x1111"), run.err());
  }

  @Test
  void aProcessThatIsNotThereIsNamedBeforeAnythingIsSent() {
    CommandLineRun run = bench("--pid", Integer.toString(Integer.MAX_VALUE));

    assertEquals(ExitCode.FAILED, run.exitCode());
    assertEquals("tally: there is no process 2147483647\n", run.err());
  }

  private static CommandLineRun bench(String... options) {
    return CommandLineRun.of(
        Stream.concat(Stream.of("bench", "--json", "--url", url), Arrays.stream(options))
            .toArray(String[]::new));
  }

  private static double number(JsonView json, String name) {
    return Double.parseDouble(json.member(name).value().write());
  }
}
