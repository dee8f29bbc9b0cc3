package org.tallystick.node.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tallystick.node.testing.JsonRpc;
import org.tallystick.node.testing.TallyProcess;

/// What `tally dev` says that it is.
class DevCommandIT {
  @TempDir Path folder;

  @Test
  void theNodeSaysItIsWhatItWasToldToSay() {
    try (TallyProcess tally =
        TallyProcess.start(folder, "dev", "--port", "0", "--client-version", "anvil/v1 like")) {
      JsonRpc rpc = JsonRpc.over(tally.awaitReady().url());

      assertEquals("anvil/v1 like", rpc.text("web3_clientVersion"));
      assertEquals(
          "anvil/v1 like", rpc.result("anvil_metadata").view().member("clientVersion").text());
    }
  }

  @Test
  void theNodeSaysItIsTallystickOtherwise() {
    try (TallyProcess tally = TallyProcess.start(folder, "dev", "--port", "0")) {
      JsonRpc rpc = JsonRpc.over(tally.awaitReady().url());

      assertEquals("tallystick/0.1.0", rpc.text("web3_clientVersion"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "a\tb", "ümlaut"})
  void whatIsNoNameIsAnErrorOfUsage(String clientVersion) {
    CommandLineRun run = CommandLineRun.of("dev", "--client-version", clientVersion);

    assertEquals(ExitCode.USAGE, run.exitCode());
    assertTrue(run.err().contains("--client-version has from 1 to 100 letters"), run.err());
  }
}
