package org.tallystick.node.store;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Kills a process that changes the state, at random moments, a quarter of the times while it opens
/// what the kill before left behind. Each time all that is left fits together: every value and node
/// with the head's root, and the head with what was told.
final class StateKillIT {
  private static final int KILLS = Integer.getInteger("tallystick.kills", 12);
  private static final int BLOCKS_MAX = 70;
  private static final int MICROS_MAX = 30_000;
  private static final int OPENING_MICROS_MAX = 400_000;
  private static final Maintenance.Progress QUIET = (_, _, _) -> {};

  @TempDir private Path temp;

  @Test
  void theStateIsThatOfTheHeadWhateverMomentTheProcessIsKilledAt() throws Exception {
    long seed = Long.getLong("seed", 20_261_127);
    Random random = new Random(seed);
    String before = "";
    for (int kill = 0; kill < KILLS; kill++) {
      String where = "seed " + seed + ", kill " + kill;
      boolean whileOpening = kill % 4 == 3;
      String told = runAndKill(random, whileOpening);
      if (told.isEmpty()) {
        // It told of nothing, so what there was is what there is.
        told = before;
      }
      try (Maintenance maintenance = Maintenance.open(temp)) {
        maintenance.verify(QUIET);
      }
      try (DataFolder folder = DataFolder.claim(temp);
          RocksStore database = RocksStore.open(folder)) {
        ChainStore store = ChainStore.open(database, folder, StateMill.GENESIS);
        ChainStore.Head head = store.head();
        String now = head.block().number() + " " + head.hash();
        if (!now.equals(told)) {
          // One step may have been durable and not yet told.
          String parent = head.block().header().parentHash().toHex();
          boolean isNext = told.endsWith(parent);
          boolean isEarlier = !told.isEmpty() && head.block().number() < number(told);
          assertTrue(isNext || isEarlier, where + ": told " + told + ", found " + now);
        }
        before = now;
      }
    }
  }

  private static long number(String told) {
    return Long.parseLong(told.split(" ")[0]);
  }

  /// @return the last head that was told of; empty where there was none
  private String runAndKill(Random random, boolean whileOpening) throws Exception {
    Process mill = start(random.nextLong());
    String last = "";
    try (BufferedReader output = mill.inputReader(StandardCharsets.US_ASCII)) {
      Objects.requireNonNull(output.readLine(), "the process ended by itself");
      int lines = whileOpening ? 0 : 1 + random.nextInt(BLOCKS_MAX);
      for (int line = 0; line < lines; line++) {
        last = Objects.requireNonNull(output.readLine(), "the process ended by itself");
      }
      TimeUnit.MICROSECONDS.sleep(random.nextInt(whileOpening ? OPENING_MICROS_MAX : MICROS_MAX));
      kill(mill);
      for (String line = output.readLine(); isWhole(line); line = output.readLine()) {
        last = line;
      }
    } finally {
      kill(mill);
    }
    return last;
  }

  /// The last line may be cut short by the kill.
  private static boolean isWhole(@Nullable String line) {
    return line != null && line.matches("\\d+ 0x[0-9a-f]{64}");
  }

  private Process start(long seed) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-Xmx256m",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            StateMill.class.getName(),
            temp.toString(),
            Long.toString(seed))
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private static void kill(Process mill) throws InterruptedException {
    // Through its handle: the process itself would close the pipe with what was told last.
    mill.toHandle().destroyForcibly();
    mill.waitFor();
  }
}
