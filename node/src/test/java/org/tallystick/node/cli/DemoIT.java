package org.tallystick.node.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.node.testing.TallyProcess;
import org.tallystick.node.testing.Waiting;

/// `tally dev --demo` in a process of its own, as the README starts it.
final class DemoIT {
  private static final String LAST_PROPOSAL = " tally 0 --url";

  @TempDir private Path folder;

  @Test
  void showsAChainAtWorkAndProposesCommandsThatWork() {
    try (TallyProcess tally = start()) {
      tally.awaitReady();
      Waiting.until(() -> tally.out().contains(LAST_PROPOSAL));

      String shown = tally.out();
      assertTrue(
          shown.contains("Transfer(from: alice, to: bob, value: 40000000000000000000)"), shown);
      assertTrue(
          shown.contains("[{label: \"North\", votes: 0}, {label: \"South\", votes: 1}]"), shown);

      List<CommandLineRun> runs = proposals(shown).stream().map(CommandLineRun::of).toList();
      assertEquals(List.of(0, 0, 1, 0, 0), runs.stream().map(CommandLineRun::exitCode).toList());
      assertEquals("40000000000000000000\n", runs.get(0).out());
      assertTrue(runs.get(2).err().contains("ERC20InsufficientBalance(sender: bob"), shown);
      assertEquals(
          "[{label: \"North\", votes: 1}, {label: \"South\", votes: 1}]\n", runs.get(4).out());
    }
  }

  @Test
  void isPlayedOnceOnAChain() {
    try (TallyProcess first = start()) {
      first.awaitReady();
      first.kill();
    }
    try (TallyProcess second = start()) {
      second.awaitReady();
      Waiting.until(() -> second.out().contains(LAST_PROPOSAL));

      String shown = second.out();
      assertTrue(shown.contains("The demo was played on this chain before."), shown);
      assertEquals(0, CommandLineRun.of(proposals(shown).getLast()).exitCode());
    }
  }

  private TallyProcess start() {
    return TallyProcess.start(folder, "dev", "--demo", "--port", "0");
  }

  /// The commands below "Try next", without the name of the program.
  private static List<String[]> proposals(String shown) {
    return shown
        .lines()
        .dropWhile(line -> !line.startsWith("Try next"))
        .filter(line -> line.startsWith("  tally "))
        .map(line -> line.strip().substring("tally ".length()).split(" "))
        .toList();
  }
}
