package org.tallystick.node.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NodeLimitsTest {
  @TempDir Path folder;

  @Test
  void whatTheFileNamesChangesAndNothingElse() throws IOException {
    NodeLimits changed =
        read(
            """
            {"http": {"connectionsMax": 7, "timeouts": {"idle": 9}, "sockets": {"requestsMax": 2}},
             "methods": {"callGasMax": 1000000000000},
             "live": {"filterIdle": 3},
             "pool": {"waitsForBaseFee": true}}\
            """);

    assertEquals(7, changed.http().connectionsMax());
    assertEquals(Duration.ofSeconds(9), changed.http().timeouts().idle());
    assertEquals(2, changed.http().sockets().requestsMax());
    assertEquals(1_000_000_000_000L, changed.methods().callGasMax());
    assertEquals(Duration.ofSeconds(3), changed.live().filterIdle());
    assertTrue(changed.pool().waitsForBaseFee());
    assertEquals(
        NodeLimits.DEVELOPMENT,
        new NodeLimits(
            changed
                .http()
                .withConnectionsMax(NodeLimits.DEVELOPMENT.http().connectionsMax())
                .withTimeouts(NodeLimits.DEVELOPMENT.http().timeouts())
                .withSockets(NodeLimits.DEVELOPMENT.http().sockets()),
            NodeLimits.DEVELOPMENT.methods(),
            NodeLimits.DEVELOPMENT.live(),
            NodeLimits.DEVELOPMENT.pool()));
  }

  @Test
  void anEmptyFileChangesNothing() throws IOException {
    assertEquals(NodeLimits.DEVELOPMENT, read("{}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"htp": {}}                            | htp
          {"http": {"connections": 7}}           | connections
          {"http": {"connectionsMax": 0}}        | connectionsMax
          {"http": {"connectionsMax": "7"}}      | connectionsMax
          {"http": {"connectionsMax": 3000000000}} | connectionsMax
          {"http": {"timeouts": {"idle": 0}}}    | idle
          {"pool": {"waitsForBaseFee": 1}}       | waitsForBaseFee
          {"live": 5}                            | live
          [                                      | limits.json
          """)
  void whatIsNoLimitIsNamed(String text, String name) {
    CommandException refusal = assertThrows(CommandException.class, () -> read(text));

    assertEquals(ExitCode.USAGE, refusal.exitCode());
    String words = String.valueOf(refusal.getMessage());
    assertTrue(words.startsWith("--limits, ") && words.contains(name), words);
  }

  @Test
  void aFileThatIsNotThereIsNamed() {
    Path file = folder.resolve("none.json");

    CommandException refusal =
        assertThrows(CommandException.class, () -> NodeLimits.DEVELOPMENT.with(file));

    assertTrue(String.valueOf(refusal.getMessage()).contains("none.json"), refusal.toString());
  }

  private NodeLimits read(String text) throws IOException {
    return NodeLimits.DEVELOPMENT.with(Files.writeString(folder.resolve("limits.json"), text));
  }
}
